package org.ctibar.call;

import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.call.Talk.Phase;

/** What agents do with a talk on the desk phone itself, past the page. Pure. */
final class PhoneActs {
  private PhoneActs() {}

  /** The switch plays the music then; a hold of the customer's own is nothing of ours. */
  static Step held(Talk talk, String leg) {
    Talk at = handedTo(talk, leg);
    if (!leg.equals(at.cast().agent())
        || at.phase() != Phase.TALKING
        || at.heldBy() != null
        || at.leg(leg).agentId() == null) {
      return Step.of(talk);
    }
    Talk held = at.heldBy(Treatment.BY_PHONE);
    return TalkActs.remembering(held).then(held.tell(leg, CallStep.HOLD));
  }

  static Step retrieved(Talk talk, String leg) {
    if (!leg.equals(talk.cast().agent()) || !Treatment.BY_PHONE.equals(talk.heldBy())) {
      return Step.of(talk);
    }
    Talk talks = talk.heldBy(null);
    return TalkActs.remembering(talks).then(talks.tell(leg, CallStep.UNHOLD));
  }

  /**
   * A REFER of the agent's phone: the customer waits while it is looked up where to. Empty for that of an outside
   * caller, which leads nowhere: the two are joined again.
   */
  static Optional<Step> referred(Talk talk, LegEvent parked) {
    Talk at = handedTo(talk, other(talk, parked.leg()));
    boolean mayRefer = at.phase() == Phase.TALKING || at.phase() == Phase.HELD;
    if (!mayRefer
        || !parked.leg().equals(at.cast().customer())
        || at.leg(at.cast().agent()).agentId() == null) {
      return Optional.empty();
    }
    String agentId = at.leg(at.cast().agent()).agentId();
    Talk referred = at.on(at.stage().parked(parked.leg())).enter(Phase.REFERRED, at.cast());
    Step heeded = Step.of(
        referred,
        new Effect.SetVariables(parked.leg(), Map.of(Variables.REFERRED_TO, "")),
        new Effect.Resolve(agentId, parked.referredTo()));
    return Optional.of(heeded.and(TalkActs.remembering(referred)));
  }

  /** Somebody whom the agent's phone had called by itself, and with whom it has joined the customer. */
  static Step joined(Talk talk, String leg, String stranger, long now) {
    Talk at = handedTo(talk, other(talk, leg));
    boolean plain = at.phase() == Phase.TALKING || at.phase() == Phase.HELD;
    if (!plain || !leg.equals(at.cast().customer()) || stranger == null) {
      return Step.of(talk);
    }
    String agent = at.cast().agent();
    Leg joined = Leg.of(stranger, LegRole.OWN, "", null, now).answered(now);
    Talk adopted = at.withFacts(at.facts().with(joined))
        .enter(Phase.TALKING, at.cast().agent(stranger).letting(agent, Causes.TRANSFERRED));
    return TalkActs.remembering(adopted.on(adopted.stage().bridged(leg, stranger)));
  }

  private static String other(Talk talk, String leg) {
    return leg.equals(talk.cast().customer())
        ? talk.cast().agent()
        : talk.cast().customer();
  }

  private static Talk handedTo(Talk talk, String leg) {
    boolean changes = leg != null
        && leg.equals(talk.cast().customer())
        && talk.phase() == Phase.TALKING
        && talk.heldBy() == null
        && talk.leg(leg).agentId() != null;
    return changes ? talk.with(talk.cast().changedPlaces()) : talk;
  }
}
