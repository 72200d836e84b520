package org.ctibar.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;

/**
 * A caller from outside who waits for an agent of a skill group, and then talks to one.
 *
 * @param customer the caller's leg
 * @param agent the leg that is offered or talks; null while waiting
 * @param attempts number of the last offer
 * @param hangUpAsked the agent asked to hang up while the bridge was under way: done when it stands
 * @param caller whether the caller can be given music now
 */
record QueuedCall(
    CallFacts facts,
    CallTimes times,
    State state,
    String customer,
    String agent,
    int attempts,
    boolean hangUpAsked,
    Caller caller)
    implements CallModel {

  private static final int MOST_OFFERS_UNHEARD = 1_000;

  enum State {
    WAITING,
    /** An agent's phone is being rung. */
    OFFERING,
    /** The agent answered; the bridge is under way. */
    BRIDGING,
    TALKING,
    /** Whoever is left is being let go. */
    CLEARING
  }

  enum Caller {
    PARKED,
    /** Into a bridge, or in one. */
    AWAY,
    /** Out of a bridge that is no more: music as soon as parked again. */
    COMING_BACK
  }

  /** An answered caller to whom music plays. */
  static QueuedCall waiting(CallFacts facts, CallTimes times, String customer, int attempts) {
    return new QueuedCall(
        facts, times, State.WAITING, customer, null, attempts, false, Caller.PARKED);
  }

  /** A caller and an agent who are found in the middle of their talk. */
  static QueuedCall talking(
      CallFacts facts, CallTimes times, String customer, String agent, int attempts) {
    return new QueuedCall(
        facts, times, State.TALKING, customer, agent, attempts, false, Caller.AWAY);
  }

  @Override
  public CallModel withFacts(CallFacts changed) {
    return new QueuedCall(changed, times, state, customer, agent, attempts, hangUpAsked, caller);
  }

  @Override
  public Step decide(CallInput input, long nowMs) {
    if (input instanceof LegEvent event) {
      return event.leg().equals(customer) ? customerMoved(event, nowMs) : agentMoved(event, nowMs);
    }
    if (input instanceof CallInput.Asked asked) {
      return asked(asked.command(), nowMs);
    }
    if (input instanceof CallInput.TimeUp time && time.leg().equals(agent)) {
      return timeUp(time.timer());
    }
    if (input instanceof CallInput.Silence) {
      return silent();
    }
    if (input instanceof CallInput.Inspected found
        && state == State.BRIDGING
        && found.leg().equals(customer)) {
      return inspected(found, nowMs);
    }
    return Step.of(this);
  }

  private Step inspected(CallInput.Inspected found, long now) {
    if (!found.exists()) {
      return on(LegEvent.ended(customer, Causes.NO_WORD), now);
    }
    return agent.equals(found.bridgedTo()) ? talking(now) : bridgeLost();
  }

  private Step customerMoved(LegEvent event, long now) {
    return switch (event.kind()) {
      case ENDED, FAILED -> customerGone(event.cause());
      case BRIDGED ->
        state == State.BRIDGING && agent.equals(event.peer()) ? talking(now) : Step.of(this);
      case PARKED -> customerParked();
      case CREATED, RINGING, ANSWERED -> Step.of(this);
    };
  }

  /** The PARK that would have brought the music back was missed, or the music broke off. */
  private Step silent() {
    boolean waits = state == State.WAITING || state == State.OFFERING;
    return waits
        ? Step.of(
            caller(Caller.PARKED), new Effect.StopMedia(customer), new Effect.PlayMusic(customer))
        : Step.of(this);
  }

  /** A PARK without a BRIDGE: the agent left in that very moment. */
  private Step customerParked() {
    QueuedCall parked = caller(Caller.PARKED);
    return switch (caller) {
      case PARKED -> Step.of(this);
      case AWAY -> state == State.BRIDGING ? parked.bridgeLost() : Step.of(parked);
      case COMING_BACK -> Step.of(parked, new Effect.PlayMusic(customer));
    };
  }

  private Step agentMoved(LegEvent event, long now) {
    Leg leg = facts.legs().get(agent);
    return switch (event.kind()) {
      case CREATED -> Step.of(this);
      case RINGING ->
        Step.of(
            this,
            new Effect.TellAgent(progress(leg, CallStep.RING), agent),
            new Effect.Publish("ringing", leg.agentId(), null));
      case ANSWERED ->
        Step.of(
                this,
                new Effect.StopTimer(Timer.RING, agent),
                new Effect.TellAgent(progress(leg, CallStep.ANSWER), agent),
                new Effect.Publish("answered", leg.agentId(), null))
            .and(leg.parked() && state == State.OFFERING ? bridge() : Step.of(this));
      case PARKED -> state == State.OFFERING && event.answered() ? bridge() : Step.of(this);
      case BRIDGED ->
        state == State.BRIDGING && customer.equals(event.peer()) ? talking(now) : Step.of(this);
      case ENDED, FAILED -> agentGone(leg, event.cause(), now);
    };
  }

  private Step bridge() {
    return Step.of(
        in(State.BRIDGING).caller(Caller.AWAY),
        new Effect.Bridge(customer, agent),
        new Effect.StartTimer(Timer.BRIDGE, agent, times.bridge()));
  }

  private Step talking(long now) {
    QueuedCall talking = (QueuedCall) in(State.TALKING).withFacts(facts.bridged(now));
    String agentId = facts.legs().get(agent).agentId();
    Step step = Step.of(
        talking,
        new Effect.StopTimer(Timer.BRIDGE, agent),
        new Effect.KeepLeg(agent),
        new Effect.SetVariables(customer, Map.of(Variables.STATE, "talking")),
        tellQueue(
            new QueueCommand.OfferEnded(facts.callId(), agent, agentId, OfferOutcome.ANSWERED)),
        new Effect.Publish("bridged", agentId, null));
    return hangUpAsked ? step.and(talking.hangUp()) : step;
  }

  private Step customerGone(String cause) {
    CallFacts ended = facts.ending(cause, "caller");
    QueuedCall clearing = (QueuedCall) in(State.CLEARING).withFacts(ended);
    Effect left = tellQueue(new QueueCommand.Leave(facts.callId()));
    if (agent == null || facts.legs().get(agent).ended()) {
      return state == State.CLEARING ? Step.of(clearing) : Step.of(clearing, left);
    }
    Leg leg = facts.legs().get(agent);
    CallStep news = leg.answered() ? CallStep.ENDED : CallStep.WITHDRAWN;
    String kill = leg.answered() ? Causes.NORMAL_CLEARING : Causes.ORIGINATOR_CANCEL;
    return clearing
        .letGo(agent, kill, progress(leg, news, cause, ErrorCode.OK))
        .then(List.of(
            new Effect.StopTimer(Timer.RING, agent),
            new Effect.StopTimer(Timer.BRIDGE, agent),
            left));
  }

  private Step agentGone(Leg leg, String cause, long now) {
    return switch (state) {
      case OFFERING ->
        leg.answered()
            ? bridgeLost()
            : offerLost(Causes.ofOffer(cause, leg.ringingAt() != null), cause);
      case BRIDGING -> bridgeLost();
      case TALKING ->
        now - facts.bridgedAt() <= times.bridgeGrace() && !hangUpAsked
            ? cutOff(leg, cause)
            : over(leg, cause);
      case WAITING, CLEARING -> Step.of(this);
    };
  }

  /** The phone was not answered; the caller waits on. */
  private Step offerLost(OfferOutcome outcome, String cause) {
    return backToQueue(outcome, cause, new Effect.StopTimer(Timer.RING, agent));
  }

  /** The agent answered and was gone before the bridge stood: music again, back to the old place. */
  private Step bridgeLost() {
    return backToQueue(
        OfferOutcome.LOST_AT_BRIDGE,
        Causes.NORMAL_CLEARING,
        new Effect.StopTimer(Timer.BRIDGE, agent));
  }

  private Step backToQueue(OfferOutcome outcome, String cause, Effect silence) {
    Leg leg = facts.legs().get(agent);
    var news = progress(leg, Causes.step(outcome), cause, Causes.code(outcome));
    Step free =
        leg.ended() ? Step.of(this, new Effect.TellAgent(news, agent)) : letGo(agent, cause, news);
    var ended = new QueueCommand.OfferEnded(facts.callId(), agent, leg.agentId(), outcome);
    return ((QueuedCall) free.call())
        .waitAgain(free.effects())
        .then(List.of(
            silence, tellQueue(ended), new Effect.Publish("requeued", leg.agentId(), cause)));
  }

  /** As good as lost at the bridge: the queue had let go of the caller, so the caller joins it again. */
  private Step cutOff(Leg leg, String cause) {
    return ((QueuedCall) withFacts(facts.neverTalked()))
        .waitAgain(List.of(
            new Effect.TellAgent(progress(leg, CallStep.ENDED, cause, ErrorCode.OK), agent)))
        .then(List.of(
            tellQueue(enqueue(facts.origin(), attempts)),
            new Effect.Publish("requeued", leg.agentId(), cause)));
  }

  private Step waitAgain(List<Effect> before) {
    boolean away = caller != Caller.PARKED;
    Step waits = Step.of(
        new QueuedCall(
            facts,
            times,
            State.WAITING,
            customer,
            null,
            attempts,
            false,
            away ? Caller.COMING_BACK : caller),
        new Effect.SetVariables(customer, Map.of(Variables.STATE, "waiting")));
    boolean silent = !away && (state == State.BRIDGING || state == State.TALKING);
    return new Step(waits.call(), before)
        .then(waits.effects())
        .then(silent ? List.of(new Effect.PlayMusic(customer)) : List.of());
  }

  private Step over(Leg leg, String cause) {
    QueuedCall ended = (QueuedCall) in(State.CLEARING).withFacts(facts.ending(cause, "agent"));
    return ended
        .letGo(customer, Causes.NORMAL_CLEARING, null)
        .then(List.of(
            new Effect.TellAgent(progress(leg, CallStep.ENDED, cause, ErrorCode.OK), agent)));
  }

  private Step asked(CallCommand command, long now) {
    if (command instanceof CallCommand.Ring ring) {
      return offer(ring, now);
    }
    if (command instanceof CallCommand.CancelRing cancel) {
      return cancel.offerId().equals(agent) && state == State.OFFERING
          ? cancelled()
          : Step.of(this);
    }
    if (command instanceof CallCommand.Offhook off) {
      return ringingFor(off.agentId());
    }
    if (command instanceof CallCommand.HangUp up) {
      return facts.legOf(up.agentId()).isPresent() ? hangUp() : refuse("no call of yours");
    }
    return refuse("does not fit a queued call");
  }

  private Step offer(CallCommand.Ring ring, long now) {
    if (ring.offerId().equals(agent)) {
      return Step.of(this);
    }
    if (state != State.WAITING) {
      return refuse("the caller does not wait");
    }
    Leg leg = Leg.of(ring.offerId(), LegRole.AGENT, ring.extension(), ring.agentId(), now);
    int attempt = attemptOf(ring.offerId());
    QueuedCall offered = new QueuedCall(
        facts.with(leg), times, State.OFFERING, customer, leg.uuid(), attempt, false, caller);
    return Step.of(
        offered,
        new Effect.SetVariables(customer, Variables.offered(leg, attempt)),
        new Effect.Originate(new Effect.Target(
            leg.uuid(),
            LegRole.AGENT,
            "user/" + ring.extension(),
            facts.origin().from(),
            facts.origin().fromName(),
            false,
            Variables.ofAgent(facts, leg, customer, Variables.UNBRIDGED_S))),
        new Effect.StartTimer(Timer.RING, leg.uuid(), ring.timeoutMs()),
        new Effect.Publish("offered", ring.agentId(), null));
  }

  /** The queue may have made offers that no phone heard of: their numbers are not to be used again. */
  private int attemptOf(String offerId) {
    return IntStream.rangeClosed(attempts + 1, attempts + MOST_OFFERS_UNHEARD)
        .filter(n -> CallIds.offer(facts.callId(), n).equals(offerId))
        .findFirst()
        .orElse(attempts + 1);
  }

  private Step cancelled() {
    Leg leg = facts.legs().get(agent);
    var news = progress(leg, CallStep.WITHDRAWN, Causes.ORIGINATOR_CANCEL, ErrorCode.OK);
    Step free = letGo(agent, Causes.ORIGINATOR_CANCEL, news);
    return ((QueuedCall) free.call())
        .waitAgain(free.effects())
        .then(List.of(new Effect.StopTimer(Timer.RING, agent)));
  }

  private Step ringingFor(String agentId) {
    Leg leg = facts.legOf(agentId).orElse(null);
    return leg == null || leg.answered() || leg.ringingAt() == null
        ? refuse("nothing rings")
        : Step.of(this, new Effect.PhoneTalk(leg.uuid()));
  }

  private Step hangUp() {
    Leg leg = facts.legs().get(agent);
    return switch (state) {
      case OFFERING ->
        leg.answered()
            ? Step.of(hangUpLater())
            : offerLost(OfferOutcome.REFUSED, Causes.CALL_REJECTED);
      case BRIDGING -> Step.of(hangUpLater());
      case TALKING ->
        Step.of(
            hangUpLater(),
            new Effect.Kill(agent, Causes.NORMAL_CLEARING),
            new Effect.StartTimer(Timer.END, agent, times.legEnd()));
      case WAITING, CLEARING -> Step.of(this);
    };
  }

  private Step timeUp(Timer timer) {
    boolean ringing = state == State.OFFERING && !facts.legs().get(agent).answered();
    return switch (timer) {
      case RING -> ringing ? rangTooLong() : Step.of(this);
      case BRIDGE ->
        state == State.BRIDGING
            ? Step.of(
                this,
                new Effect.Inspect(customer),
                new Effect.StartTimer(Timer.BRIDGE, agent, times.bridge()))
            : Step.of(this);
      case END -> Step.of(this);
    };
  }

  private Step rangTooLong() {
    boolean rang = facts.legs().get(agent).ringingAt() != null;
    return offerLost(Causes.ofOffer(Causes.NO_ANSWER, rang), Causes.NO_ANSWER);
  }

  /** What the queue should know of a caller who waits now. */
  Optional<Effect.TellQueue> stillWaits() {
    return state == State.WAITING
        ? Optional.of(
            new Effect.TellQueue(facts.origin().queue().id(), enqueue(facts.origin(), attempts)))
        : Optional.empty();
  }

  static QueueCommand.Enqueue enqueue(CallOrigin origin, int attempts) {
    return new QueueCommand.Enqueue(
        origin.callId(), origin.switchId(), origin.startedAt(), 0, attempts);
  }

  private Effect tellQueue(QueueCommand command) {
    return new Effect.TellQueue(facts.origin().queue().id(), command);
  }

  private Step refuse(String why) {
    throw notNow(why);
  }

  private QueuedCall in(State next) {
    return new QueuedCall(facts, times, next, customer, agent, attempts, hangUpAsked, caller);
  }

  private QueuedCall caller(Caller now) {
    return new QueuedCall(facts, times, state, customer, agent, attempts, hangUpAsked, now);
  }

  private QueuedCall hangUpLater() {
    return new QueuedCall(facts, times, state, customer, agent, attempts, true, caller);
  }
}
