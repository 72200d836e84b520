package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;

/** What a supervisor does to a call. Pure. */
final class Supervision {
  static final String SUPERVISOR = "supervisor";

  private Supervision() {}

  /** @return empty for what is no act of a supervisor */
  static Optional<Step> of(CallModel call, CallInput input) {
    if (input instanceof CallInput.MoveTo move) {
      return Optional.of(moveTo(call, move.queue()));
    } else if (input instanceof CallInput.Asked asked) {
      CallCommand command = asked.command();
      if (command instanceof CallCommand.End) {
        return Optional.of(end(call));
      } else if (command instanceof CallCommand.Prefer) {
        return Optional.of(prefer(call));
      }
    }
    return Optional.empty();
  }

  /** Of one who waits only the caller is ended: whose phone rings is then let go without a miss. */
  private static Step end(CallModel call) {
    List<Effect> effects = new ArrayList<>();
    List<String> legs = call instanceof QueuedCall queued
        ? List.of(queued.customer())
        : call.facts().livingLegs().stream().map(Leg::uuid).toList();
    legs.forEach(leg -> {
      effects.add(new Effect.Kill(leg, Causes.NORMAL_CLEARING));
      effects.add(new Effect.StartTimer(Timer.END, leg, call.times().legEnd()));
    });
    CallFacts ending = call.facts().ending(Causes.NORMAL_CLEARING, SUPERVISOR);
    return new Step(call.withFacts(ending), effects);
  }

  /** @throws org.ctibar.bus.CtiException NOT_ALLOWED_NOW if nobody waits, or a phone rings for who does */
  private static Step moveTo(CallModel call, QueueRef queue) {
    QueuedCall waiting = whoWaits(call);
    if (queue.id().equals(call.facts().origin().queue().id())) {
      return Step.of(call);
    }
    return requeued(waiting, call.facts().in(queue));
  }

  /** @throws org.ctibar.bus.CtiException NOT_ALLOWED_NOW as {@link #moveTo} */
  private static Step prefer(CallModel call) {
    QueuedCall waiting = whoWaits(call);
    return QueuedCall.priority(call.facts()) > 0
        ? Step.of(call)
        : requeued(waiting, call.facts().comingBack(CallFacts.PREFERRED));
  }

  private static QueuedCall whoWaits(CallModel call) {
    if (call instanceof QueuedCall queued && queued.state() == QueuedCall.State.WAITING) {
      return queued;
    }
    throw call.notNow("the caller does not wait, or is being offered");
  }

  /** A queue knows a caller as it was first told of it. */
  private static Step requeued(QueuedCall waiting, CallFacts facts) {
    QueuedCall moved = (QueuedCall) waiting.withFacts(facts);
    return Step.of(
        moved,
        waiting.tellQueue(new QueueCommand.Leave(facts.callId())),
        new Effect.SetVariables(waiting.customer(), Variables.waitingAgain(moved.facts())),
        moved.tellQueue(QueuedCall.enqueue(moved.facts(), moved.attempts())));
  }
}
