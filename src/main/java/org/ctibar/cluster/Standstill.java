package org.ctibar.cluster;

import java.time.Duration;

/**
 * Whether this node stood still for so long that the others may have gone on without it, which it may not know yet. To be
 * looked at often, from one context.
 */
final class Standstill {
  /** By then a node that stood still knows whether it was missed. */
  private static final Duration DOUBTFUL = Duration.ofSeconds(3);
  /** By then the others have taken in again whom they missed. */
  private static final Duration MISSED = Duration.ofSeconds(10);

  private final long longestNs;
  private long wokenNs = System.nanoTime();
  private long doubtfulUntilNs = wokenNs;

  /** @param longest pause that nobody minds */
  Standstill(Duration longest) {
    this.longestNs = longest.toNanos();
  }

  /** @param hasOthers who might go on without it @return whether it stood still since the last look */
  boolean noticed(boolean hasOthers) {
    long now = System.nanoTime();
    boolean stoodStill = hasOthers && now - wokenNs > longestNs;
    if (stoodStill) {
      doubtfulUntilNs = now + DOUBTFUL.toNanos();
    }
    wokenNs = now;
    return stoodStill;
  }

  /** Another is not seen any more: while in doubt that may be because it does not see this one. */
  void missedAnother() {
    if (leavesDoubt()) {
      doubtfulUntilNs = System.nanoTime() + MISSED.toNanos();
    }
  }

  boolean leavesDoubt() {
    return System.nanoTime() - doubtfulUntilNs < 0;
  }
}
