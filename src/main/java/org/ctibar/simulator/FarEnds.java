package org.ctibar.simulator;

/** What somebody at the far end of a leg does. */
final class FarEnds {
  private FarEnds() {}

  /** Puts the phone down: a BYE, or a CANCEL or refusal if the call was not answered yet. */
  static void hangUp(Core core, Channel leg) {
    if (leg.direction == Channel.Direction.INBOUND) {
      core.outside.hangUp(leg);
    } else {
      core.hangups.byRemote(
          leg, leg.isAnswered() ? HangupCause.NORMAL_CLEARING : HangupCause.CALL_REJECTED);
    }
  }
}
