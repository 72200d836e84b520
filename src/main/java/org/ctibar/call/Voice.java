package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;

/** Digits and silence of one party in a talk. The switch reports neither, so they count as done when sent. Pure. */
final class Voice {
  private Voice() {}

  static Step act(Talk talk, Leg own, CallCommand.Act act) {
    TalkActs.require(talk, !heardBy(talk, own.uuid()).isEmpty(), "nobody hears you");
    if (act.act() == CallAct.DTMF) {
      List<Effect> digits = new ArrayList<>();
      heardBy(talk, own.uuid())
          .forEach(leg -> digits.add(new Effect.SendDigits(leg, act.argument())));
      return new Step(talk, digits);
    }
    boolean mute = act.act() == CallAct.MUTE;
    TalkActs.require(talk, own.muted() != mute, mute ? "muted already" : "not muted");
    Talk muted = talk.withFacts(talk.facts().with(own.muted(mute)));
    return Step.of(muted, new Effect.Mute(own.uuid(), mute))
        .and(TalkActs.remembering(muted))
        .then(muted.tell(own.uuid(), CallStep.MUTE));
  }

  private static List<String> heardBy(Talk talk, String leg) {
    Stage stage = talk.stage();
    if (stage.with().containsKey(leg)) {
      return List.of(stage.with().get(leg));
    }
    return stage.gathered().contains(leg)
        ? stage.gathered().stream().filter(other -> !other.equals(leg)).toList()
        : List.of();
  }
}
