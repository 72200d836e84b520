package org.ctibar.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** A clock that stands until it is turned. */
final class ManualScheduler implements Scheduler {
  private record Task(long atMs, long order, Runnable step) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atMs).thenComparingLong(Task::order));
  private long nowMs = 1_795_326_696_000L;
  private long orders;

  @Override
  public Timer after(long delayMs, Runnable step) {
    Task task = new Task(nowMs + delayMs, orders++, step);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public long nowMicros() {
    return TimeUnit.MILLISECONDS.toMicros(nowMs);
  }

  /** Turns the clock to the next task and runs it. */
  void step() {
    Task task = tasks.remove();
    nowMs = task.atMs;
    task.step.run();
  }

  void advance(long ms) {
    long until = nowMs + ms;
    while (!tasks.isEmpty() && tasks.peek().atMs <= until) {
      step();
    }
    nowMs = until;
  }
}
