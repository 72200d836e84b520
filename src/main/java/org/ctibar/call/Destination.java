package org.ctibar.call;

/**
 * How a called party is reached.
 *
 * @param number extension, or the outside number as it goes on the wire
 * @param agentId whose extension it is; null for an outside number and for an extension of nobody
 * @param dialString {@code user/1002} or {@code sofia/gateway/…}
 * @param callerId shown to the called party; null for the switch's own
 */
record Destination(String number, String agentId, String dialString, String callerId) {
  static Destination extension(String number, String agentId, String callerExtension) {
    return new Destination(number, agentId, "user/" + number, callerExtension);
  }

  boolean internal() {
    return dialString.startsWith("user/");
  }
}
