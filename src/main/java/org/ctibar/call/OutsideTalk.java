package org.ctibar.call;

import java.util.List;
import java.util.Optional;

/** Two outside parties who talk with each other and with none of our phones, because an agent left them. Pure. */
final class OutsideTalk {
  private OutsideTalk() {}

  /** @throws TollRefusal if the agent may not leave the other party with whom it transfers to */
  static void checkTransfer(CallModel call, String agentId, Destination to) {
    if (forbidden(call.times())
        && to.limited()
        && other(call, agentId).filter(Leg::outside).isPresent()) {
      throw new TollRefusal(TollRefusal.Reason.OUTSIDE_TO_OUTSIDE);
    }
  }

  /** @throws TollRefusal if the agent may not leave the customer with the consulted party */
  static void checkComplete(CallModel call) {
    if (call instanceof Talk talk && isForbidden(talk)) {
      throw new TollRefusal(TollRefusal.Reason.OUTSIDE_TO_OUTSIDE);
    }
  }

  /** Whether customer and target are both outside and may not be left with each other. */
  static boolean isForbidden(Talk talk) {
    return forbidden(talk.times())
        && bothOutside(talk, talk.cast().customer(), talk.cast().target());
  }

  /** Ends the talk of the two when its time is over, even if no node is left. */
  static List<Effect> limits(Talk talk) {
    Cast cast = talk.cast();
    if (talk.times().outsideToOutside() == CallTimes.UNLIMITED
        || !bothOutside(talk, cast.customer(), cast.agent())) {
      return List.of();
    }
    long ms = talk.times().outsideToOutside();
    return List.of(new Effect.LimitLeg(cast.customer(), ms), new Effect.LimitLeg(cast.agent(), ms));
  }

  private static boolean forbidden(CallTimes times) {
    return times.outsideToOutside() == 0;
  }

  private static boolean bothOutside(Talk talk, String one, String other) {
    return one != null
        && other != null
        && talk.leg(one).outside()
        && talk.leg(other).outside();
  }

  /** With whom this agent talks. */
  private static Optional<Leg> other(CallModel call, String agentId) {
    Optional<String> own = call.facts().legOf(agentId).map(Leg::uuid);
    if (call instanceof Talk talk) {
      boolean isCustomer = own.filter(leg -> leg.equals(talk.cast().customer())).isPresent();
      String other = isCustomer ? talk.cast().agent() : talk.cast().customer();
      return talk.facts().leg(String.valueOf(other));
    }
    return call.facts().livingLegs().stream()
        .filter(leg -> own.filter(leg.uuid()::equals).isEmpty())
        .findFirst();
  }
}
