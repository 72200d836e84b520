package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.ctibar.bus.NodeName;
import org.ctibar.bus.PasswordChecked;
import org.ctibar.bus.Topics;
import org.ctibar.gateway.SignInThrottle.Charge;
import org.ctibar.gateway.SignInThrottle.Trial;

/**
 * The counts of this node with the failures of the others, which tell each other of every one. No sign-in waits for
 * that, so the counts are approximate: a limit may be exceeded by what other nodes check before they have heard, which
 * is about one check at each; and a node does not count what was told before its start or while it was cut off.
 */
final class ClusterThrottle {
  private final String self;
  private final SignInThrottle throttle;
  private final LongSupplier nowMs;
  private final AtomicReference<Vertx> bus = new AtomicReference<>();

  /** @param nowMs of a clock that is never set back */
  ClusterThrottle(NodeName self, SignInThrottle throttle, LongSupplier nowMs) {
    this.self = self.toString();
    this.throttle = throttle;
    this.nowMs = nowMs;
  }

  /**
   * Each event loop of the gateway may call this; the first listens for all.
   *
   * @return done when the other nodes know that this one listens
   */
  Future<Void> open(Vertx vertx) {
    return bus.compareAndSet(null, vertx)
        ? Topics.PASSWORD_CHECKED.subscribe(vertx, "", this::hear).completion()
        : Future.succeededFuture();
  }

  /** @see SignInThrottle#admits */
  boolean admits(Trial trial) {
    return throttle.admits(trial, nowMs.getAsLong());
  }

  /** @see SignInThrottle#charge */
  Optional<Charge> charge(Trial trial) {
    return throttle.charge(trial, nowMs.getAsLong());
  }

  /** @see SignInThrottle#chargeAddress */
  void chargeAddress(String network) {
    throttle.chargeAddress(network, nowMs.getAsLong());
  }

  /** @see SignInThrottle#withdraw */
  void withdraw(Charge charge) {
    throttle.withdraw(charge);
  }

  void failed(Charge charge) {
    tell(charge.trial(), false);
  }

  /** @see SignInThrottle#succeeded */
  void succeeded(Charge charge) {
    if (throttle.succeeded(charge)) {
      tell(charge.trial(), true);
    }
  }

  private void tell(Trial trial, boolean right) {
    Vertx vertx = bus.get();
    if (vertx != null) {
      Topics.PASSWORD_CHECKED.publish(
          vertx, "", new PasswordChecked(self, trial.user(), trial.network(), right));
    }
  }

  private void hear(PasswordChecked check) {
    if (check.node().equals(self)) {
      return;
    }
    Trial trial = new Trial(check.user(), check.network());
    if (check.right()) {
      throttle.clearedElsewhere(trial);
    } else {
      throttle.failedElsewhere(trial, nowMs.getAsLong());
    }
  }
}
