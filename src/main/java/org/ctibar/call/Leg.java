package org.ctibar.call;

/**
 * One channel of a call and when what happened to it. Times are ms since 1970, null until then.
 *
 * @param number extension or outside number
 * @param agentId whose phone it is; null for an outside party
 * @param parked whether the switch has parked it, perhaps in early media only
 * @param muted whether nobody hears its far end
 */
record Leg(
    String uuid,
    LegRole role,
    String number,
    String agentId,
    boolean parked,
    boolean muted,
    long createdAt,
    Long ringingAt,
    Long answeredAt,
    Long endedAt,
    String cause) {

  static Leg of(String uuid, LegRole role, String number, String agentId, long now) {
    return new Leg(uuid, role, number, agentId, false, false, now, null, null, null, null);
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

  /** Whether it was on the switch by then, for sure. */
  boolean heardOfBefore(long ms) {
    return ringingAt != null && ringingAt < ms || answeredAt != null && answeredAt < ms;
  }

  Leg park() {
    return new Leg(
        uuid, role, number, agentId, true, muted, createdAt, ringingAt, answeredAt, endedAt, cause);
  }

  Leg ringing(long now) {
    return ringingAt != null
        ? this
        : new Leg(
            uuid, role, number, agentId, parked, muted, createdAt, now, answeredAt, endedAt, cause);
  }

  Leg answered(long now) {
    return answered()
        ? this
        : new Leg(
            uuid, role, number, agentId, parked, muted, createdAt, ringingAt, now, endedAt, cause);
  }

  Leg ended(long now, String why) {
    return ended()
        ? this
        : new Leg(
            uuid, role, number, agentId, parked, muted, createdAt, ringingAt, answeredAt, now, why);
  }

  Leg muted(boolean now) {
    return new Leg(
        uuid, role, number, agentId, parked, now, createdAt, ringingAt, answeredAt, endedAt, cause);
  }

  Leg in(LegRole other) {
    return new Leg(
        uuid,
        other,
        number,
        agentId,
        parked,
        muted,
        createdAt,
        ringingAt,
        answeredAt,
        endedAt,
        cause);
  }
}
