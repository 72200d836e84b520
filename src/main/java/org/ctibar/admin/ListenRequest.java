package org.ctibar.admin;

import java.util.Locale;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.call.ListenMode;

/**
 * @param agentId who is listened to
 * @param mode {@code monitor}, {@code whisper} or {@code barge}
 * @param reason for the log
 */
record ListenRequest(String agentId, String mode, String reason) {
  ListenRequest {
    Demands.requireText(agentId, "agentId");
    Demands.requireText(mode, "mode");
    parse(mode);
    Demands.requireReason(reason);
  }

  ListenMode listenMode() {
    return parse(mode);
  }

  private static ListenMode parse(String mode) {
    try {
      return ListenMode.valueOf(mode.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CtiException(ErrorCode.BAD_REQUEST, "mode: monitor, whisper or barge");
    }
  }
}
