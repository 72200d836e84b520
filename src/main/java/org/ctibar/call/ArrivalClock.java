package org.ctibar.call;

import java.time.Clock;

/**
 * When callers came. No two of one switch come at the same moment: who came first is to be known even to whoever reads
 * the moments off the switch later. Belongs to one event loop.
 */
final class ArrivalClock {
  private final Clock clock;
  private long last;

  ArrivalClock(Clock clock) {
    this.clock = clock;
  }

  /** @return ms since 1970, later than any before */
  long next() {
    last = Math.max(clock.millis(), last + 1);
    return last;
  }
}
