package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.DialledCall.State;
import org.ctibar.esl.ChannelSnapshot;

/** A call that an agent made, or was making, and that is found. Pure. */
final class FoundDial {
  private final Found found;
  private final ChannelSnapshot own;
  private final Optional<DialMemo> memo;
  private final Optional<ChannelSnapshot> callee;

  private FoundDial(Found found, ChannelSnapshot own) {
    this.found = found;
    this.own = own;
    this.memo = DialMemo.read(own.variable(Variables.DIAL));
    this.callee = found.channel(CallIds.callee(own.variable(Variables.CALL)));
  }

  static Optional<Step> in(Found found) {
    return found.all(LegRole.OWN).stream()
        .filter(channel -> channel.variable(Variables.AGENT) != null)
        .findFirst()
        .flatMap(own -> new FoundDial(found, own).step());
  }

  private Optional<Step> step() {
    if (callee.flatMap(found::partner).filter(own::equals).isPresent()) {
      return Optional.of(talking(callee.get()));
    }
    return memo.map(this::goesOn);
  }

  private Step talking(ChannelSnapshot other) {
    Leg called = found.leg(other, LegRole.CALLEE);
    Leg leg = found.leg(own, LegRole.OWN);
    Long since = found.bridgedAt(other);
    CallFacts facts = CallFacts.of(origin(called, leg), leg)
        .with(called)
        .bridged(since == null ? found.now() : since);
    Talk talk = Talk.begun(facts, found.times(), Cast.of(called.uuid(), leg.uuid()), 1, 0);
    return Step.of(talk, new Effect.KeepLeg(leg.uuid())).then(FoundTalk.news(talk));
  }

  private CallOrigin origin(Leg called, Leg leg) {
    CallOrigin seen = found.origin(own, Direction.OUTBOUND, null, false);
    return memo.map(m -> m.origin().with(found.data()))
        .orElseGet(() -> new CallOrigin(
            seen.callId(),
            seen.switchId(),
            called.agentId() == null ? Direction.OUTBOUND : Direction.INTERNAL,
            leg.number(),
            null,
            called.number(),
            null,
            false,
            seen.data(),
            seen.startedAt()));
  }

  /** A callee who is not there is rung, perhaps once more: the switch refuses a name that lives. */
  private Step goesOn(DialMemo dial) {
    String calleeId = CallIds.callee(dial.origin().callId());
    Leg phone = callee.isPresent() ? found.leg(own, LegRole.OWN) : found.ringing(own, LegRole.OWN);
    CallFacts facts = CallFacts.of(dial.origin().with(found.data()), phone);
    Optional<Leg> called = callee.map(c -> found.ringing(c, LegRole.CALLEE));
    DialledCall call = new DialledCall(
        called.map(facts::with).orElse(facts),
        found.times(),
        callee.isPresent() ? State.CALLEE : State.OWN_PHONE,
        own.uuid(),
        calleeId,
        dial.destination());
    Leg rings = called.orElse(phone);
    long most = callee.isPresent() ? found.times().callee() : found.times().ownPhone();
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.StartTimer(Timer.RING, rings.uuid(), found.ringsOn(rings, most)));
    if (callee.isEmpty() && own.playing()) {
      effects.add(new Effect.StopMedia(own.uuid()));
    }
    Step step = new Step(call, effects);
    for (LegEvent event : LegEvent.seenOn(callee.orElse(own))) {
      step = step.and(step.call().on(event, found.now()));
    }
    return step;
  }
}
