package org.ctibar.agent;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.ctibar.agent.AgentState.Standing;
import org.ctibar.agent.AgentStore.Change;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells gateways, queues and the keeper of a change that is stored. */
final class AgentNews {
  private static final Logger LOG = LoggerFactory.getLogger(AgentNews.class);

  private final Vertx vertx;
  private final Clock clock;
  private final PresenceKeeper keeper;

  AgentNews(Vertx vertx, Clock clock, PresenceKeeper keeper) {
    this.vertx = vertx;
    this.clock = clock;
    this.keeper = keeper;
  }

  void tell(Change change) {
    AgentState state = change.step().state();
    Topics.AGENT_EVENT.publish(vertx, "", event(state, change.step().callbacks()));
    Topics.AGENT_CHANGED.publish(vertx, "", state.changed(clock.millis()));
    if (!samePresence(change.before().standing(), state.standing())) {
      keep(state.agentId(), state.standing());
    }
  }

  /** As if it had just come to be so. */
  static AgentEvent standing(AgentState state) {
    return event(state, List.of());
  }

  private static AgentEvent event(AgentState state, List<AgentEvent.Callback> callbacks) {
    return new AgentEvent(
        state.agentId(), state.snapshot(), callbacks, state.line().sessionIds());
  }

  private void keep(String agentId, Standing now) {
    LOG.debug(
        "Agent changed presence agent={} presence={} reason={}",
        agentId,
        now.presence(),
        now.reason());
    keeper
        .save(agentId, now.presence(), now.reason())
        .onFailure(e -> LOG.warn("Presence was not kept agent={}", agentId, e));
  }

  private static boolean samePresence(Standing a, Standing b) {
    return a.presence() == b.presence() && Objects.equals(a.reason(), b.reason());
  }
}
