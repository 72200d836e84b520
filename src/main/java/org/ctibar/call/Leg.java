package org.ctibar.call;

/**
 * One channel of a call and when what happened to it. Times are ms since 1970, null until then.
 *
 * @param number extension or outside number
 * @param agentId whose phone it is; null for an outside party
 */
record Leg(
    String uuid,
    LegRole role,
    String number,
    String agentId,
    long createdAt,
    Long ringingAt,
    Long answeredAt,
    Long endedAt,
    String cause) {

  static Leg of(String uuid, LegRole role, String number, String agentId, long now) {
    return new Leg(uuid, role, number, agentId, now, null, null, null, null);
  }

  boolean ended() {
    return endedAt != null;
  }

  boolean answered() {
    return answeredAt != null;
  }

  /** Whether the switch ever said anything of it. */
  boolean stirred() {
    return ringingAt != null || answered();
  }

  Leg ringing(long now) {
    return ringingAt != null
        ? this
        : new Leg(uuid, role, number, agentId, createdAt, now, answeredAt, endedAt, cause);
  }

  Leg answered(long now) {
    return answered()
        ? this
        : new Leg(uuid, role, number, agentId, createdAt, ringingAt, now, endedAt, cause);
  }

  Leg ended(long now, String why) {
    return ended()
        ? this
        : new Leg(uuid, role, number, agentId, createdAt, ringingAt, answeredAt, now, why);
  }
}
