package org.ctibar.admin;

import org.ctibar.bus.agent.AgentCommand;

/**
 * @param to {@code ready}, {@code logout}, or a reason of NOT_READY
 * @param reason for the agent and the log
 */
record ForceRequest(String agentId, String to, String reason) {
  ForceRequest {
    Demands.requireText(agentId, "agentId");
    Demands.require(
        to != null && !to.isBlank() && to.matches("[^\\p{Cntrl}]{1,32}"),
        "to: ready, logout, or a reason of 1 to 32 characters");
    Demands.requireReason(reason);
  }

  AgentCommand by(String supervisor) {
    return new AgentCommand.Force(agentId, to, supervisor, reason.strip());
  }
}
