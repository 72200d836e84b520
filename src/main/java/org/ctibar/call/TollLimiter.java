package org.ctibar.call;

import java.util.Collection;
import java.util.function.Supplier;
import org.ctibar.call.TollRefusal.Reason;

/**
 * Whether a person may call now. Counts what lives on the switch, so an owner that is new counts alike, and what began
 * within a minute, of which a new owner knows what still lives. Emergency numbers pass and are not counted. Pure: it
 * is told what time it is.
 */
final class TollLimiter {
  private final TollConfig limits;
  private final Supplier<Collection<CallModel>> living;
  private final RecentCalls calls = new RecentCalls();
  private final RecentCalls outside = new RecentCalls();

  TollLimiter(TollConfig limits, Supplier<Collection<CallModel>> living) {
    this.limits = limits;
    this.living = living;
  }

  /**
   * A person calls from the own phone: counted from now on.
   *
   * @throws TollRefusal before anything is counted
   */
  void admitCall(String person, Destination to, long nowMs) {
    if (to.emergency()) {
      return;
    }
    require(calls.of(person, nowMs) < limits.callsPerPerson(), Reason.RATE_OF_PERSON);
    admitLeg(person, to, nowMs);
    calls.add(person, nowMs);
  }

  /**
   * A person calls somebody in the course of a call: counted from now on.
   *
   * @throws TollRefusal before anything is counted
   */
  void admitLeg(String person, Destination to, long nowMs) {
    if (!to.limited()) {
      return;
    }
    require(outside.of(person, nowMs) < limits.outsidePerPerson(), Reason.RATE_OF_PERSON);
    require(outside.all(nowMs) < limits.outsidePerSwitch(), Reason.RATE_OF_SWITCH);
    OutsideLegs legs = OutsideLegs.of(living.get());
    require(legs.of(person) < limits.legsPerPerson(), Reason.LEGS_OF_PERSON);
    require(legs.all() < limits.legsPerSwitch(), Reason.LEGS_OF_SWITCH);
    outside.add(person, nowMs);
  }

  /** A call that another owner admitted. */
  void found(CallModel call, long nowMs) {
    call.facts().livingLegs().stream()
        .filter(leg -> leg.dialledBy() != null)
        .forEach(leg -> outside.add(leg.dialledBy(), Math.min(leg.createdAt(), nowMs)));
  }

  private static void require(boolean holds, Reason otherwise) {
    if (!holds) {
      throw new TollRefusal(otherwise);
    }
  }
}
