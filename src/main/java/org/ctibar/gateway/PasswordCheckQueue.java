package org.ctibar.gateway;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/**
 * Runs the password checks of a node one at a time, in turn between the networks that they are asked from. Safe for any
 * thread.
 */
final class PasswordCheckQueue {
  private final FairQueue<String, Waiting> queue;
  private final long longestMs;
  private final LongSupplier nowMs;
  private boolean checking;

  private record Waiting(
      Executor home, Supplier<Future<Account>> check, long sinceMs, Promise<Account> answered) {
    void answer(Future<Account> outcome) {
      home.execute(() -> outcome.onComplete(answered));
    }
  }

  /** @param nowMs of a clock that is never set back */
  PasswordCheckQueue(GatewayConfig.Waiting limits, LongSupplier nowMs) {
    this.longestMs = limits.longest().toMillis();
    this.nowMs = nowMs;
    this.queue = new FairQueue<>(limits.perAddress(), limits.overall());
  }

  synchronized int waiting() {
    return queue.size();
  }

  /**
   * @param home runs the check, and what hears of its outcome
   * @param check begun when its turn comes
   * @return as the check ended; fails with RATE_LIMITED if too many wait or this waited too long, and with UNAVAILABLE
   *     if passwords cannot be checked: all that wait at that moment are told at once, instead of finding out one after
   *     the other
   */
  Future<Account> add(String network, Executor home, Supplier<Future<Account>> check) {
    Waiting newcomer = new Waiting(home, check, nowMs.getAsLong(), Promise.promise());
    Optional<Waiting> displaced;
    synchronized (this) {
      displaced = queue.add(network, newcomer);
    }
    displaced.ifPresent(PasswordCheckQueue::refuse);
    beginNext();
    return newcomer.answered().future();
  }

  private void beginNext() {
    Optional<Waiting> next;
    List<Waiting> late;
    long longAgoMs = nowMs.getAsLong() - longestMs;
    synchronized (this) {
      if (checking) {
        return;
      }
      late = queue.removeHeads(one -> one.sinceMs() < longAgoMs);
      next = queue.next();
      checking = next.isPresent();
    }
    late.forEach(PasswordCheckQueue::refuse);
    next.ifPresent(one -> one.home().execute(() -> begin(one)));
  }

  private void begin(Waiting one) {
    Future.succeededFuture()
        .compose(v -> one.check().get())
        .timeout(longestMs, TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(readable(failure)))
        .onComplete(outcome -> ended(one, outcome));
  }

  private void ended(Waiting one, AsyncResult<Account> outcome) {
    List<Waiting> inVain = List.of();
    synchronized (this) {
      checking = false;
      if (isUnavailable(outcome.cause())) {
        inVain = queue.clear();
      }
    }
    Future<Account> told = outcome.succeeded()
        ? Future.succeededFuture(outcome.result())
        : Future.failedFuture(outcome.cause());
    one.answer(told);
    inVain.forEach(other -> other.answer(told));
    beginNext();
  }

  private static void refuse(Waiting one) {
    one.answer(Future.failedFuture(SignInRefusal.tooMany()));
  }

  private static Throwable readable(Throwable failure) {
    return failure instanceof TimeoutException
        ? new CtiException(ErrorCode.UNAVAILABLE, "passwords cannot be checked now")
        : failure;
  }

  private static boolean isUnavailable(Throwable failure) {
    return failure instanceof CtiException e && e.code() == ErrorCode.UNAVAILABLE;
  }
}
