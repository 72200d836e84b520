package org.ctibar.call;

import java.util.List;
import java.util.Optional;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.call.CallInput.Timer;

/**
 * A call that an agent makes: the agent's own phone first, then the callee, then the bridge and a {@link Talk}.
 *
 * @param agent the leg of the agent who calls
 * @param callee the leg of the called party; there is none on the switch before the agent's phone was answered
 * @param destination how the callee is reached
 */
record DialledCall(
    CallFacts facts,
    CallTimes times,
    State state,
    String agent,
    String callee,
    Destination destination)
    implements CallModel {

  enum State {
    OWN_PHONE,
    CALLEE,
    /** Both answered; the bridge is under way. */
    BRIDGING,
    CLEARING
  }

  /**
   * The call and the order to ring the agent's own phone.
   *
   * @param autoAnswer whether that goes off hook by itself
   */
  static Step begin(
      CallOrigin origin, CallTimes times, Leg agent, Destination destination, boolean autoAnswer) {
    CallFacts facts = CallFacts.of(origin, agent);
    DialledCall call = new DialledCall(
        facts, times, State.OWN_PHONE, agent.uuid(), CallIds.callee(origin.callId()), destination);
    return Step.of(
        call,
        new Effect.Originate(new Effect.Target(
            agent.uuid(),
            LegRole.OWN,
            "user/" + agent.number(),
            origin.to(),
            null,
            autoAnswer,
            Variables.ofDialling(facts, agent, call.callee(), destination, times))),
        new Effect.StartTimer(Timer.RING, agent.uuid(), times.ownPhone()));
  }

  /** Legs that are found alone, and are let go. */
  static DialledCall clearing(CallFacts facts, CallTimes times, Leg agent, String callee) {
    Destination unknown = Destination.extension("", null, agent.number());
    return new DialledCall(facts, times, State.CLEARING, agent.uuid(), callee, unknown);
  }

  /** The agent's own leg has the name of a first offer. */
  @Override
  public int attempts() {
    return 1;
  }

  @Override
  public CallModel withFacts(CallFacts changed) {
    return new DialledCall(changed, times, state, agent, callee, destination);
  }

  String dialler() {
    return facts.legs().get(agent).agentId();
  }

  @Override
  public boolean aboutToTalk(String agentId) {
    boolean answered = facts.leg(callee).filter(Leg::answered).isPresent();
    boolean calling = state == State.CALLEE || state == State.BRIDGING;
    return calling && answered && facts.legOf(agentId).isPresent();
  }

  @Override
  public Step decide(CallInput input, long nowMs) {
    if (input instanceof LegEvent event) {
      return event.leg().equals(agent) ? agentMoved(event, nowMs) : calleeMoved(event, nowMs);
    }
    if (input instanceof CallInput.TimeUp time) {
      return timeUp(time);
    }
    if (input instanceof CallInput.Inspected found
        && state == State.BRIDGING
        && found.leg().equals(callee)) {
      return inspected(found, nowMs);
    }
    if (input instanceof CallInput.Unwanted unwanted && state == State.CALLEE) {
      return unwanted.leg().equals(callee) ? failed(Causes.USER_BUSY, "callee") : Step.of(this);
    }
    return input instanceof CallInput.Asked asked ? asked(asked.command()) : Step.of(this);
  }

  private Step inspected(CallInput.Inspected found, long now) {
    if (!found.exists()) {
      return on(LegEvent.ended(callee, Causes.NO_WORD), now);
    }
    return agent.equals(found.bridgedTo()) ? talking(now) : failed(Causes.NO_WORD, "system");
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
            .and(leg.parked() && state == State.OWN_PHONE ? ringCallee(now) : Step.of(this));
      case PARKED -> state == State.OWN_PHONE && event.answered() ? ringCallee(now) : Step.of(this);
      case BRIDGED -> state == State.BRIDGING ? talking(now) : Step.of(this);
      case ENDED, FAILED -> agentGone(leg, event.cause());
    };
  }

  private Step calleeMoved(LegEvent event, long now) {
    Leg leg = facts.legs().get(callee);
    return switch (event.kind()) {
      case CREATED, HELD, RETRIEVED, GATHERED -> Step.of(this);
      case RINGING -> new Step(this, tellCallee(leg, CallStep.RING));
      case ANSWERED -> calleeAnswered(leg);
      case PARKED -> state == State.CALLEE && event.answered() ? bridge() : Step.of(this);
      case BRIDGED -> state == State.BRIDGING ? talking(now) : Step.of(this);
      case ENDED, FAILED -> calleeGone(leg, event.cause());
    };
  }

  private Step ringCallee(long now) {
    Leg leg = Leg.of(callee, LegRole.CALLEE, destination.number(), destination.agentId(), now)
        .dialledBy(destination.limited() ? dialler() : null);
    CallFacts dialling = facts.with(leg);
    return Step.of(
        new DialledCall(dialling, times, State.CALLEE, agent, callee, destination),
        new Effect.PlayRingback(agent),
        new Effect.Originate(new Effect.Target(
            callee,
            LegRole.CALLEE,
            destination.dialString(),
            destination.callerId(),
            null,
            false,
            Variables.ofCallee(dialling, leg, agent, times))),
        new Effect.StartTimer(Timer.RING, callee, times.callee()));
  }

  private Step calleeAnswered(Leg leg) {
    Leg caller = facts.legs().get(agent);
    return Step.of(
            this,
            new Effect.StopTimer(Timer.RING, callee),
            new Effect.TellAgent(progress(caller, CallStep.CALLEE_ANSWER), agent))
        .then(tellCallee(leg, CallStep.ANSWER))
        .and(leg.parked() && state == State.CALLEE ? bridge() : Step.of(this));
  }

  private Step bridge() {
    return Step.of(
        in(State.BRIDGING),
        new Effect.Bridge(callee, agent),
        new Effect.StartTimer(Timer.BRIDGE, callee, times.bridge()));
  }

  private Step talking(long now) {
    Talk talk = Talk.begun(facts.bridged(now), times, Cast.of(callee, agent), attempts(), 0);
    return Step.of(talk, new Effect.StopTimer(Timer.BRIDGE, callee), new Effect.KeepLeg(agent));
  }

  private Step agentGone(Leg leg, String cause) {
    ErrorCode code = leg.answered() ? ErrorCode.OK : Causes.ofOwnPhone(cause);
    DialledCall ended = (DialledCall) in(State.CLEARING).withFacts(facts.ending(cause, "agent"));
    return facts
        .leg(callee)
        .filter(other -> !other.ended())
        .map(other -> ended.dropCallee(other, Causes.NORMAL_CLEARING))
        .orElse(Step.of(ended))
        .then(List.of(
            new Effect.StopTimer(Timer.RING, agent),
            new Effect.TellAgent(progress(leg, CallStep.ENDED, cause, code), agent)));
  }

  /** Before the talk the cause tells why it came to nothing; after it the callee just hung up. */
  private Step calleeGone(Leg leg, String cause) {
    String shown =
        leg.answered() || !cause.equals(Causes.NORMAL_CLEARING) ? cause : Causes.CALL_REJECTED;
    List<Effect> news = leg.agentId() == null
        ? List.of()
        : List.of(new Effect.TellAgent(progress(leg, CallStep.ENDED, cause, ErrorCode.OK), callee));
    return letAgentGo(shown, leg.answered() ? ErrorCode.OK : Causes.ofCallee(shown), "callee")
        .then(news);
  }

  private Step letAgentGo(String cause, ErrorCode code, String by) {
    DialledCall ended = (DialledCall) in(State.CLEARING).withFacts(facts.ending(cause, by));
    Leg leg = facts.legs().get(agent);
    return ended
        .letGo(agent, Causes.NORMAL_CLEARING, progress(leg, CallStep.ENDED, cause, code))
        .then(List.of(
            new Effect.StopTimer(Timer.RING, callee), new Effect.StopTimer(Timer.BRIDGE, callee)));
  }

  /** It will not come to a talk: both legs go. */
  private Step failed(String cause, String by) {
    Step agentGoes = letAgentGo(cause, Causes.ofCallee(cause), by);
    return facts
        .leg(callee)
        .filter(leg -> !leg.ended())
        .map(leg -> agentGoes.and(((DialledCall) agentGoes.call()).dropCallee(leg, cause)))
        .orElse(agentGoes);
  }

  /** An agent who is called internally is told when the phone is free again; a call missed so is no miss. */
  private Step dropCallee(Leg leg, String cause) {
    return letGo(
        leg.uuid(),
        cause.equals(Causes.NO_WORD) ? Causes.NORMAL_CLEARING : cause,
        leg.agentId() == null
            ? null
            : progress(leg, CallStep.ENDED, cause, Causes.ofRefusal(cause)));
  }

  private Step timeUp(CallInput.TimeUp time) {
    if (time.timer() == Timer.BRIDGE) {
      return state == State.BRIDGING
          ? Step.of(
              this,
              new Effect.Inspect(callee),
              new Effect.StartTimer(Timer.BRIDGE, callee, times.bridge()))
          : Step.of(this);
    }
    Optional<Leg> ringing = facts.leg(time.leg()).filter(leg -> !leg.answered() && !leg.ended());
    if (time.timer() != Timer.RING || state == State.CLEARING || ringing.isEmpty()) {
      return Step.of(this);
    }
    return time.leg().equals(agent)
        ? letAgentGo(Causes.NO_ANSWER, ErrorCode.PHONE_UNREACHABLE, "system")
        : failed(Causes.NO_ANSWER, "callee");
  }

  private Step asked(CallCommand command) {
    if (command instanceof CallCommand.Offhook off) {
      Leg leg = facts.legOf(off.agentId()).orElseThrow(() -> notNow("no call of yours"));
      if (leg.answered() || leg.ringingAt() == null) {
        throw notNow("nothing rings");
      }
      return Step.of(this, new Effect.PhoneTalk(leg.uuid()));
    }
    if (command instanceof CallCommand.HangUp up) {
      return hangUp(facts.legOf(up.agentId()).orElseThrow(() -> notNow("no call of yours")));
    }
    if (command instanceof CallCommand.Act act && act.act() == CallAct.REJECT) {
      Leg leg = facts.legOf(act.agentId()).orElseThrow(() -> notNow("no call of yours"));
      if (!leg.uuid().equals(callee) || leg.answered()) {
        throw notNow("nothing rings that could be rejected");
      }
      return hangUp(leg);
    }
    throw notNow("the call is not that far");
  }

  /** A leg that was not answered may not even exist yet: it is let go, so that it is ended again should it appear. */
  private Step hangUp(Leg leg) {
    if (leg.answered()) {
      return Step.of(
          this,
          new Effect.Kill(leg.uuid(), Causes.NORMAL_CLEARING),
          new Effect.StartTimer(Timer.END, leg.uuid(), times.legEnd()));
    }
    return leg.uuid().equals(agent)
        ? letAgentGo(Causes.ORIGINATOR_CANCEL, ErrorCode.OK, "agent")
        : failed(Causes.CALL_REJECTED, "callee");
  }

  private List<Effect> tellCallee(Leg leg, CallStep step) {
    return leg.agentId() == null
        ? List.of()
        : List.of(new Effect.TellAgent(progress(leg, step), callee));
  }

  private DialledCall in(State next) {
    return new DialledCall(facts, times, next, agent, callee, destination);
  }
}
