package org.ctibar.admin;

import org.ctibar.bus.call.ListenMode;

/**
 * @param agentId who is listened to
 * @param mode {@code monitor}, {@code whisper} or {@code barge}
 * @param reason for the log
 */
record ListenRequest(String agentId, String mode, String reason) {
  ListenRequest {
    Demands.requireText(agentId, "agentId");
    Demands.require(ListenMode.of(mode).isPresent(), "mode: monitor, whisper or barge");
    Demands.requireReason(reason);
  }

  ListenMode listenMode() {
    return ListenMode.of(mode).orElseThrow();
  }
}
