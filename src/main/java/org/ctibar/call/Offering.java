package org.ctibar.call;

import java.util.stream.IntStream;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.call.CallInput.Timer;

/** A waiting caller is offered to an agent, whose phone rings. Pure. */
final class Offering {
  private static final int MOST_OFFERS_UNHEARD = 1_000;

  private Offering() {}

  /** @param call one whose caller waits */
  static Step begin(QueuedCall call, CallCommand.Ring ring, long now) {
    CallFacts facts = call.facts();
    Leg leg = Leg.of(ring.offerId(), LegRole.AGENT, ring.extension(), ring.agentId(), now);
    int attempt = attemptOf(call, ring.offerId());
    return Step.of(
        call.offered(leg, attempt),
        new Effect.SetVariables(call.customer(), Variables.offered(leg, attempt)),
        new Effect.Originate(new Effect.Target(
            leg.uuid(),
            LegRole.AGENT,
            "user/" + ring.extension(),
            facts.origin().from(),
            facts.origin().fromName(),
            false,
            Variables.ofAgent(facts, leg, call.customer(), Variables.UNBRIDGED_S))),
        new Effect.StartTimer(Timer.RING, leg.uuid(), ring.timeoutMs()));
  }

  static Step rangTooLong(QueuedCall call) {
    boolean rang = call.agentLeg().ringingAt() != null;
    return Requeue.offerLost(call, Causes.ofOffer(Causes.NO_ANSWER, rang), Causes.NO_ANSWER);
  }

  static Step failed(QueuedCall call, String cause) {
    boolean rang = call.agentLeg().ringingAt() != null;
    return Requeue.offerLost(call, Causes.ofOffer(cause, rang), cause);
  }

  static Step refused(QueuedCall call) {
    return Requeue.offerLost(call, OfferOutcome.REFUSED, Causes.CALL_REJECTED);
  }

  /** The queue may have made offers that no phone heard of: their numbers are not to be used again. */
  private static int attemptOf(QueuedCall call, String offerId) {
    int next = call.attempts() + 1;
    return IntStream.range(next, next + MOST_OFFERS_UNHEARD)
        .filter(n -> CallIds.offer(call.facts().callId(), n).equals(offerId))
        .findFirst()
        .orElse(next);
  }
}
