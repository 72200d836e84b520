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
  private static final long TRY_AGAIN_MS = 1_000;

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
    cancel(state.agentId());
    Deadline.of(state, config)
        .ifPresent(d -> set(state.agentId(), Math.max(1, d.atMs() - clock.millis())));
  }

  /** After a deadline that could not be kept. */
  void tryAgain(String agentId) {
    cancel(agentId);
    set(agentId, TRY_AGAIN_MS);
  }

  private void set(String agentId, long delayMs) {
    timers.put(agentId, vertx.setTimer(delayMs, id -> {
      timers.remove(agentId);
      due.accept(agentId);
    }));
  }

  private void cancel(String agentId) {
    Long armed = timers.remove(agentId);
    if (armed != null) {
      vertx.cancelTimer(armed);
    }
  }
}
