package org.ctibar.store;

import java.time.Instant;

/**
 * One channel of a call.
 *
 * @param role as in {@code cti_role}: caller, agent, callee, consult, supervisor
 * @param agent username behind the leg; null for outside parties
 * @param cause hang-up cause as the switch names it
 */
public record CallLegRecord(
    String legUuid,
    String role,
    String number,
    String agent,
    Instant createdAt,
    Instant ringingAt,
    Instant answeredAt,
    Instant endedAt,
    String cause) {

  @Override
  public String toString() {
    return "CallLegRecord[" + role + " " + legUuid + "]";
  }
}
