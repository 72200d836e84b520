package org.ctibar.call;

import java.util.List;
import java.util.Optional;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.call.Direction;

/** A call, folded from what the switch reported and what was asked. Immutable and pure. */
sealed interface CallModel permits QueuedCall, DialledCall, Talk, PhoneCall {
  CallFacts facts();

  CallModel withFacts(CallFacts facts);

  CallTimes times();

  /** Names of offers that are used up. */
  int attempts();

  /** This agent answered, or was answered, and the bridge is not reported yet. */
  default boolean aboutToTalk(String agentId) {
    return false;
  }

  /** An event of a leg that still matters, an answer of the switch, a timer or a command. */
  Step decide(CallInput input, long nowMs);

  /**
   * @param nowMs ms since 1970
   * @return the call after the input; news that change nothing leave it as it is
   * @throws CtiException NOT_ALLOWED_NOW or NOT_FOUND for a command that does not fit
   */
  default Step on(CallInput input, long nowMs) {
    if (input instanceof CallInput.TimeUp time && time.timer() == CallInput.Timer.END) {
      return facts().leg(time.leg()).filter(leg -> !leg.ended()).isPresent()
          ? on(LegEvent.ended(time.leg(), Causes.NO_WORD), nowMs)
          : Step.of(this);
    }
    Optional<Step> supervised = Supervision.of(this, input);
    if (supervised.isPresent()) {
      return supervised.get();
    }
    boolean leadsAway = input instanceof CallInput.Call
        || input instanceof CallInput.SendTo
        || input instanceof CallInput.TakeOver;
    if (leadsAway && !(this instanceof Talk)) {
      throw notNow("nobody talks whom the call could be taken from");
    }
    if (!(input instanceof LegEvent event)) {
      return finishIfOver(decide(input, nowMs));
    }
    Optional<Leg> leg = facts().leg(event.leg());
    if (leg.isEmpty() || tellsNothingNew(leg.get(), event.kind())) {
      return Step.of(this);
    }
    if (leg.get().ended()) {
      return event.stirs() ? Step.of(this, killed(event.leg())) : Step.of(this);
    }
    if (event.showsAnswer() && !leg.get().answered()) {
      Step answered = on(event.asAnswer(), nowMs);
      return answered.and(answered.call().on(event, nowMs));
    }
    CallModel seen = withFacts(facts().seen(event, nowMs));
    Optional<CallProgress> farewell = facts().farewells().get(event.leg());
    return finishIfOver(
        farewell == null ? seen.decide(event, nowMs) : seen.leaving(event, farewell));
  }

  private static boolean tellsNothingNew(Leg leg, LegEvent.Kind news) {
    return !leg.ended()
        && (news == LegEvent.Kind.RINGING && leg.stirred()
            || news == LegEvent.Kind.ANSWERED && leg.answered());
  }

  /** A cancel may come before its channel exists, and an answer may cross it: what still stirs is ended again. */
  private Step leaving(LegEvent event, Optional<CallProgress> farewell) {
    return switch (event.kind()) {
      case CREATED, ANSWERED, PARKED -> Step.of(this, killed(event.leg()));
      case RINGING, BRIDGED, HELD, RETRIEVED, GATHERED -> Step.of(this);
      case ENDED, FAILED -> new Step(this, parting(event.leg(), farewell));
    };
  }

  private static Effect killed(String leg) {
    return new Effect.Kill(leg, Causes.NORMAL_CLEARING);
  }

  private static List<Effect> parting(String leg, Optional<CallProgress> farewell) {
    Effect silence = new Effect.StopTimer(CallInput.Timer.END, leg);
    return farewell
        .<List<Effect>>map(news -> List.of(silence, new Effect.TellAgent(news, leg)))
        .orElse(List.of(silence));
  }

  private static Step finishIfOver(Step step) {
    boolean over = step.call().facts().livingLegs().isEmpty()
        && step.effects().stream().noneMatch(Effect.Finish.class::isInstance);
    return over ? step.then(List.of(new Effect.Finish())) : step;
  }

  /** Ends a leg; its agent is told {@code news} when the switch has reported the end. */
  default Step letGo(String leg, String cause, CallProgress news) {
    CallFacts without = facts().farewell(leg, Optional.ofNullable(news));
    return Step.of(
        withFacts(without),
        new Effect.Kill(leg, cause),
        new Effect.StartTimer(CallInput.Timer.END, leg, times().legEnd()));
  }

  /** The call as the agent of this leg sees it. */
  default CallView viewOf(Leg leg) {
    CallOrigin o = facts().origin();
    boolean called = leg.role() == LegRole.CALLEE || o.direction() == Direction.INBOUND;
    return new CallView(
        o.callId(),
        o.switchId(),
        leg.uuid(),
        o.direction(),
        called ? o.from() : o.to(),
        called ? o.fromName() : null,
        o.enableAsr(),
        o.queue(),
        o.data(),
        facts().reason(),
        null);
  }

  default CallProgress progress(Leg leg, CallStep step) {
    return progress(leg, step, null, null);
  }

  default CallProgress progress(Leg leg, CallStep step, String cause, ErrorCode code) {
    String offerId = leg.role() == LegRole.AGENT ? leg.uuid() : null;
    return new CallProgress(leg.agentId(), step, offerId, viewOf(leg), cause, code);
  }

  default CtiException notNow(String what) {
    return new CtiException(ErrorCode.NOT_ALLOWED_NOW, what);
  }
}
