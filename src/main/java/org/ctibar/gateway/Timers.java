package org.ctibar.gateway;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** Named timers of one owner: setting one again replaces it. */
final class Timers {
  private final Vertx vertx;
  private final Map<String, Long> running = new HashMap<>(4);

  Timers(Vertx vertx) {
    this.vertx = vertx;
  }

  void once(String name, long delayMs, Runnable action) {
    cancel(name);
    running.put(name, vertx.setTimer(Math.max(1, delayMs), t -> {
      running.remove(name);
      action.run();
    }));
  }

  void repeat(String name, long periodMs, Runnable action) {
    cancel(name);
    running.put(name, vertx.setPeriodic(periodMs, t -> action.run()));
  }

  boolean runs(String name) {
    return running.containsKey(name);
  }

  void cancel(String name) {
    Long timer = running.remove(name);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  void cancelAll() {
    running.values().forEach(vertx::cancelTimer);
    running.clear();
  }
}
