package org.ctibar.call;

import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.call.Direction;

/** A talk as each of its agents sees it. Pure. */
final class TalkViews {
  private TalkViews() {}

  static CallView of(Talk talk, Leg leg) {
    Leg other = other(talk, leg);
    CallOrigin o = talk.facts().origin();
    return new CallView(
        o.callId(),
        o.switchId(),
        leg.uuid(),
        direction(talk.facts(), leg, other),
        other == null ? o.to() : numberOf(o, other),
        other != null && other.role() == LegRole.CALLER ? o.fromName() : null,
        o.enableAsr(),
        o.queue(),
        o.data(),
        talk.facts().reason(),
        treatment(talk, leg));
  }

  /** With whom this leg talks, or will; the customer while an agent consults. */
  private static Leg other(Talk talk, Leg leg) {
    Cast cast = talk.cast();
    String uuid = leg.uuid();
    if (uuid.equals(cast.customer())) {
      return talk.leg(cast.agent());
    }
    boolean consulted = uuid.equals(cast.target()) && cast.agent() != null;
    boolean transferred = talk.phase() == Talk.Phase.TRANSFERRING;
    String other = consulted && !transferred ? cast.agent() : cast.customer();
    return other == null ? talk.leg(cast.target()) : talk.leg(other);
  }

  /** As agents know it: an outside number as it was dialled. */
  static String numberOf(CallOrigin origin, Leg leg) {
    return switch (leg.role()) {
      case CALLER -> origin.from();
      case CALLEE -> origin.to();
      case AGENT, OWN, CONSULT -> leg.number();
    };
  }

  /** Who dialled sees what was dialled; to everybody else a call comes in. */
  private static Direction direction(CallFacts facts, Leg leg, Leg other) {
    CallOrigin origin = facts.origin();
    boolean began = origin.direction() != Direction.INBOUND
        && facts.reason() == null
        && origin.from().equals(leg.number());
    if (began && other != null && other.role() == LegRole.CALLEE) {
      return origin.direction();
    }
    boolean outside = other != null && other.agentId() == null && isCustomer(other);
    return outside && origin.direction() != Direction.INTERNAL
        ? Direction.INBOUND
        : Direction.INTERNAL;
  }

  private static boolean isCustomer(Leg leg) {
    return leg.role() == LegRole.CALLER || leg.role() == LegRole.CALLEE;
  }

  private static Treatment treatment(Talk talk, Leg leg) {
    boolean acts = leg.uuid().equals(talk.cast().agent());
    return acts
        ? new Treatment(leg.muted(), talk.heldBy(), consult(talk))
        : new Treatment(leg.muted(), null, null);
  }

  private static Consult consult(Talk talk) {
    Leg target = talk.cast().target() == null ? null : talk.leg(talk.cast().target());
    if (target == null || talk.cast().customer() == null) {
      return null;
    }
    return switch (talk.phase()) {
      case CONSULT_RINGING -> new Consult(target.number(), Consult.RINGING);
      case CONSULTING, CONFERENCED -> new Consult(target.number(), Consult.TALKING);
      case ALTERNATED -> new Consult(target.number(), Consult.HELD);
      case TALKING, HELD, TRANSFERRING, REFERRED, RECALLING, CLEARING -> null;
    };
  }
}
