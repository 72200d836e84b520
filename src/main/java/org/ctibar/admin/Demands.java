package org.ctibar.admin;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** What every request of a supervisor has to hold. */
final class Demands {
  private static final int LONGEST_REASON = 200;

  private Demands() {}

  /** @throws CtiException BAD_REQUEST with this problem */
  static void require(boolean holds, String problem) {
    if (!holds) {
      throw new CtiException(ErrorCode.BAD_REQUEST, problem);
    }
  }

  /** @throws CtiException BAD_REQUEST */
  static void requireText(String value, String name) {
    require(value != null && !value.isBlank(), name + ": missing");
  }

  /** @throws CtiException BAD_REQUEST */
  static void requireReason(String reason) {
    require(
        reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON,
        "reason: 1 to " + LONGEST_REASON + " characters");
  }
}
