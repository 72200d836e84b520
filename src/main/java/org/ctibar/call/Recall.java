package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Stage.Sound;
import org.ctibar.call.Talk.Phase;

/**
 * A customer whose agent was lost, or whose transfer came to nothing, is never dropped: back to the same agent, else to
 * the group, before all who wait there. Pure.
 */
final class Recall {
  private Recall() {}

  /** @param reason {@link CallFacts#AGENT_LOST} or {@link CallFacts#TRANSFER_FAILED} */
  static Step agent(Talk talk, String reason, long now) {
    String home = talk.cast().home() == null ? talk.cast().agent() : talk.cast().home();
    Leg before = home == null ? null : talk.leg(home);
    Talk back = talk.withFacts(talk.facts().comingBack(reason));
    if (before == null || before.agentId() == null) {
      return refuge(back);
    }
    String uuid = CallIds.recall(back.facts().callId(), back.facts().legs().size());
    Leg leg = Leg.of(uuid, LegRole.OWN, before.number(), before.agentId(), now);
    Cast cast = new Cast(back.cast().customer(), uuid, null, back.cast().leaving(), home, null);
    Talk calls = back.withFacts(back.facts().with(leg)).enter(Phase.RECALLING, cast);
    return TalkActs.remembering(calls)
        .then(List.of(
            new Effect.Originate(Targets.recalled(calls, leg)),
            new Effect.StartTimer(Timer.RING, uuid, calls.times().ownPhone())));
  }

  /** The phone counts its transfer as done: its leg is of no use any more, and once it is gone the agent is called. */
  static Step afterReferral(Talk talk, long now) {
    String agent = talk.cast().agent();
    if (!talk.lives(agent)) {
      return agent(talk, CallFacts.TRANSFER_FAILED, now);
    }
    return Step.of(
        talk.with(talk.cast().comingHome()),
        new Effect.Kill(agent, Causes.NORMAL_CLEARING),
        new Effect.StartTimer(Timer.END, agent, talk.times().legEnd()));
  }

  /** The agent did not take the call back. */
  static Step refuge(Talk talk) {
    QueueRef queue = talk.facts().origin().queue();
    if (queue != null) {
      return toQueue(talk, queue);
    }
    Talk waits = talk.enter(Phase.RECALLING, talk.cast().agent(null).withoutTarget());
    Leg home = talk.cast().home() == null ? null : talk.leg(talk.cast().home());
    boolean internal = talk.facts().origin().direction() == Direction.INTERNAL;
    return internal || home == null || home.agentId() == null
        ? toQueue(waits, null)
        : Step.of(waits, new Effect.SeekRefuge(home.agentId(), talk.cast().customer()));
  }

  /** @param queue null: nobody can take the call, so it ends */
  static Step toQueue(Talk talk, QueueRef queue) {
    if (queue == null) {
      return Parting.endAll(talk, Causes.NO_ANSWER, "system");
    }
    Step left = talk.goodbyes();
    return left.and(waiting((Talk) left.call(), queue));
  }

  private static Step waiting(Talk talk, QueueRef queue) {
    String customer = talk.cast().customer();
    Stage stage = talk.stage();
    boolean music = stage.hears().get(customer) == Sound.MUSIC;
    boolean silent = stage.resting().contains(customer) && !music;
    CallFacts facts = talk.facts().in(queue);
    QueuedCall waits = QueuedCall.waiting(facts, talk.times(), customer, talk.attempts())
        .caller(music || silent ? QueuedCall.Caller.PARKED : QueuedCall.Caller.COMING_BACK);
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.SetVariables(customer, Variables.waitingAgain(facts)));
    if (silent) {
      effects.add(new Effect.PlayMusic(customer));
    }
    effects.add(waits.tellQueue(QueuedCall.enqueue(facts, talk.attempts())));
    return new Step(waits, effects);
  }
}
