package org.ctibar.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentEvent;

/**
 * What all agents are told, heard from the start of the node on and given to those sessions of one event loop whose
 * agent it is: a page that comes has nothing to register in the cluster. Belongs to that event loop.
 */
final class AgentEvents {
  private static final long ANEW_AGAIN_MS = 30_000;
  private static final String ANEW = "anew";

  private final Context home;
  private final Timers timers;
  private final Map<String, List<Handler<AgentEvent>>> listeners = new HashMap<>();
  private MessageConsumer<String> subscription;

  AgentEvents(Vertx vertx) {
    this.home = vertx.getOrCreateContext();
    this.timers = new Timers(vertx);
  }

  /** The event loop of the sessions that listen here. */
  Context home() {
    return home;
  }

  /** @return done when the other nodes know that this one listens */
  Future<Void> open() {
    subscription = Topics.AGENT_EVENT.subscribe(home.owner(), "", this::tell);
    return subscription.completion();
  }

  /** @return to run when no longer interested */
  Runnable listen(String agentId, Handler<AgentEvent> listener) {
    listeners.merge(agentId, List.of(listener), AgentEvents::with);
    return () -> listeners.computeIfPresent(agentId, (id, all) -> without(all, listener));
  }

  /**
   * For who missed an event: where nodes went, another may have forgotten that this one listens. Every 30 s at most.
   *
   * @return done when this node listens again; fails if it could not, or did so just now
   */
  Future<Void> listenAnew() {
    if (timers.runs(ANEW)) {
      return Future.failedFuture("listened anew just now");
    }
    timers.once(ANEW, ANEW_AGAIN_MS, () -> {});
    subscription.unregister();
    return open();
  }

  private void tell(AgentEvent event) {
    listeners.getOrDefault(event.agentId(), List.of()).forEach(one -> one.handle(event));
  }

  private static <T> List<T> with(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static <T> List<T> without(List<T> all, T gone) {
    List<T> rest = all.stream().filter(one -> one != gone).toList();
    return rest.isEmpty() ? null : rest;
  }
}
