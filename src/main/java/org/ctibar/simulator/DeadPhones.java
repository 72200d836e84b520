package org.ctibar.simulator;

import java.util.concurrent.TimeUnit;

/** Phones that lost their network: nothing comes from them any more, and only silence tells. */
final class DeadPhones {
  private final Core core;

  DeadPhones(Core core) {
    this.core = core;
  }

  /** Without a timeout on the leg nobody ever notices (RULES 27). */
  void goDead(Channel leg) {
    leg.dead = true;
    watch(leg, core.scheduler.nowMicros());
  }

  private void watch(Channel leg, long silentSinceMicros) {
    String measure = measure(leg);
    String limit = leg.variable(measure);
    if (!limit.matches("\\d{1,7}")) {
      return;
    }
    long limitMs = Long.parseLong(limit) * (measure.endsWith("_sec") ? 1_000 : 1);
    long silentMs = TimeUnit.MICROSECONDS.toMillis(core.scheduler.nowMicros() - silentSinceMicros);
    core.scheduler.after(Math.max(limitMs - silentMs, 0), () -> {
      if (leg.isEnded()) {
        return;
      }
      if (measure.equals(measure(leg))) {
        core.hangups.immediately(leg, HangupCause.MEDIA_TIMEOUT);
      } else {
        watch(leg, silentSinceMicros);
      }
    });
  }

  private static String measure(Channel leg) {
    if (!leg.variable("media_timeout").isEmpty()) {
      return "media_timeout";
    }
    return leg.held ? "rtp_hold_timeout_sec" : "rtp_timeout_sec";
  }
}
