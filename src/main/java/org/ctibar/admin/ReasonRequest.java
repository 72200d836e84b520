package org.ctibar.admin;

/** @param reason for the log */
record ReasonRequest(String reason) {
  ReasonRequest {
    Demands.requireReason(reason);
  }
}
