package org.ctibar.admin;

/**
 * @param groupId where to; null for an act that needs none
 * @param agentId to whom; null for an act that needs none
 * @param reason for the log
 */
record CallRequest(String callId, String groupId, String agentId, String reason) {
  CallRequest {
    Demands.requireText(callId, "callId");
    Demands.requireReason(reason);
  }

  String group() {
    Demands.requireText(groupId, "groupId");
    return groupId;
  }

  String agent() {
    Demands.requireText(agentId, "agentId");
    return agentId;
  }
}
