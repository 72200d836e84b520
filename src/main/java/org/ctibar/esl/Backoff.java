package org.ctibar.esl;

import java.util.random.RandomGenerator;

/** Pauses that double, half of each at random, so that many nodes do not knock at the same moment. */
final class Backoff {
  private static final int SLOW_FACTOR = 6;
  private static final int MAX_DOUBLINGS = 20;

  private final int minMs;
  private final int maxMs;
  private final RandomGenerator random;
  private int failures;

  Backoff(int minMs, int maxMs, RandomGenerator random) {
    this.minMs = minMs;
    this.maxMs = Math.max(minMs, maxMs);
    this.random = random;
  }

  long nextMs() {
    long full = Math.min(maxMs, (long) minMs << Math.min(failures++, MAX_DOUBLINGS));
    return spread(full);
  }

  /** For a fault that only a person can mend. */
  long slowMs() {
    return spread((long) SLOW_FACTOR * maxMs);
  }

  private long spread(long full) {
    return Math.max(1, full / 2 + random.nextLong(full / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
