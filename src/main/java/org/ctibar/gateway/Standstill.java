package org.ctibar.gateway;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Notices that this process stood still for so long that the others have given it up. */
final class Standstill {
  private static final long LOOK_EVERY_MS = 500;

  private final LongSupplier nanoTime;
  private final long limitMs;
  private final LongConsumer onWaking;
  private long lastNs;

  /** @param onWaking takes how long it stood still, in ms */
  Standstill(LongSupplier nanoTime, long limitMs, LongConsumer onWaking) {
    this.nanoTime = nanoTime;
    this.limitMs = limitMs;
    this.onWaking = onWaking;
    this.lastNs = nanoTime.getAsLong();
  }

  void watch(Vertx vertx) {
    vertx.setPeriodic(LOOK_EVERY_MS, t -> look());
  }

  void look() {
    long now = nanoTime.getAsLong();
    long stoodMs = TimeUnit.NANOSECONDS.toMillis(now - lastNs);
    lastNs = now;
    if (stoodMs > limitMs) {
      onWaking.accept(stoodMs);
    }
  }
}
