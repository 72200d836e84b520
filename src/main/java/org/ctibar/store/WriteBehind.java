package org.ctibar.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values on their way into the database, some at a time, each tried until it is in or refused. A value whose key waits
 * already takes the place of the waiting one. Safe for any thread; results come on the context of the writer.
 */
final class WriteBehind<V> {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
  private static final int MAX_IN_FLIGHT = 4;

  /** @param retryPause between two attempts while the database is away */
  record Limits(int maxWaiting, Duration retryPause) {}

  private record Waiter(Context context, Promise<Void> promise) {}

  private static final class Entry<V> {
    private V value;
    private boolean inFlight;
    private final List<Waiter> waiters = new ArrayList<>();
  }

  private final Vertx vertx;
  private final Limits limits;
  private final Function<V, Future<Void>> store;
  private final Map<Object, Entry<V>> entries = new LinkedHashMap<>();
  private int inFlight;
  private boolean paused;
  private boolean closed;
  private Promise<Void> emptied;

  WriteBehind(Vertx vertx, Limits limits, Function<V, Future<Void>> store) {
    this.vertx = vertx;
    this.limits = limits;
    this.store = store;
  }

  /** @return succeeds once stored; fails with UNAVAILABLE if full or closed, else with the refusal of the store */
  synchronized Future<Void> write(Object key, V value) {
    Entry<V> entry = entries.get(key);
    if (closed || (entry == null && entries.size() >= limits.maxWaiting())) {
      return Future.failedFuture(
          new CtiException(ErrorCode.UNAVAILABLE, "too much waits for the database"));
    }
    if (entry == null) {
      entry = new Entry<>();
      entries.put(key, entry);
    }
    Promise<Void> promise = Promise.promise();
    entry.value = value;
    entry.waiters.add(new Waiter(vertx.getOrCreateContext(), promise));
    pump();
    return promise.future();
  }

  synchronized int size() {
    return entries.size();
  }

  /**
   * Waits for what is under way, at most for {@code patience}, then closes.
   *
   * @return how many values are lost
   */
  Future<Integer> close(Duration patience) {
    Promise<Void> done = Promise.promise();
    long timer = vertx.setTimer(patience.toMillis(), id -> done.tryComplete());
    synchronized (this) {
      emptied = done;
      tellWhenEmpty();
    }
    return done.future().map(over -> {
      vertx.cancelTimer(timer);
      int lost = size();
      close();
      return lost;
    });
  }

  private void tellWhenEmpty() {
    if (emptied != null && entries.isEmpty()) {
      emptied.tryComplete();
    }
  }

  synchronized void close() {
    closed = true;
    entries
        .values()
        .forEach(entry -> settle(
            entry.waiters,
            Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "the store closes"))));
    entries.clear();
  }

  private void pump() {
    Iterator<Map.Entry<Object, Entry<V>>> oldestFirst = entries.entrySet().iterator();
    while (!paused && !closed && inFlight < MAX_IN_FLIGHT && oldestFirst.hasNext()) {
      Map.Entry<Object, Entry<V>> next = oldestFirst.next();
      if (!next.getValue().inFlight) {
        send(next.getKey(), next.getValue());
      }
    }
  }

  private void send(Object key, Entry<V> entry) {
    V sent = entry.value;
    entry.inFlight = true;
    inFlight++;
    // Later, without the lock: a store may fail before it returns.
    vertx.runOnContext(
        go -> store.apply(sent).onComplete(result -> done(key, entry, sent, result)));
  }

  private synchronized void done(Object key, Entry<V> entry, V sent, AsyncResult<Void> result) {
    inFlight--;
    entry.inFlight = false;
    boolean away = result.failed()
        && result.cause() instanceof CtiException refusal
        && refusal.code() == ErrorCode.UNAVAILABLE;
    boolean overtaken = entry.value != sent;
    if (away) {
      pause();
    } else if (!overtaken) {
      entries.remove(key);
      settle(entry.waiters, result);
      if (result.failed()) {
        LOG.error("database refused a value for good key={}", key, result.cause());
      }
    }
    tellWhenEmpty();
    pump();
  }

  private void pause() {
    if (!paused && !closed) {
      paused = true;
      LOG.warn("database is away waiting={}", entries.size());
      vertx.setTimer(limits.retryPause().toMillis(), id -> resume());
    }
  }

  private synchronized void resume() {
    paused = false;
    pump();
  }

  private static void settle(List<Waiter> waiters, AsyncResult<Void> result) {
    waiters.forEach(waiter -> waiter.context().runOnContext(run -> {
      if (result.succeeded()) {
        waiter.promise().complete();
      } else {
        waiter.promise().fail(result.cause());
      }
    }));
  }
}
