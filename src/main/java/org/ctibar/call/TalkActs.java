package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Talk.Phase;

/** What agents ask for in the course of a talk. Pure; what does not fit is refused and changes nothing. */
final class TalkActs {
  private TalkActs() {}

  static Step asked(Talk talk, CallCommand command, long now) {
    if (command instanceof CallCommand.Act act) {
      return act(talk, act, now);
    }
    if (command instanceof CallCommand.HangUp up) {
      return hangUp(talk, own(talk, up.agentId()), now);
    }
    if (command instanceof CallCommand.Offhook off) {
      Leg leg = own(talk, off.agentId());
      require(talk, !leg.answered() && leg.ringingAt() != null, "nothing rings");
      return Step.of(talk, new Effect.PhoneTalk(leg.uuid()));
    }
    if (command instanceof CallCommand.PageLost lost) {
      return kill(talk, own(talk, lost.agentId()), Causes.MEDIA_TIMEOUT);
    }
    if (command instanceof CallCommand.CancelRing) {
      return Step.of(talk);
    }
    throw talk.notNow("does not fit a talk");
  }

  private static Step act(Talk talk, CallCommand.Act act, long now) {
    return switch (act.act()) {
      case HOLD -> hold(inHand(talk, act.agentId()));
      case UNHOLD -> unhold(inHand(talk, act.agentId()));
      case CONSULT_COMPLETE -> complete(inHand(talk, act.agentId()));
      case CONSULT_CANCEL -> cancel(inHand(talk, act.agentId()), now);
      case ALTERNATE -> alternate(inHand(talk, act.agentId()));
      case CONFERENCE -> conference(inHand(talk, act.agentId()));
      case MUTE, UNMUTE, DTMF -> Voice.act(talk, own(talk, act.agentId()), act);
      case REJECT -> reject(talk, own(talk, act.agentId()), now);
      case REATTACH -> Renewal.begin(talk, own(talk, act.agentId()), now);
      case CONSULT, TRANSFER_TO_PHONE, TRANSFER_TO_QUEUE ->
        throw new IllegalArgumentException("where it leads must be known: " + act.act());
    };
  }

  private static Step hold(Talk talk) {
    require(talk, talk.phase() == Phase.TALKING && talk.heldBy() == null, "nobody to hold");
    Talk held = talk.enter(Phase.HELD, talk.cast()).heldBy(Treatment.BY_AGENT);
    return remembering(held.announcing(held.tell(held.cast().agent(), CallStep.HOLD)));
  }

  /** What the phone itself put on hold only the phone can take back. */
  private static Step unhold(Talk talk) {
    if (Treatment.BY_PHONE.equals(talk.heldBy())) {
      return Step.of(talk, new Effect.PhoneTalk(talk.cast().agent()));
    }
    require(talk, talk.phase() == Phase.HELD, "nobody is on hold");
    Talk talks = talk.enter(Phase.TALKING, talk.cast());
    return remembering(talks.announcing(talks.tell(talks.cast().agent(), CallStep.UNHOLD)));
  }

  static Step call(Talk talk, CallInput.Call call, long now) {
    boolean referred = talk.phase() == Phase.REFERRED;
    Talk at = referred ? talk : inHand(talk, call.agentId());
    require(at, referred || at.phase() == Phase.TALKING || at.phase() == Phase.HELD, "not now");
    String uuid = CallIds.consult(at.facts().callId(), at.facts().legs().size());
    Leg target = Leg.of(uuid, LegRole.CONSULT, call.to().number(), call.to().agentId(), now)
        .dialledBy(call.to().limited() ? call.agentId() : null);
    Talk calls = at.withFacts(at.facts().with(target));
    Step begun = remembering(call.transfer() ? transferring(calls, uuid) : consulting(calls, uuid));
    return begun.then(List.of(
        new Effect.Originate(Targets.called((Talk) begun.call(), target, call)),
        new Effect.StartTimer(Timer.RING, uuid, at.times().callee())));
  }

  private static Talk consulting(Talk talk, String target) {
    Talk consults = talk.enter(Phase.CONSULT_RINGING, talk.cast().calling(target));
    return consults.announcing(consults.tell(consults.cast().agent(), CallStep.CONSULT));
  }

  /** Pages see nothing of it before it is done: should it fail, all is as before. */
  private static Talk transferring(Talk talk, String target) {
    return talk.enter(Phase.TRANSFERRING, talk.cast().calling(target)).heldBy(talk.heldBy());
  }

  static Step sendTo(Talk talk, CallInput.SendTo send) {
    boolean referred = talk.phase() == Phase.REFERRED;
    Talk at = referred ? talk : inHand(talk, send.agentId());
    boolean fits = at.phase() == Phase.TALKING || at.phase() == Phase.HELD;
    require(at, referred || fits && at.stage().settled(), "not now");
    String agent = at.cast().agent();
    Step left = Step.of(at);
    if (at.lives(agent)) {
      Cast going = at.cast().letting(agent, Causes.TRANSFERRED);
      left = at.with(going).goodbye(agent);
    }
    return left.and(Recall.toQueue((Talk) left.call(), send.queue()));
  }

  private static Step complete(Talk talk) {
    require(talk, talk.cast().target() != null, "nobody is consulted");
    require(talk, talk.cast().customer() != null, "the customer has left");
    if (talk.phase() == Phase.CONSULT_RINGING) {
      Talk waits = talk.enter(Phase.TRANSFERRING, talk.cast());
      return Summons.awaited(remembering((Talk) Summons.release(waits).call()));
    }
    require(talk, consults(talk), "nobody is consulted");
    return handOver(talk);
  }

  /** Customer and consulted party talk; the agent goes. */
  static Step handOver(Talk talk) {
    String agent = talk.cast().agent();
    Cast going = agent == null ? talk.cast() : talk.cast().letting(agent, Causes.TRANSFERRED);
    Step over = Summons.takesOver(talk.with(going));
    Talk talks = (Talk) over.call();
    return new Step(
        talks.announcing(talks.tell(talks.cast().agent(), CallStep.TAKEN_OVER)), over.effects());
  }

  /** The supervisor's leg was no part of the call: it can be taken from where it is as one that is parked. */
  static Step takeOver(Talk talk, CallInput.TakeOver take, long now) {
    Talk at = inHand(talk, take.agentId());
    require(at, at.phase() == Phase.TALKING || at.phase() == Phase.HELD, "not now");
    Leg joins = Leg.of(take.leg(), LegRole.OWN, take.extension(), take.supervisor(), now)
        .answered(now);
    Talk ready = at.withFacts(at.facts().with(joins))
        .with(at.cast().calling(take.leg()).letting(at.cast().agent(), Causes.TRANSFERRED))
        .on(at.stage().parked(take.leg()));
    Step over = Summons.takesOver(ready);
    Talk talks = (Talk) over.call();
    return new Step(talks.announcing(talks.tell(take.leg(), CallStep.ANSWER)), over.effects());
  }

  private static Step cancel(Talk talk, long now) {
    String target = talk.cast().target();
    require(talk, talk.phase() == Phase.CONSULT_RINGING || consults(talk), "nobody is consulted");
    if (!talk.leg(target).answered()) {
      return Summons.failed(talk, target, Causes.ORIGINATOR_CANCEL, now);
    }
    Cast going = talk.cast().letting(target, Causes.NORMAL_CLEARING);
    return Parting.backToCustomer(talk.with(going), null, now);
  }

  private static Step alternate(Talk talk) {
    require(talk, consults(talk), "nobody to switch to");
    Phase other = talk.phase() == Phase.CONSULTING ? Phase.ALTERNATED : Phase.CONSULTING;
    Talk switched = talk.enter(other, talk.cast());
    return remembering(
        switched.announcing(switched.tell(switched.cast().agent(), CallStep.CONSULT)));
  }

  private static Step conference(Talk talk) {
    require(talk, consults(talk), "a conference needs three");
    Talk all = talk.enter(Phase.CONFERENCED, talk.cast());
    List<Effect> news = new ArrayList<>();
    for (String leg :
        List.of(all.cast().agent(), all.cast().target(), all.cast().customer())) {
      news.addAll(all.tell(leg, CallStep.CONFERENCE));
    }
    return remembering(all.announcing(news));
  }

  private static Step reject(Talk talk, Leg leg, long now) {
    require(talk, !leg.answered(), "nothing rings");
    return Summons.failed(talk, leg.uuid(), Causes.CALL_REJECTED, now);
  }

  /** What it means is decided when the switch has reported the end, as if the phone had been put down. */
  private static Step hangUp(Talk talk, Leg leg, long now) {
    if (!leg.answered()) {
      return Summons.failed(talk, leg.uuid(), Causes.CALL_REJECTED, now);
    }
    Step parting = parts(talk, leg) ? parting(talk, leg) : Step.of(talk);
    return parting.and(kill(talk.withoutGrace(), leg, Causes.NORMAL_CLEARING));
  }

  private static Step parting(Talk talk, Leg leg) {
    String customer = talk.cast().customer();
    String memo = Memo.of(talk).text();
    Map<String, String> known = Variables.state(talk, talk.leg(customer), leg.uuid(), memo);
    known.put(Variables.PARTING, Variables.encoded(leg.agentId()));
    return Step.of(talk, new Effect.SetVariables(customer, known));
  }

  /** Whether the customer goes when this leg does. */
  private static boolean parts(Talk talk, Leg leg) {
    boolean plain = talk.phase() == Phase.TALKING || talk.phase() == Phase.HELD;
    return plain
        && leg.uuid().equals(talk.cast().agent())
        && talk.isUp(talk.cast().customer());
  }

  private static Step kill(Talk talk, Leg leg, String cause) {
    return Step.of(
        talk,
        new Effect.Kill(leg.uuid(), cause),
        new Effect.StartTimer(Timer.END, leg.uuid(), talk.times().legEnd()));
  }

  private static boolean consults(Talk talk) {
    return talk.phase() == Phase.CONSULTING || talk.phase() == Phase.ALTERNATED;
  }

  /** What the switch is to remember of the phase, before it comes true there. */
  static Step remembering(Talk talk) {
    Cast cast = talk.cast();
    String memo = Memo.of(talk).text();
    List<Effect> effects = new ArrayList<>();
    String peer = cast.agent() == null ? cast.target() : cast.agent();
    effects.addAll(remembering(talk, cast.customer(), peer, memo));
    effects.addAll(remembering(talk, cast.agent(), cast.customer(), memo));
    effects.addAll(remembering(talk, cast.target(), cast.agent(), memo));
    return new Step(talk, effects);
  }

  private static List<Effect> remembering(Talk talk, String leg, String peer, String memo) {
    return talk.isUp(leg)
        ? List.of(new Effect.SetVariables(leg, Variables.state(talk, talk.leg(leg), peer, memo)))
        : List.of();
  }

  private static Leg own(Talk talk, String agentId) {
    return talk.facts().legOf(agentId).orElseThrow(() -> talk.notNow("no call of yours"));
  }

  /** Either of two who talk may act; from then on the other cannot until they only talk again. */
  private static Talk inHand(Talk talk, String agentId) {
    String leg = own(talk, agentId).uuid();
    String customer = talk.cast().customer();
    require(talk, customer == null || talk.isUp(customer), "the other party is coming back");
    if (leg.equals(talk.cast().agent())) {
      return talk;
    }
    boolean free = talk.phase() == Phase.TALKING && talk.heldBy() == null;
    require(talk, free && leg.equals(talk.cast().customer()), "the other party has it in hand");
    return talk.with(talk.cast().changedPlaces());
  }

  static void require(Talk talk, boolean holds, String why) {
    if (!holds) {
      throw talk.notNow(why);
    }
  }
}
