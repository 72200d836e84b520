package org.ctibar.simulator;

/** The far end of a leg that was dialled: rings, then answers or refuses. */
final class RingingPhone {
  private final Core core;
  private final Channel leg;
  private final Runnable answered;
  private boolean deaf;

  RingingPhone(Core core, Channel leg, Runnable answered) {
    this.core = core;
    this.leg = leg;
    this.answered = answered;
  }

  void follow(PhoneBehaviour behaviour) {
    switch (behaviour.kind) {
      case ANSWERS -> later(behaviour.afterMs, this::answer);
      case REFUSES -> later(behaviour.afterMs, () -> refuse(behaviour.cause));
      case IGNORES -> deaf = true;
      case RINGS_UNTIL_TOLD -> {
        // somebody will call answer(), refuse() or talk()
      }
    }
  }

  /** The switch asks the phone to go off hook. */
  void talk() {
    if (!deaf) {
      later(Core.FRAME_MS, this::answer);
    }
  }

  void answer() {
    if (isRinging()) {
      answered.run();
    }
  }

  void refuse(HangupCause cause) {
    if (isRinging()) {
      core.hangups.byRemote(leg, cause);
    }
  }

  private boolean isRinging() {
    return !leg.isEnded() && !leg.isAnswered() && !leg.dead;
  }

  private void later(long ms, Runnable step) {
    if (ms == 0) {
      step.run();
    } else {
      core.scheduler.after(ms, step);
    }
  }
}
