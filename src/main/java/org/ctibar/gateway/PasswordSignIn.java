package org.ctibar.gateway;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.ctibar.gateway.SignInThrottle.Charge;
import org.ctibar.gateway.SignInThrottle.Trial;

/** Lets in who knows the password, at a rate at which nobody finds one out. */
final class PasswordSignIn {
  private final Accounts accounts;
  private final ClusterThrottle throttle;
  private final PasswordCheckQueue queue;

  PasswordSignIn(Accounts accounts, ClusterThrottle throttle, PasswordCheckQueue queue) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.queue = queue;
  }

  /** Sign-ins that wait for their check. */
  int waiting() {
    return queue.waiting();
  }

  /**
   * @param home on which the outcome is told
   * @return fails with BAD_CREDENTIALS, with RATE_LIMITED after too many of these or while too many wait, and with
   *     UNAVAILABLE if passwords cannot be checked now
   */
  Future<Account> signIn(Credentials given, String address, Executor home) {
    Trial trial = new Trial(given.username(), ClientAddress.network(address));
    if (!throttle.admits(trial)) {
      return Future.failedFuture(SignInRefusal.tooMany());
    }
    if (!given.possible()) {
      throttle.chargeAddress(trial.network());
      return Future.failedFuture(SignInRefusal.wrong());
    }
    return queue.add(trial.network(), home, () -> check(given, trial));
  }

  /** What failed while this waited counts as well, so it is charged only now. */
  private Future<Account> check(Credentials given, Trial trial) {
    Optional<Charge> charge = throttle.charge(trial);
    if (charge.isEmpty()) {
      return Future.failedFuture(SignInRefusal.tooMany());
    }
    return accounts
        .verify(given.username(), given.md5Hex())
        .transform(verified -> settle(charge.get(), verified));
  }

  private Future<Account> settle(Charge charge, AsyncResult<Optional<Account>> verified) {
    if (verified.failed()) {
      throttle.withdraw(charge);
      return Future.failedFuture(verified.cause());
    }
    Optional<Account> account = verified.result().filter(Account::enabled);
    if (account.isEmpty()) {
      throttle.failed(charge);
      return Future.failedFuture(SignInRefusal.wrong());
    }
    throttle.succeeded(charge);
    return Future.succeededFuture(account.get());
  }
}
