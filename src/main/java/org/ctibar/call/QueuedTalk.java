package org.ctibar.call;

import java.util.Map;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.QueuedCall.Caller;
import org.ctibar.call.QueuedCall.State;

/** A waiting customer and the agent who answered come to talk. Pure. */
final class QueuedTalk {
  private QueuedTalk() {}

  static Step bridge(QueuedCall call) {
    return Step.of(
        call.in(State.BRIDGING).caller(Caller.AWAY),
        new Effect.Bridge(call.customer(), call.agent()),
        new Effect.StartTimer(Timer.BRIDGE, call.agent(), call.times().bridge()));
  }

  static Step begin(QueuedCall call, long now) {
    String agent = call.agent();
    String agentId = call.agentLeg().agentId();
    Talk talk = Talk.begun(
        call.facts().bridged(now),
        call.times(),
        Cast.of(call.customer(), agent),
        call.attempts(),
        call.hangUpAsked() ? 0 : now + call.times().bridgeGrace());
    Step step = Step.of(
        talk,
        new Effect.StopTimer(Timer.BRIDGE, agent),
        new Effect.KeepLeg(agent),
        new Effect.SetVariables(call.customer(), Map.of(Variables.STATE, "talking")),
        call.tellQueue(new QueueCommand.OfferEnded(
            call.facts().callId(), agent, agentId, OfferOutcome.ANSWERED)));
    return call.hangUpAsked()
        ? step.and(Step.of(
            talk,
            new Effect.Kill(agent, Causes.NORMAL_CLEARING),
            new Effect.StartTimer(Timer.END, agent, call.times().legEnd())))
        : step;
  }
}
