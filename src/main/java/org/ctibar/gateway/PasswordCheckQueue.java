package org.ctibar.gateway;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/**
 * Runs the password checks of a node one at a time, in turn between the networks that they are asked from. Safe for any
 * thread.
 */
final class PasswordCheckQueue {
  /** A check takes a tenth of a second; what it asks of the database has a shorter limit of its own. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);

  private final FairQueue<String, Waiting> queue;
  private final Duration givenUpAfter;
  private boolean checking;

  private record Waiting(
      Executor home, Supplier<Future<Account>> check, Promise<Account> answered) {
    void answer(Future<Account> outcome) {
      home.execute(() -> outcome.onComplete(answered));
    }
  }

  PasswordCheckQueue(GatewayConfig.Waiting limits) {
    this(limits, GIVEN_UP_AFTER);
  }

  PasswordCheckQueue(GatewayConfig.Waiting limits, Duration givenUpAfter) {
    this.givenUpAfter = givenUpAfter;
    this.queue = new FairQueue<>(limits.perAddress(), limits.overall());
  }

  synchronized int waiting() {
    return queue.size();
  }

  /**
   * @param home runs the check, and what hears of its outcome
   * @param check begun when its turn comes
   * @return as the check ended; fails with RATE_LIMITED if too many wait, and with UNAVAILABLE if passwords cannot be
   *     checked: all that wait at that moment are told at once, instead of finding out one after the other
   */
  Future<Account> add(String network, Executor home, Supplier<Future<Account>> check) {
    Waiting newcomer = new Waiting(home, check, Promise.promise());
    Optional<Waiting> displaced;
    synchronized (this) {
      displaced = queue.add(network, newcomer);
    }
    displaced.ifPresent(one -> one.answer(Future.failedFuture(SignInRefusal.tooMany())));
    beginNext();
    return newcomer.answered().future();
  }

  private void beginNext() {
    Optional<Waiting> next;
    synchronized (this) {
      if (checking) {
        return;
      }
      next = queue.next();
      checking = next.isPresent();
    }
    next.ifPresent(one -> one.home().execute(() -> begin(one)));
  }

  private void begin(Waiting one) {
    Future.succeededFuture()
        .compose(v -> one.check().get())
        .timeout(givenUpAfter.toMillis(), TimeUnit.MILLISECONDS)
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

  private static Throwable readable(Throwable failure) {
    return failure instanceof TimeoutException
        ? new CtiException(ErrorCode.UNAVAILABLE, "passwords cannot be checked now")
        : failure;
  }

  private static boolean isUnavailable(Throwable failure) {
    return failure instanceof CtiException e && e.code() == ErrorCode.UNAVAILABLE;
  }
}
