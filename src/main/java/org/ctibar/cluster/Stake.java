package org.ctibar.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.ctibar.cluster.LeaseTable.Held;
import org.ctibar.cluster.Ownership.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One resource that this node would own: free, owned, or about to be given back. Belongs to one context. */
final class Stake {
  private static final Logger LOG = LoggerFactory.getLogger(Stake.class);

  private final String resource;
  private final Owner owner;
  private final Context owners;
  private final Context home;
  private final Promise<Void> decided = Promise.promise();
  private Tenure tenure;
  private boolean ending;
  private long seenEpoch;
  /** What the owner was told last: the next waits for it. */
  private Future<Void> told = Future.succeededFuture();

  /** @param owners where the owner is called @param home where everything here happens */
  Stake(String resource, Owner owner, Context owners, Context home) {
    this.resource = resource;
    this.owner = owner;
    this.owners = owners;
    this.home = home;
  }

  String resource() {
    return resource;
  }

  /** Completes when this node has begun to own it, or knows that another does. */
  Future<Void> decided() {
    return decided.future();
  }

  void ownedElsewhere() {
    if (tenure == null) {
      decided.tryComplete();
    }
  }

  /** The newest that was found where it matters. */
  long seenEpoch() {
    return seenEpoch;
  }

  boolean holds() {
    return tenure != null && tenure.holds();
  }

  /** Nothing is owned, and the owner of before has come to its end. */
  boolean isFree() {
    return tenure == null && told.isComplete();
  }

  Optional<Held> held() {
    return holds() ? Optional.of(new Held(resource, tenure.epoch())) : Optional.empty();
  }

  void begin(Tenure fresh) {
    tenure = fresh;
    ending = false;
    fresh.onSurrender(newer -> home.runOnContext(v -> {
      seenEpoch = Math.max(seenEpoch, newer);
      endIfLapsed();
    }));
    tell(() -> owner.begin(fresh));
    told.onComplete(begun -> decided.tryComplete());
  }

  void renewed(long sinceNs, Duration length) {
    if (holds()) {
      tenure.renewed(sinceNs, length);
    }
  }

  /** Another owns it already. */
  void lost() {
    if (tenure != null) {
      LOG.warn("Not the owner any more resource={} epoch={}", resource, tenure.epoch());
      stop();
    }
  }

  void endIfLapsed() {
    if (tenure != null && !tenure.holds()) {
      lost();
    }
  }

  /**
   * The owner ends while it still is one: what it has taken on it carries out.
   *
   * @return what can be given back then
   */
  Future<Optional<Held>> end() {
    Optional<Held> lease = held();
    if (tenure == null || ending) {
      return told.map(lease).otherwise(lease);
    }
    LOG.info("Ownership is given back resource={} epoch={}", resource, tenure.epoch());
    ending = true;
    Tenure last = tenure;
    tell(owner::end);
    Promise<Optional<Held>> ended = Promise.promise();
    told.onComplete(done -> home.runOnContext(v -> {
      last.end();
      if (tenure == last) {
        tenure = null;
      }
      ended.complete(lease);
    }));
    return ended.future();
  }

  private void stop() {
    tenure.end();
    tenure = null;
    if (!ending) {
      tell(owner::end);
    }
  }

  private void tell(Supplier<Future<Void>> what) {
    told = told.transform(before -> {
      Promise<Void> done = Promise.promise();
      owners.runOnContext(v -> attempt(what).onComplete(done));
      return done.future();
    });
    told.onFailure(e -> LOG.error("Owner failed resource={}", resource, e));
  }

  private static Future<Void> attempt(Supplier<Future<Void>> what) {
    try {
      return what.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
