package org.ctibar.call;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.ctibar.cluster.Tenure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A switch that is away for long: first its phones are gone, then its calls are over. Belongs to its owner's loop. */
final class SwitchLoss {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchLoss.class);
  private static final long NONE = -1;

  private final Vertx vertx;
  private final String switchId;
  private final Peers times;
  private final Tenure tenure;
  private final Runnable phonesGone;
  private final Runnable callsOver;
  private boolean ended;
  private long phonesTimer = NONE;
  private long callsTimer = NONE;

  SwitchLoss(
      Vertx vertx,
      String switchId,
      Peers times,
      Tenure tenure,
      Runnable phonesGone,
      Runnable callsOver) {
    this.vertx = vertx;
    this.switchId = switchId;
    this.times = times;
    this.tenure = tenure;
    this.phonesGone = phonesGone;
    this.callsOver = callsOver;
  }

  /** The switch cannot be reached, perhaps still. */
  void away() {
    if (!ended && phonesTimer == NONE && callsTimer == NONE) {
      phonesTimer = after(times.phonesGoneAfter(), () -> {
        LOG.warn("Phones of a switch that is away count as gone switch={}", switchId);
        phonesGone.run();
      });
      callsTimer = after(times.callsOverAfter(), () -> {
        LOG.warn("Calls of a switch that is away count as over switch={}", switchId);
        callsOver.run();
      });
    }
  }

  void back() {
    vertx.cancelTimer(phonesTimer);
    vertx.cancelTimer(callsTimer);
    phonesTimer = NONE;
    callsTimer = NONE;
  }

  /** Whether it comes back is for another owner to see. */
  void end() {
    ended = true;
    back();
  }

  private long after(Duration time, Runnable then) {
    return vertx.setTimer(Math.max(1, time.toMillis()), t -> {
      if (tenure.holds()) {
        then.run();
      }
    });
  }
}
