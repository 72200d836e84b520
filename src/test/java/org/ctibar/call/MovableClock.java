package org.ctibar.call;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The time of day, which a test may move forward. */
final class MovableClock extends Clock {
  private final AtomicLong aheadMs = new AtomicLong();

  void forward(long ms) {
    aheadMs.addAndGet(ms);
  }

  @Override
  public long millis() {
    return System.currentTimeMillis() + aheadMs.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
