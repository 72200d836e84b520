package org.ctibar.call;

import java.util.Optional;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;

/**
 * A customer who waits for an agent of a skill group; the talk is a {@link Talk}.
 *
 * @param customer the leg that waits
 * @param agent the leg that is offered; null while waiting
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

  enum State {
    WAITING,
    /** An agent's phone is being rung. */
    OFFERING,
    /** The agent answered; the bridge is under way. */
    BRIDGING,
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

  static final int FIRST = 100;

  /** Who comes back because a transfer failed or an agent was lost, and whom a supervisor prefers, goes before all others. */
  static int priority(CallFacts facts) {
    return facts.reason() == null ? 0 : FIRST;
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
    return agent.equals(found.bridgedTo()) ? QueuedTalk.begin(this, now) : Requeue.bridgeLost(this);
  }

  private Step customerMoved(LegEvent event, long now) {
    return switch (event.kind()) {
      case ENDED, FAILED -> Abandon.gone(this, event.cause());
      case BRIDGED ->
        state == State.BRIDGING && agent.equals(event.peer())
            ? QueuedTalk.begin(this, now)
            : Step.of(this);
      case PARKED -> customerParked();
      case CREATED, RINGING, ANSWERED, HELD, RETRIEVED, GATHERED -> Step.of(this);
    };
  }

  /** The PARK that would have brought the music back was missed, or the music broke off. */
  private Step silent() {
    boolean waits = state == State.WAITING || state == State.OFFERING;
    return waits ? Step.of(caller(Caller.COMING_BACK), new Effect.Wake(customer)) : Step.of(this);
  }

  /** A PARK without a BRIDGE: the agent left in that very moment. */
  private Step customerParked() {
    QueuedCall parked = caller(Caller.PARKED);
    return switch (caller) {
      case PARKED -> Step.of(this);
      case AWAY -> state == State.BRIDGING ? Requeue.bridgeLost(parked) : Step.of(parked);
      case COMING_BACK -> Step.of(parked, new Effect.PlayMusic(customer));
    };
  }

  private Step agentMoved(LegEvent event, long now) {
    Leg leg = facts.legs().get(agent);
    return switch (event.kind()) {
      case CREATED, HELD, RETRIEVED, GATHERED -> Step.of(this);
      case RINGING -> Step.of(this, new Effect.TellAgent(progress(leg, CallStep.RING), agent));
      case ANSWERED ->
        Step.of(
                this,
                new Effect.StopTimer(Timer.RING, agent),
                new Effect.TellAgent(progress(leg, CallStep.ANSWER), agent))
            .and(leg.parked() && state == State.OFFERING ? QueuedTalk.bridge(this) : Step.of(this));
      case PARKED ->
        state == State.OFFERING && event.answered() ? QueuedTalk.bridge(this) : Step.of(this);
      case BRIDGED ->
        state == State.BRIDGING && customer.equals(event.peer())
            ? QueuedTalk.begin(this, now)
            : Step.of(this);
      case ENDED, FAILED -> agentGone(leg, event.cause());
    };
  }

  private Step agentGone(Leg leg, String cause) {
    return switch (state) {
      case OFFERING -> leg.answered() ? Requeue.bridgeLost(this) : Offering.failed(this, cause);
      case BRIDGING -> Requeue.bridgeLost(this);
      case WAITING, CLEARING -> Step.of(this);
    };
  }

  private Step asked(CallCommand command, long now) {
    if (command instanceof CallCommand.Ring ring) {
      return offer(ring, now);
    }
    if (command instanceof CallCommand.CancelRing cancel) {
      return cancel.offerId().equals(agent) && state == State.OFFERING
          ? Requeue.cancelled(this)
          : Step.of(this);
    }
    if (command instanceof CallCommand.Offhook off) {
      return ringingFor(off.agentId());
    }
    if (command instanceof CallCommand.HangUp up) {
      Leg leg = facts.legOf(up.agentId()).orElseThrow(() -> notNow("no call of yours"));
      return leg.uuid().equals(customer) ? Abandon.hangUp(this) : hangUp();
    }
    if (command instanceof CallCommand.Act act) {
      return act(act);
    }
    return refuse("does not fit a queued call");
  }

  private Step act(CallCommand.Act act) {
    ringingFor(act.agentId());
    return switch (act.act()) {
      case REJECT -> Offering.refused(this);
      case REATTACH -> Requeue.unheard(this);
      default -> refuse("the call is not answered yet");
    };
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
      case OFFERING -> leg.answered() ? Step.of(hangUpLater()) : Offering.refused(this);
      case BRIDGING -> Step.of(hangUpLater());
      case WAITING, CLEARING -> Step.of(this);
    };
  }

  private Step timeUp(Timer timer) {
    boolean ringing = state == State.OFFERING && !facts.legs().get(agent).answered();
    return switch (timer) {
      case RING -> ringing ? Offering.rangTooLong(this) : Step.of(this);
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

  @Override
  public boolean aboutToTalk(String agentId) {
    boolean offered = state == State.OFFERING || state == State.BRIDGING;
    return offered && agentLeg().answered() && facts.legOf(agentId).isPresent();
  }

  /** What the queue should know of a caller who waits now, or is offered. */
  Optional<Effect.TellQueue> stillWaits() {
    if (state == State.CLEARING) {
      return Optional.empty();
    }
    QueueCommand.Enqueue waits = enqueue(facts, attempts);
    QueueCommand.OfCall known =
        state == State.WAITING ? waits : waits.offered(agent, agentLeg().agentId());
    return Optional.of(new Effect.TellQueue(facts.origin().queue().id(), known));
  }

  static QueueCommand.Enqueue enqueue(CallFacts facts, int attempts) {
    CallOrigin origin = facts.origin();
    return new QueueCommand.Enqueue(
        origin.callId(), origin.switchId(), origin.startedAt(), priority(facts), attempts);
  }

  Effect tellQueue(QueueCommand.OfCall command) {
    return new Effect.TellQueue(facts.origin().queue().id(), command);
  }

  private Step refuse(String why) {
    throw notNow(why);
  }

  private Step offer(CallCommand.Ring ring, long now) {
    if (ring.offerId().equals(agent)) {
      return Step.of(this);
    }
    return state == State.WAITING
        ? Offering.begin(this, ring, now)
        : refuse("the caller does not wait");
  }

  /** To the agent who is offered it every call comes in, whoever began it. */
  @Override
  public CallView viewOf(Leg leg) {
    CallOrigin o = facts.origin();
    Leg waits = facts.legs().get(customer);
    return new CallView(
        o.callId(),
        o.switchId(),
        leg.uuid(),
        Direction.INBOUND,
        TalkViews.numberOf(o, waits),
        waits.role() == LegRole.CALLER ? o.fromName() : null,
        o.enableAsr(),
        o.queue(),
        o.data(),
        facts.reason(),
        null);
  }

  /** The leg that is offered. */
  Leg agentLeg() {
    return facts.legs().get(agent);
  }

  QueuedCall offered(Leg leg, int attempt) {
    return new QueuedCall(
        facts.with(leg), times, State.OFFERING, customer, leg.uuid(), attempt, false, caller);
  }

  QueuedCall waitingAgain(Caller where) {
    return new QueuedCall(facts, times, State.WAITING, customer, null, attempts, false, where);
  }

  QueuedCall in(State next) {
    return new QueuedCall(facts, times, next, customer, agent, attempts, hangUpAsked, caller);
  }

  QueuedCall caller(Caller now) {
    return new QueuedCall(facts, times, state, customer, agent, attempts, hangUpAsked, now);
  }

  QueuedCall hangUpLater() {
    return new QueuedCall(facts, times, state, customer, agent, attempts, true, caller);
  }
}
