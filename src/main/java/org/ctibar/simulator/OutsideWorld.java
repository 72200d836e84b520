package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** People outside: they call in, through the dialplan, and are called. */
final class OutsideWorld {
  private static final long REFUSAL_MS = 200;

  private final Core core;
  private final Map<String, PhoneBehaviour> scripted = new LinkedHashMap<>();

  OutsideWorld(Core core) {
    this.core = core;
  }

  void behave(String number, PhoneBehaviour behaviour) {
    scripted.put(number, behaviour);
  }

  PhoneBehaviour behaviourOf(String number) {
    PhoneBehaviour known = scripted.get(number);
    if (known != null) {
      return known;
    }
    if (number.endsWith("1")) {
      return PhoneBehaviour.refusesAfter(REFUSAL_MS, "USER_BUSY");
    }
    return number.endsWith("0")
        ? PhoneBehaviour.neverAnswers()
        : PhoneBehaviour.answersAfter(core.config.outsideAnswerMs());
  }

  /** @return the channel's uuid; its first events follow after this call */
  String placeCall(CallerSpec caller) {
    Channel leg = core.arrivals.fromOutside(caller);
    if (caller.durationMs() > 0) {
      core.scheduler.after(caller.durationMs(), () -> hangUp(leg));
    }
    return leg.uuid;
  }

  /** The caller puts the phone down. */
  void hangUp(Channel leg) {
    core.hangups.byRemote(
        leg, leg.isAnswered() ? HangupCause.NORMAL_CLEARING : HangupCause.ORIGINATOR_CANCEL);
  }
}
