package org.ctibar.verify.sip;

/**
 * What a phone does by itself when it is called.
 *
 * @param status of the answer: 180 rings until told, 200 answers, anything else refuses
 * @param obeys whether it goes off hook when the switch asks for it, by NOTIFY or by an auto-answer header
 */
public record Behaviour(int status, boolean obeys) {
  public static Behaviour ringing() {
    return new Behaviour(180, true);
  }

  public static Behaviour answering() {
    return new Behaviour(200, true);
  }

  public static Behaviour refusing(int status) {
    return new Behaviour(status, true);
  }

  /** Rings until somebody lifts the receiver, whatever the switch asks for. */
  public static Behaviour deaf() {
    return new Behaviour(180, false);
  }
}
