package org.ctibar.call;

import java.util.List;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Talk.Phase;

/** A phone that is rung in the course of a talk: somebody consulted, the target of a transfer, an agent called back. Pure. */
final class Summons {
  private Summons() {}

  /** One whose answer is waited for. */
  static boolean isCalled(Talk talk, String leg) {
    return leg.equals(talk.cast().target()) || leg.equals(talk.cast().agent());
  }

  static boolean rings(Talk talk, String leg) {
    return isCalled(talk, leg) && talk.lives(leg) && !talk.leg(leg).answered();
  }

  static Step ringing(Talk talk, String leg) {
    Step rung = new Step(talk, talk.tell(leg, CallStep.RING));
    boolean released = talk.phase() == Phase.TRANSFERRING && talk.cast().agent() != null;
    return released ? rung.and(release(talk)) : rung;
  }

  /** The agent of a transfer has nothing to wait for any more. */
  static Step release(Talk talk) {
    String agent = talk.cast().agent();
    Cast without = talk.cast().withoutAgent().letting(agent, Causes.TRANSFERRED);
    return Step.of(talk.with(without));
  }

  /** The party that rings for a consultation is told whom it will talk with instead. */
  static Step awaited(Step transferring) {
    Talk talk = (Talk) transferring.call();
    return transferring.then(talk.tell(talk.cast().target(), CallStep.TAKEN_OVER));
  }

  static Step answered(Talk talk, String leg) {
    if (!isCalled(talk, leg)) {
      return Step.of(talk);
    }
    Step told = new Step(talk, List.of(new Effect.StopTimer(Timer.RING, leg)))
        .then(talk.tell(leg, CallStep.ANSWER));
    return talk.leg(leg).parked() ? told.and(arrived(talk, leg)) : told;
  }

  /** Answered and parked: it can be bridged now. */
  static Step arrived(Talk talk, String leg) {
    Talk here = talk.stage().knows(leg) ? talk : talk.on(talk.stage().parked(leg));
    return switch (talk.phase()) {
      case CONSULT_RINGING ->
        leg.equals(talk.cast().target()) ? consults(here) : renewed(here, leg);
      case TRANSFERRING -> leg.equals(talk.cast().target()) ? transferred(here) : Step.of(here);
      case RECALLING -> leg.equals(talk.cast().agent()) ? isBack(here) : Step.of(here);
      case TALKING, HELD, CONSULTING, ALTERNATED, CONFERENCED -> renewed(here, leg);
      case REFERRED, CLEARING -> Step.of(here);
    };
  }

  private static Step consults(Talk talk) {
    String agent = talk.cast().agent();
    if (talk.cast().customer() != null) {
      Talk talks = talk.enter(Phase.CONSULTING, talk.cast());
      return TalkActs.remembering(talks.announcing(talks.tell(agent, CallStep.CONSULT)));
    }
    Talk alone = talk.enter(Phase.TALKING, talk.cast().leftAlone());
    return TalkActs.remembering(alone).then(alone.tell(agent, CallStep.CALLEE_ANSWER));
  }

  private static Step renewed(Talk talk, String leg) {
    return leg.equals(talk.cast().returning())
        ? TalkActs.remembering(
            talk.with(talk.cast().returned()).announcing(talk.tell(leg, CallStep.BACK)))
        : Step.of(talk);
  }

  private static Step transferred(Talk talk) {
    Step released = talk.cast().agent() == null ? Step.of(talk) : release(talk);
    return released.and(takesOver((Talk) released.call()));
  }

  /** The target has the customer now. */
  static Step takesOver(Talk talk) {
    Leg target = talk.leg(talk.cast().target());
    Talk own = talk.withFacts(talk.facts().with(target.in(LegRole.OWN)));
    Talk talks = own.enter(Phase.TALKING, talk.cast().handedOver());
    return TalkActs.remembering(talks).then(OutsideTalk.limits(talks));
  }

  private static Step isBack(Talk talk) {
    return TalkActs.remembering(talk.enter(Phase.TALKING, talk.cast()));
  }

  /** It was not answered, or cannot be: nobody waits for it any more. */
  static Step failed(Talk talk, String leg, String cause, long now) {
    Leg called = talk.leg(leg);
    Step gone = talk.letGo(
        leg,
        cause,
        called.agentId() == null
            ? null
            : talk.progress(called, CallStep.ENDED, cause, Causes.ofRefusal(cause)));
    return gone.then(List.of(new Effect.StopTimer(Timer.RING, leg)))
        .and(Parting.lost((Talk) gone.call(), leg, cause, now));
  }
}
