package org.ctibar.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctibar.outside.Pace;

/** What is done to the node while times are taken. */
final class Load {
  /** How often {@link #heartbeat} is called until each page has had its turn. */
  static final int BEATS = 1_000;

  private static final Duration LATEST = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Callers callers;
  private final CallTimes times;
  private final List<Clicker> crowd;
  private final AtomicInteger placed = new AtomicInteger();
  private int next;
  private int nextBeat;

  /** @param crowd signed in, not ready */
  Load(Callers callers, CallTimes times, List<Clicker> crowd) {
    this.callers = callers;
    this.times = times;
    this.crowd = crowd;
  }

  /** One after the other, as pages do that were not all opened in the same moment. */
  void heartbeat() {
    for (int i = 0; i <= crowd.size() / BEATS; i++) {
      crowd.get(nextBeat++ % crowd.size()).page().ping();
    }
  }

  /** Changes whose event did not come. */
  long unanswered() {
    return crowd.stream().filter(Clicker::waits).count();
  }

  void close() throws Exception {
    Future.join(crowd.stream().map(clicker -> clicker.page().close()).toList())
        .await(30, TimeUnit.SECONDS);
  }

  int placed() {
    return placed.get();
  }

  /** @return the times of the callers who were parked meanwhile */
  CallTimes calls(double perSecond, Duration length) {
    times.restart();
    Pace.run(perSecond, length, this::call);
    return times;
  }

  /** Each agent in turn, and only those whose last change is done. */
  Latencies changes(double perSecond, Duration length) {
    Latencies changes = new Latencies();
    Pace.run(perSecond, length, () -> change(changes));
    awaitEvents();
    return changes;
  }

  /** Runs the one beside the other. */
  Both both(double callsPerSecond, double changesPerSecond, Duration length) {
    times.restart();
    Latencies changes = new Latencies();
    Thread calling = new Thread(() -> Pace.run(callsPerSecond, length, this::call), "callers");
    calling.start();
    Pace.run(changesPerSecond, length, () -> change(changes));
    awaitEvents();
    try {
      calling.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Both(times.toOriginate(), changes);
  }

  record Both(Latencies calls, Latencies changes) {
    static Both none() {
      return new Both(new Latencies(), new Latencies());
    }

    void add(Both more) {
      calls.add(more.calls());
      changes.add(more.changes());
    }
  }

  /** The slow ones count, too. */
  private void awaitEvents() {
    long deadline = System.nanoTime() + LATEST.toNanos();
    while (unanswered() > 0 && System.nanoTime() < deadline) {
      Pace.sleep(LOOK_AGAIN);
    }
  }

  private void call() {
    int n = placed.incrementAndGet();
    callers.call("0139" + String.format(Locale.ROOT, "%07d", n));
  }

  private void change(Latencies into) {
    for (int tries = 0; tries < crowd.size(); tries++) {
      Clicker clicker = crowd.get(next++ % crowd.size());
      if (!clicker.waits()) {
        clicker.toggle(into);
        return;
      }
    }
  }
}
