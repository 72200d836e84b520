package org.ctibar.cluster;

import java.time.Duration;

/**
 * Whether the others may have gone on without this node although it sees them, and it does not know yet: it stood still,
 * or was cut off a moment ago. To be looked at often, from one context.
 */
final class Doubt {
  /** By then a node that stood still knows whether it was missed. */
  private static final Duration DOUBTFUL = Duration.ofSeconds(3);
  /** By then the others have taken in again whom they missed. */
  private static final Duration MISSED = Duration.ofSeconds(10);
  /** From the first sight of the others to the end of being taken in. */
  private static final Duration TAKEN_IN = Duration.ofSeconds(5);

  private final long longestNs;
  private long wokenNs = System.nanoTime();
  private long doubtfulUntilNs = wokenNs;

  /** @param longest pause that nobody minds */
  Doubt(Duration longest) {
    this.longestNs = longest.toNanos();
  }

  /** @param hasOthers who might go on without it @return whether it stood still since the last look */
  boolean stoodStill(boolean hasOthers) {
    long now = System.nanoTime();
    boolean longPause = hasOthers && now - wokenNs > longestNs;
    if (longPause) {
      doubtfulUntilNs = now + DOUBTFUL.toNanos();
    }
    wokenNs = now;
    return longPause;
  }

  /** Another is not seen any more: while in doubt that may be because it does not see this one. */
  void missedAnother() {
    if (lasts()) {
      doubtfulUntilNs = System.nanoTime() + MISSED.toNanos();
    }
  }

  /** The others may go on without it: once it sees them again they may be taking it in, and then it is not as they are. */
  void wasApart() {
    doubtfulUntilNs = Math.max(doubtfulUntilNs, System.nanoTime() + TAKEN_IN.toNanos());
  }

  boolean lasts() {
    return System.nanoTime() - doubtfulUntilNs < 0;
  }
}
