package org.ctibar.agent;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ctibar.agent.AgentStore.Change;
import org.ctibar.agent.Step.Order;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.SwitchNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers agent commands. Keeps no state but timers: any instance on any node may serve any agent. */
public final class AgentVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AgentVerticle.class);

  private final AgentConfig config;
  private final Clock clock;
  private final PresenceKeeper keeper;
  private final AgentMachine machine;
  private final Triggers triggers;
  private final SerialWork serial = new SerialWork();

  private AgentStore store;
  private AgentTimers timers;
  private MessageConsumer<String> consumer;

  public AgentVerticle(AgentConfig config, SwitchNames switches, Clock clock) {
    this(config, switches, clock, PresenceKeeper.none());
  }

  public AgentVerticle(
      AgentConfig config, SwitchNames switches, Clock clock, PresenceKeeper keeper) {
    this.config = config;
    this.clock = clock;
    this.keeper = keeper;
    this.machine = new AgentMachine(config);
    this.triggers = new Triggers(switches.first(), UUID::randomUUID);
  }

  @Override
  public Future<?> start() {
    timers = new AgentTimers(vertx, clock, config, this::tick);
    return AgentStore.open(vertx)
        .onSuccess(opened -> store = opened)
        .compose(opened -> armAll())
        .compose(armed -> {
          consumer = Topics.AGENT_COMMAND.serve(vertx, "", this::handle);
          return consumer.completion();
        });
  }

  @Override
  public Future<?> stop() {
    return consumer.unregister();
  }

  private Future<AgentReply> handle(AgentCommand command) {
    if (command instanceof AgentCommand.Survey survey) {
      return survey(survey.agentIds());
    }
    Trigger trigger = triggers.of(command);
    String agentId = command.agentId();
    return change(agentId, trigger)
        .compose(step -> order(agentId, step.order()).map(awaits -> reply(command, step, awaits)));
  }

  private Future<Step> change(String agentId, Trigger trigger) {
    return serial.run(
        agentId,
        () -> store
            .update(agentId, state -> machine.step(state, trigger, clock.millis()))
            .onSuccess(this::tell)
            .map(Change::step));
  }

  private void tick(String agentId) {
    serial
        .run(
            agentId,
            () -> store
                .update(agentId, state -> machine.tick(state, clock.millis()))
                .onSuccess(this::tell))
        .onFailure(e -> LOG.error("Deadline of an agent was missed agent={}", agentId, e));
  }

  /** Of a change that is stored. */
  private void tell(Change change) {
    AgentState state = change.step().state();
    timers.arm(state);
    if (!change.happened()) {
      return;
    }
    AgentEvent event = new AgentEvent(
        state.agentId(),
        state.revision(),
        change.step().callbacks(),
        state.allowed(),
        state.line().sessionIds());
    Topics.AGENT_EVENT.publish(vertx, state.agentId(), event);
    Topics.AGENT_CHANGED.publish(vertx, "", state.changed(clock.millis()));
    keepPresence(change.before().standing(), state);
  }

  private void keepPresence(AgentState.Standing before, AgentState state) {
    AgentState.Standing now = state.standing();
    if (now.presence() == before.presence() && Objects.equals(now.reason(), before.reason())) {
      return;
    }
    LOG.info(
        "Agent changed presence agent={} presence={} reason={}",
        state.agentId(),
        now.presence(),
        now.reason());
    keeper
        .save(state.agentId(), now.presence(), now.reason())
        .onFailure(e -> LOG.warn("Presence was not kept agent={}", state.agentId(), e));
  }

  private Future<Awaits> order(String agentId, Order order) {
    if (order == null) {
      return Future.succeededFuture();
    }
    return Topics.CALL_COMMAND
        .ask(vertx, order.switchId(), order.command())
        .map(order.awaits())
        .recover(refusal -> order.command() instanceof CallCommand.Dial dial
            ? takeBack(agentId, order, dial).compose(v -> Future.failedFuture(refusal))
            : Future.failedFuture(refusal));
  }

  /** A switch that did not answer may dial all the same, so it is told to stop. */
  private Future<Step> takeBack(String agentId, Order order, CallCommand.Dial dial) {
    Topics.CALL_COMMAND
        .ask(vertx, order.switchId(), new CallCommand.HangUp(dial.callId(), agentId))
        .onFailure(e -> LOG.debug("Nothing to hang up call={}", dial.callId()));
    return change(agentId, new Trigger.DialRefused(dial.callId()));
  }

  private static AgentReply reply(AgentCommand command, Step step, Awaits awaits) {
    AgentState state = step.state();
    String extension = command instanceof AgentCommand.Offer ? state.person().extension() : null;
    return new AgentReply(step.queued(), awaits, extension, state.snapshot(), null);
  }

  private Future<AgentReply> survey(List<String> agentIds) {
    if (agentIds == null) {
      throw new CtiException(ErrorCode.BAD_REQUEST, "agentIds: missing");
    }
    List<Future<AgentChanged>> all = agentIds.stream()
        .map(id -> store.get(id).map(state -> state.changed(clock.millis())))
        .toList();
    return Future.all(all).map(done -> new AgentReply(false, null, null, null, done.list()));
  }

  /** The timers of a node that is gone live on in the states. */
  private Future<Void> armAll() {
    return store
        .agentIds()
        .compose(ids -> Future.all(
                ids.stream().map(id -> store.get(id).onSuccess(timers::arm)).toList())
            .mapEmpty());
  }
}
