package org.ctibar.agent;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One timer for each agent that has a deadline. They may be lost or go off in vain: what is due is decided by the state.
 * Not shared among verticles.
 */
final class AgentTimers {
  private final Vertx vertx;
  private final Clock clock;
  private final AgentConfig config;
  private final Consumer<String> due;
  private final Map<String, Long> timers = new HashMap<>();

  AgentTimers(Vertx vertx, Clock clock, AgentConfig config, Consumer<String> due) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.due = due;
  }

  /** Replaces the timer of this agent by that of its newest state. */
  void arm(AgentState state) {
    String agentId = state.agentId();
    Long armed = timers.remove(agentId);
    if (armed != null) {
      vertx.cancelTimer(armed);
    }
    Deadline.of(state, config).ifPresent(d -> {
      long delayMs = Math.max(1, d.atMs() - clock.millis());
      timers.put(agentId, vertx.setTimer(delayMs, id -> goOff(agentId)));
    });
  }

  private void goOff(String agentId) {
    timers.remove(agentId);
    due.accept(agentId);
  }
}
