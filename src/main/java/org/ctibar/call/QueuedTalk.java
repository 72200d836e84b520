package org.ctibar.call;

import java.util.List;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.QueuedCall.Caller;
import org.ctibar.call.QueuedCall.State;

/** A caller and the agent who answered come to talk, and part. Pure. */
final class QueuedTalk {
  private QueuedTalk() {}

  static Step bridge(QueuedCall call) {
    return Step.of(
        call.in(State.BRIDGING).caller(Caller.AWAY),
        new Effect.Bridge(call.customer(), call.agent()),
        new Effect.StartTimer(Timer.BRIDGE, call.agent(), call.times().bridge()));
  }

  static Step begin(QueuedCall call, long now) {
    QueuedCall talking =
        (QueuedCall) call.in(State.TALKING).withFacts(call.facts().bridged(now));
    String agent = call.agent();
    String agentId = call.agentLeg().agentId();
    Step step = Step.of(
        talking,
        new Effect.StopTimer(Timer.BRIDGE, agent),
        new Effect.KeepLeg(agent),
        new Effect.SetVariables(call.customer(), Map.of(Variables.STATE, "talking")),
        call.tellQueue(new QueueCommand.OfferEnded(
            call.facts().callId(), agent, agentId, OfferOutcome.ANSWERED)),
        new Effect.Publish("bridged", agentId, null));
    return call.hangUpAsked() ? step.and(hangUp(talking)) : step;
  }

  static Step hangUp(QueuedCall call) {
    return Step.of(
        call.hangUpLater(),
        new Effect.Kill(call.agent(), Causes.NORMAL_CLEARING),
        new Effect.StartTimer(Timer.END, call.agent(), call.times().legEnd()));
  }

  /** The agent is gone after a talk. */
  static Step over(QueuedCall call, String cause) {
    Leg leg = call.agentLeg();
    return call.in(State.CLEARING)
        .withFacts(call.facts().ending(cause, "agent"))
        .letGo(call.customer(), Causes.NORMAL_CLEARING, null)
        .then(List.of(new Effect.TellAgent(
            call.progress(leg, CallStep.ENDED, cause, ErrorCode.OK), leg.uuid())));
  }
}
