package org.ctibar.call;

/**
 * One channel of a call and when what happened to it. Times are ms since 1970, null until then.
 *
 * @param number extension or outside number
 * @param agentId whose phone it is; null for an outside party
 * @param parked whether the switch has parked it, perhaps in early media only
 * @param muted whether nobody hears its far end
 * @param dialledBy the agent in whose limits this outside leg counts as long as it lives; null for legs without limits
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
    String cause,
    String dialledBy) {

  static Leg of(String uuid, LegRole role, String number, String agentId, long now) {
    return new Leg(uuid, role, number, agentId, false, false, now, null, null, null, null, null);
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
        uuid,
        role,
        number,
        agentId,
        true,
        muted,
        createdAt,
        ringingAt,
        answeredAt,
        endedAt,
        cause,
        dialledBy);
  }

  Leg ringing(long now) {
    return ringingAt != null
        ? this
        : new Leg(
            uuid,
            role,
            number,
            agentId,
            parked,
            muted,
            createdAt,
            now,
            answeredAt,
            endedAt,
            cause,
            dialledBy);
  }

  Leg answered(long now) {
    return answered()
        ? this
        : new Leg(
            uuid, role, number, agentId, parked, muted, createdAt, ringingAt, now, endedAt, cause,
            dialledBy);
  }

  Leg ended(long now, String why) {
    return ended()
        ? this
        : new Leg(
            uuid,
            role,
            number,
            agentId,
            parked,
            muted,
            createdAt,
            ringingAt,
            answeredAt,
            now,
            why,
            dialledBy);
  }

  Leg muted(boolean now) {
    return new Leg(
        uuid,
        role,
        number,
        agentId,
        parked,
        now,
        createdAt,
        ringingAt,
        answeredAt,
        endedAt,
        cause,
        dialledBy);
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
        cause,
        dialledBy);
  }

  Leg dialledBy(String agentId) {
    return new Leg(
        uuid,
        role,
        number,
        this.agentId,
        parked,
        muted,
        createdAt,
        ringingAt,
        answeredAt,
        endedAt,
        cause,
        agentId);
  }

  /** Reached by a trunk: a caller, or a number that an agent dialled and that has limits. */
  boolean outside() {
    return dialledBy != null || role == LegRole.CALLER;
  }
}
