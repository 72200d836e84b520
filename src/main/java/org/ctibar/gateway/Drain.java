package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a node that leaves gets rid of its sessions: no new ones, and those that are here are told to move. */
final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long PACE_MS = 20;
  private static final long GOODBYE_TIMEOUT_MS = 2_000;

  private final SessionRegistry sessions;
  private final Duration within;
  private final Set<String> told = new HashSet<>();
  private final Promise<Void> done = Promise.promise();
  private volatile boolean begun;
  private Future<Void> over;

  /** @param within after which those that are still here are left to the end of the node */
  Drain(SessionRegistry sessions, Duration within) {
    this.sessions = sessions;
    this.within = within;
  }

  boolean begun() {
    return begun;
  }

  /** @return done when no session is left, or the time is over */
  synchronized Future<Void> begin(Vertx vertx) {
    if (begun) {
      return done.future();
    }
    begun = true;
    int all = sessions.all().size();
    LOG.info("Gateway leaves sessions={}", all);
    long endNs = System.nanoTime() + within.toNanos();
    int batch = batch(all, within.toMillis());
    if (!goOn(batch, endNs)) {
      long timer = vertx.setPeriodic(PACE_MS, t -> goOn(batch, endNs));
      done.future().onComplete(v -> vertx.cancelTimer(timer));
    }
    return done.future();
  }

  /**
   * Ends the sessions that are still here. Every gateway instance of the node asks for it; it is done once.
   *
   * @return done when the pages are told and the agent domain knows; who could not be told is logged, not a failure
   */
  synchronized Future<Void> end() {
    begun = true;
    done.tryComplete();
    if (over == null) {
      List<Future<Void>> told = sessions.all().stream().map(Session::nodeLeaves).toList();
      over = Future.join(told)
          .timeout(GOODBYE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
          .onFailure(e -> LOG.warn(
              "Agents not told that sessions end count={} why={}",
              told.stream().filter(t -> !t.succeeded()).count(),
              e.getMessage()))
          .otherwiseEmpty()
          .mapEmpty();
    }
    return over;
  }

  /** So many each time that the last ones have as long to move as the first ones waited. */
  static int batch(int sessions, long withinMs) {
    long times = Math.max(1, withinMs / 2 / PACE_MS);
    return (int) Math.max(1, (sessions + times - 1) / times);
  }

  private synchronized boolean goOn(int batch, long endNs) {
    int left = sessions.all().size();
    if (left == 0 || System.nanoTime() >= endNs) {
      if (left > 0) {
        LOG.warn("Sessions did not move in time count={}", left);
      }
      done.tryComplete();
      return true;
    }
    sessions.all().stream()
        .filter(session -> !told.contains(session.id()))
        .limit(batch)
        .forEach(session -> {
          told.add(session.id());
          session.moveOn(within);
        });
    return false;
  }
}
