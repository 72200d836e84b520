package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Talk.Phase;

/** Who stays when a party of a talk is gone: the table of DESIGN 4. Pure. */
final class Parting {
  private Parting() {}

  static Step gone(Talk talk, String leg, String cause, long now) {
    Step staged = talk.withoutNewsFor(leg).staged(talk.stage().gone(leg));
    Talk here = (Talk) staged.call();
    String farewell = here.cast().leaving().get(leg);
    if (farewell != null) {
      return staged.and(new Step(
          here.with(here.cast().gone(leg)),
          here.tell(leg, CallStep.ENDED, farewell, ErrorCode.OK)));
    }
    if (!here.cast().has(leg)) {
      return staged;
    }
    if (!here.leg(leg).answered()) {
      return staged
          .then(List.of(new Effect.StopTimer(Timer.RING, leg)))
          .then(here.tell(leg, CallStep.ENDED, cause, Causes.ofRefusal(cause)))
          .and(lost(here, leg, cause, now));
    }
    return staged.and(left(here, leg, cause, now));
  }

  private static Step left(Talk talk, String leg, String cause, long now) {
    if (leg.equals(talk.cast().agent())) {
      return agentGone(talk, leg, cause, now);
    }
    Step gone = leg.equals(talk.cast().customer())
        ? customerGone(talk, leg, cause)
        : targetGone(talk, cause, now);
    return gone.then(talk.tell(leg, CallStep.ENDED, cause, ErrorCode.OK));
  }

  /** A phone that was rung and did not answer; its agent is told already. */
  static Step lost(Talk talk, String leg, String cause, long now) {
    if (leg.equals(talk.cast().target())) {
      return targetGone(talk, cause, now);
    }
    if (leg.equals(talk.cast().customer())) {
      return customerGone(talk, leg, cause);
    }
    return switch (talk.phase()) {
      case RECALLING -> Recall.refuge(talk.with(talk.cast().agent(null)));
      case TALKING, HELD -> Recall.agent(talk, CallFacts.AGENT_LOST, now);
      case CONSULT_RINGING, CONSULTING, ALTERNATED, CONFERENCED, TRANSFERRING, REFERRED, CLEARING ->
        withoutAgent(talk, leg, now);
    };
  }

  /** A leg that cannot be bridged however often it is tried: as if it had ended. */
  static Step unreachable(Talk talk, Stage.Move move, long now) {
    String leg = move.legs().get(move.legs().size() - 1);
    Step killed = talk.letGo(leg, Causes.NORMAL_CLEARING, null);
    return killed.and(gone((Talk) killed.call(), leg, Causes.NO_WORD, now));
  }

  private static Step customerGone(Talk talk, String leg, String cause) {
    Cast cast = talk.cast();
    return switch (talk.phase()) {
      case TALKING, HELD, TRANSFERRING, REFERRED, RECALLING, CLEARING ->
        endAll(talk, cause, by(talk.leg(leg))).then(leavesQueue(talk));
      case CONSULT_RINGING -> {
        Talk without = talk.enter(Phase.CONSULT_RINGING, cast.withoutCustomer());
        yield TalkActs.remembering(without.announcing(
            without.tell(cast.agent(), CallStep.LEFT_CALLING, cause, ErrorCode.OK)));
      }
      case CONSULTING, ALTERNATED -> {
        Talk two = talk.enter(Phase.TALKING, cast.leftAlone());
        yield TalkActs.remembering(
            two.announcing(two.tell(cast.agent(), CallStep.CUSTOMER_LEFT, cause, ErrorCode.OK)));
      }
      case CONFERENCED -> conferenceOver(talk.enter(Phase.TALKING, cast.leftAlone()));
    };
  }

  private static Step targetGone(Talk talk, String cause, long now) {
    return switch (talk.phase()) {
      case CONSULT_RINGING, CONSULTING, ALTERNATED -> backToCustomer(talk, cause, now);
      case TRANSFERRING ->
        talk.lives(talk.cast().agent())
            ? backToCustomer(talk, cause, now)
            : Recall.agent(talk, CallFacts.TRANSFER_FAILED, now);
      case CONFERENCED -> conferenceOver(talk.enter(Phase.TALKING, talk.cast().withoutTarget()));
      case TALKING, HELD, REFERRED, RECALLING, CLEARING ->
        Step.of(talk.with(talk.cast().withoutTarget()));
    };
  }

  /** @param cause why the consulted party is no more; null if the agent wanted it so */
  static Step backToCustomer(Talk talk, String cause, long now) {
    Leg target = talk.leg(talk.cast().target());
    boolean wanted = cause == null || cause.equals(Causes.ORIGINATOR_CANCEL);
    String shown = wanted || target.answered() || !cause.equals(Causes.NORMAL_CLEARING)
        ? cause
        : Causes.CALL_REJECTED;
    ErrorCode code = wanted || target.answered() ? ErrorCode.OK : Causes.ofCallee(shown);
    if (talk.cast().customer() == null) {
      return endAll(talk, shown == null ? Causes.NORMAL_CLEARING : shown, code, by(target));
    }
    CallStep news =
        talk.phase() == Phase.TRANSFERRING ? CallStep.TRANSFER_FAILED : CallStep.CONSULT_ENDED;
    Talk back = asBefore(talk);
    return TalkActs.remembering(
        back.announcing(back.tell(back.cast().agent(), news, wanted ? null : shown, code)));
  }

  /** Whom the agent had on hold when a transfer began stays on hold. */
  private static Talk asBefore(Talk talk) {
    boolean held = talk.phase() == Phase.TRANSFERRING && Treatment.BY_AGENT.equals(talk.heldBy());
    String heldBy = talk.phase() == Phase.TRANSFERRING ? talk.heldBy() : null;
    return talk.enter(held ? Phase.HELD : Phase.TALKING, talk.cast().withoutTarget())
        .heldBy(heldBy);
  }

  private static Step agentGone(Talk talk, String leg, String cause, long now) {
    if (talk.phase() != Phase.TALKING && talk.phase() != Phase.HELD) {
      String told = handsOver(talk) ? Causes.TRANSFERRED : cause;
      return new Step(talk, talk.tell(leg, CallStep.ENDED, told, ErrorCode.OK))
          .and(withoutAgent(talk, leg, now));
    }
    Step told = new Step(talk, talk.tell(leg, CallStep.ENDED, cause, ErrorCode.OK));
    if (now <= talk.graceUntil()) {
      Talk never = talk.withFacts(talk.facts().neverTalked());
      return told.and(Recall.toQueue(never, talk.facts().origin().queue()));
    }
    boolean comesBack = Causes.isLoss(cause) && talk.leg(leg).agentId() != null;
    return comesBack
        ? told.and(Recall.agent(talk, CallFacts.AGENT_LOST, now))
        : endAll(talk, cause, by(talk.leg(leg))).then(told.effects());
  }

  /** To put the phone down leaves the customer to somebody else. */
  private static boolean handsOver(Talk talk) {
    return talk.cast().customer() != null
        && switch (talk.phase()) {
          case CONSULT_RINGING, CONSULTING, ALTERNATED, TRANSFERRING, REFERRED -> true;
          case TALKING, HELD, CONFERENCED, RECALLING, CLEARING -> false;
        };
  }

  /** Should it not have heard that the call was answered. */
  private static List<Effect> leavesQueue(Talk talk) {
    QueueRef queue = talk.facts().origin().queue();
    return queue == null
        ? List.of()
        : List.of(
            new Effect.TellQueue(queue.id(), new QueueCommand.Leave(talk.facts().callId())));
  }

  /** The agent put the phone down in the course of a consultation: as good as completing it, where that is allowed. */
  private static Step withoutAgent(Talk talk, String leg, long now) {
    if (OutsideTalk.isForbidden(talk)) {
      return apart(talk.with(talk.cast().withoutAgent()), now);
    }
    return switch (talk.phase()) {
      case CONSULT_RINGING ->
        talk.cast().customer() == null
            ? endAll(talk, Causes.NORMAL_CLEARING, "agent")
            : Summons.awaited(
                TalkActs.remembering(talk.enter(Phase.TRANSFERRING, talk.cast().withoutAgent())));
      case TRANSFERRING -> Step.of(talk.with(talk.cast().withoutAgent()));
      case REFERRED -> {
        Talk left = talk.with(talk.cast().withoutAgent());
        yield talk.cast().comesHome(leg)
            ? Recall.agent(left, CallFacts.TRANSFER_FAILED, now)
            : Step.of(left);
      }
      case CONSULTING, ALTERNATED -> TalkActs.handOver(talk.with(talk.cast().withoutAgent()));
      case CONFERENCED -> {
        Step over = TalkActs.handOver(talk.with(talk.cast().withoutAgent()));
        Talk two = (Talk) over.call();
        yield new Step(two, over.effects()).and(conferenceOver(two));
      }
      case RECALLING -> Recall.refuge(talk.with(talk.cast().agent(null)));
      case TALKING, HELD, CLEARING -> endAll(talk, Causes.NORMAL_CLEARING, "agent");
    };
  }

  /** Whom the agent called goes, and the agent is called back for the customer. */
  private static Step apart(Talk talk, long now) {
    String target = talk.cast().target();
    if (talk.leg(target).answered()) {
      Cast going = talk.cast().letting(target, Causes.NORMAL_CLEARING);
      return Recall.agent(talk.with(going), CallFacts.TRANSFER_FAILED, now);
    }
    Step gone = talk.letGo(target, Causes.ORIGINATOR_CANCEL, null)
        .then(List.of(new Effect.StopTimer(Timer.RING, target)));
    return gone.and(Recall.agent((Talk) gone.call(), CallFacts.TRANSFER_FAILED, now));
  }

  /** Two are left, and talk. */
  private static Step conferenceOver(Talk two) {
    List<Effect> news = new ArrayList<>(two.tell(two.cast().agent(), CallStep.CONFERENCE_ENDED));
    news.addAll(two.tell(two.cast().customer(), CallStep.CONFERENCE_ENDED));
    return TalkActs.remembering(two.announcing(news));
  }

  /** Whoever is left is let go; agents whose phone only rang were called in vain. */
  static Step endAll(Talk talk, String cause, String by) {
    return endAll(talk, cause, ErrorCode.OK, by);
  }

  private static Step endAll(Talk talk, String cause, ErrorCode code, String by) {
    Step step = Step.of(talk.withFacts(talk.facts().ending(cause, by))
        .enter(Phase.CLEARING, talk.cast())
        .told());
    for (Leg leg : talk.facts().livingLegs()) {
      if (!talk.facts().farewells().containsKey(leg.uuid())) {
        step = step.and(letGo((Talk) step.call(), leg, cause, code));
      }
    }
    return step;
  }

  private static Step letGo(Talk talk, Leg leg, String cause, ErrorCode code) {
    String kill = leg.answered() ? Causes.NORMAL_CLEARING : Causes.ORIGINATOR_CANCEL;
    CallStep news = leg.answered() ? CallStep.ENDED : CallStep.WITHDRAWN;
    String shown = cause.equals(Causes.NO_WORD) ? Causes.NORMAL_CLEARING : cause;
    String told = talk.cast().leaving().getOrDefault(leg.uuid(), shown);
    return talk.letGo(
            leg.uuid(), kill, leg.agentId() == null ? null : talk.progress(leg, news, told, code))
        .then(List.of(
            new Effect.StopTimer(Timer.RING, leg.uuid()),
            new Effect.StopTimer(Timer.BRIDGE, leg.uuid())));
  }

  private static String by(Leg leg) {
    return leg.role() == LegRole.CONSULT ? "callee" : leg.role().wireName();
  }
}
