package org.ctibar.outside;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something at random moments, as many customers and agents do who do not know of each other, so often a second on
 * average. It waits for no answer: who is slow is not spared.
 */
public final class Pace {
  private static final long SEED = 20_240_607;

  private Pace() {}

  public static void run(double perSecond, Duration length, Runnable one) {
    Random random = new Random(SEED);
    long end = System.nanoTime() + length.toNanos();
    long next = System.nanoTime();
    while (true) {
      next += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
      if (next >= end) {
        sleepUntil(end);
        return;
      }
      sleepUntil(next);
      one.run();
    }
  }

  public static void sleep(Duration length) {
    sleepUntil(System.nanoTime() + length.toNanos());
  }

  public static void sleepUntil(long ns) {
    for (long left = ns - System.nanoTime(); left > 0; left = ns - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
