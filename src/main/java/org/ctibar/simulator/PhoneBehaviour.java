package org.ctibar.simulator;

/** What a phone does with a call that reaches it. */
public final class PhoneBehaviour {
  enum Kind {
    ANSWERS,
    RINGS_UNTIL_TOLD,
    REFUSES,
    IGNORES
  }

  final Kind kind;
  final long afterMs;
  final HangupCause cause;

  private PhoneBehaviour(Kind kind, long afterMs, HangupCause cause) {
    this.kind = kind;
    this.afterMs = afterMs;
    this.cause = cause;
  }

  public static PhoneBehaviour answersAfter(long ms) {
    return new PhoneBehaviour(Kind.ANSWERS, ms, null);
  }

  /** As a desk phone: somebody must lift it, or a command. */
  public static PhoneBehaviour ringsUntilTold() {
    return new PhoneBehaviour(Kind.RINGS_UNTIL_TOLD, 0, null);
  }

  /** @param cause such as USER_BUSY (486) or CALL_REJECTED (603) */
  public static PhoneBehaviour refusesAfter(long ms, String cause) {
    return new PhoneBehaviour(Kind.REFUSES, ms, HangupCause.parse(cause));
  }

  /** Rings for ever, whatever it is told. */
  public static PhoneBehaviour neverAnswers() {
    return new PhoneBehaviour(Kind.IGNORES, 0, null);
  }
}
