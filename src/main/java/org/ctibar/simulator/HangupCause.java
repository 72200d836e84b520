package org.ctibar.simulator;

import java.util.Locale;

/** Causes that the recordings show or that commands are likely to name, with their Q.850 number and the SIP refusal that brings them. */
enum HangupCause {
  NORMAL_CLEARING(16, 0, ""),
  NO_ROUTE_DESTINATION(3, 404, "Not Found"),
  UNALLOCATED_NUMBER(1, 404, "Not Found"),
  USER_BUSY(17, 486, "Busy Here"),
  NO_USER_RESPONSE(18, 480, "Temporarily Unavailable"),
  NO_ANSWER(19, 0, ""),
  SUBSCRIBER_ABSENT(20, 0, ""),
  CALL_REJECTED(21, 603, "Decline"),
  NUMBER_CHANGED(22, 410, "Gone"),
  DESTINATION_OUT_OF_ORDER(27, 0, ""),
  INVALID_NUMBER_FORMAT(28, 484, "Address Incomplete"),
  FACILITY_REJECTED(29, 501, "Not Implemented"),
  NORMAL_UNSPECIFIED(31, 480, "Temporarily Unavailable"),
  NETWORK_OUT_OF_ORDER(38, 502, "Bad Gateway"),
  SWITCH_CONGESTION(42, 503, "Service Unavailable"),
  OUTGOING_CALL_BARRED(52, 403, "Forbidden"),
  SERVICE_UNAVAILABLE(63, 503, "Service Unavailable"),
  NORMAL_TEMPORARY_FAILURE(41, 503, "Service Unavailable"),
  INCOMPATIBLE_DESTINATION(88, 488, "Not Acceptable Here"),
  RECOVERY_ON_TIMER_EXPIRE(102, 0, ""),
  ORIGINATOR_CANCEL(16, 487, "Request Terminated"),
  ALLOTTED_TIMEOUT(16, 0, ""),
  MEDIA_TIMEOUT(16, 0, ""),
  LOSE_RACE(16, 0, ""),
  PICKED_OFF(16, 0, ""),
  BLIND_TRANSFER(16, 0, ""),
  ATTENDED_TRANSFER(16, 0, ""),
  MANAGER_REQUEST(16, 0, ""),
  USER_NOT_REGISTERED(20, 0, "");

  final int q850;
  final int sipStatus;
  final String sipPhrase;

  HangupCause(int q850, int sipStatus, String sipPhrase) {
    this.q850 = q850;
    this.sipStatus = sipStatus;
    this.sipPhrase = sipPhrase;
  }

  /** As the switch reads a cause in a command: what it does not know is NORMAL_CLEARING. */
  static HangupCause parse(String text) {
    String wanted = text.strip().toUpperCase(Locale.ROOT);
    for (HangupCause cause : values()) {
      if (cause.name().equals(wanted) || String.valueOf(cause.q850).equals(wanted)) {
        return cause;
      }
    }
    return NORMAL_CLEARING;
  }
}
