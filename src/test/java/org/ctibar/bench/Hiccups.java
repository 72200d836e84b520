package org.ctibar.bench;

import org.ctibar.outside.Pace;

/**
 * How late a thread that has nothing to do is woken. No program on this machine is faster at that moment, so what this
 * shows is the machine's share in the tail of every other figure.
 */
final class Hiccups {
  private static final long SLEEP_NS = 1_000_000;

  private volatile Latencies late = new Latencies();

  Hiccups() {
    Thread sleeper = new Thread(this::sleep, "hiccups");
    sleeper.setDaemon(true);
    sleeper.start();
  }

  void restart() {
    late = new Latencies();
  }

  Latencies late() {
    return late;
  }

  private void sleep() {
    while (true) {
      long due = System.nanoTime() + SLEEP_NS;
      Pace.sleepUntil(due);
      late.recordRegular(due, System.nanoTime(), SLEEP_NS);
    }
  }
}
