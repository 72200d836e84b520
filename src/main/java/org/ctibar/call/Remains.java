package org.ctibar.call;

import java.util.List;
import java.util.Optional;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.Direction;
import org.ctibar.esl.ChannelSnapshot;

/** Legs of a call that cannot go on: they go, and their agents are told. Pure. */
final class Remains {
  private Remains() {}

  /** Empty if there is no leg of an agent among them: then nobody needs to hear of it. */
  static Optional<Step> of(Found found) {
    return found.all().stream()
        .filter(channel -> channel.variable(Variables.AGENT) != null)
        .findFirst()
        .map(channel -> clearing(found, channel));
  }

  private static Step clearing(Found found, ChannelSnapshot first) {
    Leg own = found.leg(first, role(first));
    QueueRef queue = found.group(first).map(g -> new QueueRef(g.id(), g.name())).orElse(null);
    Direction direction = queue == null ? Direction.OUTBOUND : Direction.INBOUND;
    CallFacts facts = CallFacts.of(found.origin(first, direction, queue, false), own)
        .ending(Causes.NO_WORD, "system");
    String other = own.uuid();
    for (ChannelSnapshot channel : found.all()) {
      if (!channel.uuid().equals(own.uuid())) {
        facts = facts.with(found.leg(channel, role(channel)));
        other = channel.uuid();
      }
    }
    return ended(DialledCall.clearing(facts, found.times(), own, other));
  }

  private static Step ended(CallModel call) {
    Step step = Step.of(call);
    for (Leg leg : call.facts().livingLegs()) {
      step = step.and(letGo(step.call(), leg, Causes.NORMAL_CLEARING));
    }
    return step;
  }

  /** @param cause with which it ends, and that its agent is told if it was never answered */
  static Step letGo(CallModel call, Leg leg, String cause) {
    CallStep news = leg.answered() ? CallStep.ENDED : CallStep.WITHDRAWN;
    String told = leg.answered() ? Causes.NO_WORD : Causes.ORIGINATOR_CANCEL;
    return call.letGo(
        leg.uuid(),
        cause,
        leg.agentId() == null ? null : call.progress(leg, news, told, ErrorCode.OK));
  }

  /** By its variables; {@link LegRole#AGENT} only for whom a queue offered the call. */
  static LegRole role(ChannelSnapshot channel) {
    String role = channel.variable(Variables.ROLE);
    if (LegRole.AGENT.wireName().equals(role)) {
      boolean offered = channel.uuid().equals(channel.variable(Variables.OFFER));
      return offered ? LegRole.AGENT : LegRole.OWN;
    }
    return List.of(LegRole.CALLER, LegRole.CALLEE, LegRole.CONSULT).stream()
        .filter(r -> r.wireName().equals(role))
        .findFirst()
        .orElse(LegRole.CONSULT);
  }
}
