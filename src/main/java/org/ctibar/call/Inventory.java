package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.ctibar.bus.NotOwner;
import org.ctibar.cluster.Tenure;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.LinkUp;

/**
 * What an owner knows of the calls on its switch: nothing at first, so whoever asks for a call waits. Belongs to the
 * event loop of its {@link SwitchOwner}.
 */
final class Inventory {
  private static final long AGAIN_MS = 500;

  private final Vertx vertx;
  private final EslLink link;
  private final Tenure tenure;
  private final CheckUp checkUp;
  private final Herald herald;
  private final Runnable onKnown;
  private final Promise<Void> known = Promise.promise();
  private boolean knowsAgents;

  /** @param onKnown called once, when the calls are known and told for the first time */
  Inventory(
      Vertx vertx, EslLink link, Tenure tenure, CheckUp checkUp, Herald herald, Runnable onKnown) {
    this.vertx = vertx;
    this.link = link;
    this.tenure = tenure;
    this.checkUp = checkUp;
    this.herald = herald;
    this.onKnown = onKnown;
  }

  /**
   * Completes when the calls on the switch are known and told, or the switch cannot be reached; fails with
   * {@link NotOwner} if this owner ended before.
   */
  Future<Void> known() {
    return known.future();
  }

  /** The link is new. */
  void begin(LinkUp up) {
    look(up.restarted())
        .compose(done -> herald.heard())
        .onSuccess(told -> {
          if (known.tryComplete()) {
            onKnown.run();
          }
        })
        .onFailure(e -> {
          if (link.isUp() && tenure.holds()) {
            vertx.setTimer(AGAIN_MS, t -> begin(up));
          }
        });
  }

  /** Only who knows the calls can tell which of them agents believe in for nothing. */
  Future<Void> look(boolean restarted) {
    return checkUp.compare(restarted).onSuccess(v -> {
      if (!knowsAgents) {
        knowsAgents = true;
        checkUp.freeAgentsOfLostCalls(vertx, Causes.NO_WORD);
      }
    });
  }

  void away() {
    known.tryComplete();
  }

  void close() {
    checkUp.close();
    known.tryFail(new NotOwner(tenure.fence().toString()));
  }
}
