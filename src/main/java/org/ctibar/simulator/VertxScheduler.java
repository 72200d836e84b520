package org.ctibar.simulator;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Real time on the event loop of the switch; equal delays run in the order they were asked for. */
final class VertxScheduler implements Scheduler {
  private final Vertx vertx;
  private final Context context;
  private final int pacePercent;
  private final long startMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  private final long startNanos = System.nanoTime();

  VertxScheduler(Vertx vertx, Context context, int pacePercent) {
    this.vertx = vertx;
    this.context = context;
    this.pacePercent = pacePercent;
  }

  @Override
  public Timer after(long delayMs, Runnable task) {
    long realMs = delayMs * pacePercent / 100;
    if (realMs > 0) {
      long id = vertx.setTimer(realMs, timer -> task.run());
      return () -> vertx.cancelTimer(id);
    }
    Soon soon = new Soon(task);
    context.runOnContext(v -> soon.run());
    return soon;
  }

  @Override
  public long nowMicros() {
    return startMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
  }

  private static final class Soon implements Timer {
    private Runnable task;

    Soon(Runnable task) {
      this.task = task;
    }

    void run() {
      if (task != null) {
        task.run();
      }
    }

    @Override
    public void cancel() {
      task = null;
    }
  }
}
