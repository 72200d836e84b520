package org.ctibar.admin;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;

/**
 * @param to {@code ready}, {@code logout}, or a reason of NOT_READY
 * @param reason for the agent and the log
 */
record ForceRequest(String agentId, String to, String reason) {
  private static final int LONGEST_REASON = 200;

  ForceRequest {
    require(agentId != null && !agentId.isBlank(), "agentId: missing");
    require(
        to != null && !to.isBlank() && to.matches("[^\\p{Cntrl}]{1,32}"),
        "to: ready, logout, or a reason of 1 to 32 characters");
    require(
        reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON,
        "reason: 1 to 200 characters");
  }

  AgentCommand by(String supervisor) {
    return new AgentCommand.Force(agentId, to, supervisor, reason.strip());
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new CtiException(ErrorCode.BAD_REQUEST, problem);
    }
  }
}
