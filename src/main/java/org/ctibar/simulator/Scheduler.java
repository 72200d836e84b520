package org.ctibar.simulator;

/** The switch's only source of time, so that a test can turn the clock by hand. */
interface Scheduler {
  /** Runs {@code task} once, after at least {@code delayMs} of switch time; never within this call. */
  Timer after(long delayMs, Runnable task);

  /** Microseconds since the epoch. */
  long nowMicros();

  /** A task that has not run yet. */
  interface Timer {
    void cancel();
  }
}
