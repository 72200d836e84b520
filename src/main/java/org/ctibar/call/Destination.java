package org.ctibar.call;

/**
 * How a called party is reached.
 *
 * @param number extension, or the outside number as it goes on the wire
 * @param agentId whose extension it is; null for an outside number and for an extension of nobody
 * @param dialString {@code user/1002} or {@code sofia/gateway/…}
 * @param callerId shown to the called party; null for the switch's own
 * @param emergency one of the numbers that pass every limit
 */
record Destination(
    String number, String agentId, String dialString, String callerId, boolean emergency) {

  static Destination extension(String number, String agentId, String callerExtension) {
    return new Destination(number, agentId, "user/" + number, callerExtension, false);
  }

  static Destination outside(String number, String dialString, String callerId) {
    return new Destination(number, null, dialString, callerId, false);
  }

  Destination asEmergency() {
    return new Destination(number, agentId, dialString, callerId, true);
  }

  boolean internal() {
    return dialString.startsWith("user/");
  }

  /** Whether the leg counts in the limits of the person who dials it. */
  boolean limited() {
    return !internal() && !emergency;
  }
}
