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

/** How a caller comes back to waiting, at the old place. Pure. */
final class Requeue {
  private Requeue() {}

  /** The phone was not answered; the caller waits on. */
  static Step offerLost(QueuedCall call, OfferOutcome outcome, String cause) {
    return backToQueue(call, outcome, cause, new Effect.StopTimer(Timer.RING, call.agent()));
  }

  /** The agent answered and was gone before the bridge stood: music again, back to the old place. */
  static Step bridgeLost(QueuedCall call) {
    return backToQueue(
        call,
        OfferOutcome.LOST_AT_BRIDGE,
        Causes.NORMAL_CLEARING,
        new Effect.StopTimer(Timer.BRIDGE, call.agent()));
  }

  static Step cancelled(QueuedCall call) {
    var news =
        call.progress(call.agentLeg(), CallStep.WITHDRAWN, Causes.ORIGINATOR_CANCEL, ErrorCode.OK);
    Step free = call.letGo(call.agent(), Causes.ORIGINATOR_CANCEL, news);
    return waitAgain((QueuedCall) free.call(), free.effects())
        .then(List.of(new Effect.StopTimer(Timer.RING, call.agent())));
  }

  /** The phone rings where nobody hears it any more, as its page was loaded anew: nobody's miss, offered again. */
  static Step unheard(QueuedCall call) {
    Leg leg = call.agentLeg();
    return cancelled(call)
        .then(List.of(call.tellQueue(new QueueCommand.OfferEnded(
            call.facts().callId(), leg.uuid(), leg.agentId(), OfferOutcome.LOST_AT_BRIDGE))));
  }

  private static Step backToQueue(
      QueuedCall call, OfferOutcome outcome, String cause, Effect silence) {
    Leg leg = call.agentLeg();
    var news = call.progress(leg, Causes.step(outcome), cause, Causes.code(outcome));
    Step free = leg.ended()
        ? Step.of(call, new Effect.TellAgent(news, leg.uuid()))
        : call.letGo(leg.uuid(), cause, news);
    var ended =
        new QueueCommand.OfferEnded(call.facts().callId(), leg.uuid(), leg.agentId(), outcome);
    return waitAgain((QueuedCall) free.call(), free.effects())
        .then(List.of(silence, call.tellQueue(ended)));
  }

  private static Step waitAgain(QueuedCall call, List<Effect> before) {
    boolean away = call.caller() != Caller.PARKED;
    QueuedCall waits = call.waitingAgain(away ? Caller.COMING_BACK : call.caller());
    boolean silent = !away && call.state() == State.BRIDGING;
    return new Step(waits, before)
        .then(List.of(new Effect.SetVariables(call.customer(), Map.of(Variables.STATE, "waiting"))))
        .then(silent ? List.of(new Effect.PlayMusic(call.customer())) : List.of());
  }
}
