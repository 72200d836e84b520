package org.ctibar.call;

import java.util.List;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;

/**
 * A call that an agent's phone makes or takes by itself, past the page, or that somebody else's dialplan makes to it:
 * shown as what it is. Only its own end is ours to order.
 *
 * @param leg the agent's channel
 */
record PhoneCall(CallFacts facts, CallTimes times, String leg) implements CallModel {

  @Override
  public int attempts() {
    return 0;
  }

  @Override
  public CallModel withFacts(CallFacts changed) {
    return new PhoneCall(changed, times, leg);
  }

  @Override
  public CallView viewOf(Leg own) {
    return CallModel.super.viewOf(own).as(Treatment.PHONES_OWN);
  }

  @Override
  public Step decide(CallInput input, long nowMs) {
    if (input instanceof LegEvent event) {
      return moved(event, nowMs);
    }
    return input instanceof CallInput.Asked asked ? asked(asked.command()) : Step.of(this);
  }

  private Step moved(LegEvent event, long now) {
    Leg own = facts.legs().get(leg);
    return switch (event.kind()) {
      case RINGING -> tell(progress(own, CallStep.RING));
      case ANSWERED -> tell(progress(own, CallStep.ANSWER));
      case BRIDGED -> talking(now, own);
      case ENDED, FAILED ->
        new Step(
            withFacts(facts.ending(event.cause(), "agent")),
            List.of(new Effect.TellAgent(
                progress(own, CallStep.ENDED, event.cause(), ErrorCode.OK), leg)));
      case CREATED, PARKED, HELD, RETRIEVED, GATHERED -> Step.of(this);
    };
  }

  /** Before the other party answers, a phone that dials is only up. */
  private Step talking(long now, Leg own) {
    boolean first = facts.bridgedAt() == null;
    CallModel talks = withFacts(facts.bridged(now));
    return first
        ? Step.of(talks, new Effect.TellAgent(progress(own, CallStep.CALLEE_ANSWER), leg))
        : Step.of(talks);
  }

  private Step tell(CallProgress news) {
    return Step.of(this, new Effect.TellAgent(news, leg));
  }

  private Step asked(CallCommand command) {
    if (command instanceof CallCommand.HangUp
        || command instanceof CallCommand.Act act && act.act() == CallAct.REJECT) {
      return Step.of(
          this,
          new Effect.Kill(leg, Causes.NORMAL_CLEARING),
          new Effect.StartTimer(CallInput.Timer.END, leg, times.legEnd()));
    }
    if (command instanceof CallCommand.Offhook && !facts.legs().get(leg).answered()) {
      return Step.of(this, new Effect.PhoneTalk(leg));
    }
    throw notNow("the phone itself has this call in hand");
  }
}
