package org.ctibar.call;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The timers of the calls of one switch, one of a kind for a leg. Belongs to one event loop. */
final class CallTimers {
  private final Vertx vertx;
  private final BiConsumer<String, CallInput.TimeUp> onTimeUp;
  private final Map<CallInput.TimeUp, Long> running = new HashMap<>();

  /** @param onTimeUp takes the leg and what to tell its call */
  CallTimers(Vertx vertx, BiConsumer<String, CallInput.TimeUp> onTimeUp) {
    this.vertx = vertx;
    this.onTimeUp = onTimeUp;
  }

  void start(Effect.StartTimer start) {
    stop(start.timer(), start.leg());
    CallInput.TimeUp timeUp = new CallInput.TimeUp(start.timer(), start.leg());
    running.put(timeUp, vertx.setTimer(start.afterMs(), t -> {
      running.remove(timeUp);
      onTimeUp.accept(start.leg(), timeUp);
    }));
  }

  void stop(CallInput.Timer timer, String leg) {
    Long id = running.remove(new CallInput.TimeUp(timer, leg));
    if (id != null) {
      vertx.cancelTimer(id);
    }
  }

  void stopAll(CallModel call) {
    call.facts().legs().keySet().forEach(leg -> {
      for (CallInput.Timer timer : CallInput.Timer.values()) {
        stop(timer, leg);
      }
    });
  }
}
