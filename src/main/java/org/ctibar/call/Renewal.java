package org.ctibar.call;

import java.util.List;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallIds;
import org.ctibar.call.CallInput.Timer;

/**
 * The page of an agent with a phone in the browser was loaded again, or lost its connection to the switch: the old leg
 * leads nowhere. A new one is rung, which answers by itself, and takes its place; the other party hears music
 * meanwhile. Pure.
 */
final class Renewal {
  private Renewal() {}

  static Step begin(Talk talk, Leg old, long now) {
    boolean talks = old.answered() && talk.cast().has(old.uuid());
    TalkActs.require(talk, talks && old.agentId() != null, "no call to come back to");
    String uuid = CallIds.recall(talk.facts().callId(), talk.facts().legs().size());
    Leg fresh = Leg.of(
        uuid,
        old.role() == LegRole.AGENT ? LegRole.OWN : old.role(),
        old.number(),
        old.agentId(),
        now);
    Step gone = talk.letGo(old.uuid(), Causes.NORMAL_CLEARING, null);
    Talk left = (Talk) gone.call();
    Talk renewed = left.withFacts(left.facts().with(fresh))
        .with(left.cast().renewed(old.uuid(), uuid))
        .withNewsOf(fresh, old.uuid());
    Step staged = renewed.staged(renewed.stage().gone(old.uuid()));
    return gone.and(staged)
        .then(List.of(
            new Effect.Originate(Targets.renewed((Talk) staged.call(), fresh)),
            new Effect.StartTimer(Timer.RING, uuid, talk.times().ownPhone())))
        .then(TalkActs.remembering((Talk) staged.call()).effects())
        .then(((Talk) staged.call()).tell(uuid, CallStep.REATTACHED));
  }
}
