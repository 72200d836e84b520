package org.ctibar.agent;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.cluster.Members;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nodes that are gone leave behind: sessions whose sockets are closed, and timers that nobody holds. */
final class LostNodes {
  private static final Logger LOG = LoggerFactory.getLogger(LostNodes.class);
  private static final int CHUNK = 200;

  private final Members members;
  private final AgentStore store;
  private final Consumer<AgentState> arm;
  private final BiFunction<String, Trigger, Future<Step>> change;

  /** @param arm takes over the timer of an agent */
  LostNodes(
      Members members,
      AgentStore store,
      Consumer<AgentState> arm,
      BiFunction<String, Trigger, Future<Step>> change) {
    this.members = members;
    this.store = store;
    this.arm = arm;
    this.change = change;
  }

  /** Safe to be done by several nodes at once, and again. */
  Future<Void> settle() {
    Set<String> alive = members.names();
    return store
        .agentIds()
        .compose(ids -> chunk(ids, 0, alive))
        .onFailure(e -> LOG.warn("Sessions of lost nodes stay reason={}", e.getMessage()));
  }

  private Future<Void> chunk(List<String> ids, int from, Set<String> alive) {
    if (from >= ids.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(ids.size(), from + CHUNK);
    return Future.join(ids.subList(from, to).stream()
            .map(id -> store.get(id).compose(state -> settle(state, alive)))
            .toList())
        .transform(done -> chunk(ids, to, alive));
  }

  private Future<?> settle(AgentState agent, Set<String> alive) {
    arm.accept(agent);
    List<Future<Step>> detached = new ArrayList<>();
    for (SessionRef session : agent.line().sessions()) {
      if (session.node() != null && !alive.contains(session.node())) {
        detached.add(
            change.apply(agent.agentId(), new Trigger.Detach(session.sessionId(), session.node())));
      }
    }
    return Future.join(detached);
  }
}
