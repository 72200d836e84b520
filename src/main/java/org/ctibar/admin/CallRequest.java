package org.ctibar.admin;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/**
 * @param groupId where to; null for an act that needs none
 * @param reason for the log
 */
record CallRequest(String callId, String groupId, String reason) {
  private static final int LONGEST_REASON = 200;

  CallRequest {
    require(callId != null && !callId.isBlank(), "callId: missing");
    require(
        reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON,
        "reason: 1 to 200 characters");
  }

  String group() {
    require(groupId != null && !groupId.isBlank(), "groupId: missing");
    return groupId;
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new CtiException(ErrorCode.BAD_REQUEST, problem);
    }
  }
}
