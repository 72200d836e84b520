package org.ctibar.call;

import java.util.List;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.QueuedCall.State;

/** A waiting customer leaves. Pure. */
final class Abandon {
  private Abandon() {}

  static Step gone(QueuedCall call, String cause) {
    String by = call.facts().legs().get(call.customer()).role().wireName();
    QueuedCall clearing =
        (QueuedCall) call.in(State.CLEARING).withFacts(call.facts().ending(cause, by));
    Step free = letAgentGo(clearing, cause);
    List<Effect> left = call.state() == State.CLEARING
        ? List.of()
        : List.of(call.tellQueue(new QueueCommand.Leave(call.facts().callId())));
    return free.then(left).then(farewell(call, cause));
  }

  /** An agent who was transferred here waits like anybody, and may hang up. */
  static Step hangUp(QueuedCall call) {
    return Step.of(
        call,
        new Effect.Kill(call.customer(), Causes.NORMAL_CLEARING),
        new Effect.StartTimer(Timer.END, call.customer(), call.times().legEnd()));
  }

  private static Step letAgentGo(QueuedCall call, String cause) {
    if (call.agent() == null || call.agentLeg().ended()) {
      return Step.of(call);
    }
    Leg leg = call.agentLeg();
    CallStep news = leg.answered() ? CallStep.ENDED : CallStep.WITHDRAWN;
    String kill = leg.answered() ? Causes.NORMAL_CLEARING : Causes.ORIGINATOR_CANCEL;
    return call.letGo(leg.uuid(), kill, call.progress(leg, news, cause, ErrorCode.OK))
        .then(List.of(
            new Effect.StopTimer(Timer.RING, leg.uuid()),
            new Effect.StopTimer(Timer.BRIDGE, leg.uuid())));
  }

  private static List<Effect> farewell(QueuedCall call, String cause) {
    Leg leg = call.facts().legs().get(call.customer());
    return leg.agentId() == null
        ? List.of()
        : List.of(new Effect.TellAgent(
            call.progress(leg, CallStep.ENDED, cause, ErrorCode.OK), leg.uuid()));
  }
}
