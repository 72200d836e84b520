package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.store.Group;

/** A caller of a skill group who is found: in a plain talk, offered to somebody, or waiting at the old place. Pure. */
final class FoundCaller {
  private final Found found;
  private final ChannelSnapshot customer;
  private final Group group;
  private final CallFacts facts;
  private final int attempts;

  private FoundCaller(Found found, ChannelSnapshot customer, Group group) {
    this.found = found;
    this.customer = customer;
    this.group = group;
    CallOrigin origin = found.origin(
        customer,
        Direction.INBOUND,
        new QueueRef(group.id(), group.name()),
        found.asr(customer, group));
    this.facts = withThePast(CallFacts.of(origin, found.leg(customer, LegRole.CALLER)));
    this.attempts = (int) Found.number(customer, Variables.ATTEMPTS, 0);
  }

  static Optional<Step> in(Found found) {
    return found
        .first(LegRole.CALLER)
        .flatMap(c -> found.group(c).map(group -> new FoundCaller(found, c, group).step()));
  }

  private Step step() {
    Optional<ChannelSnapshot> agent = found.partner(customer);
    if (agent.isPresent()) {
      return others(talking(agent.get()));
    }
    Optional<ChannelSnapshot> offered = offered();
    return others(offered.isPresent() ? offering(offered.get()) : waiting());
  }

  /** Who talked before waits with that behind them. */
  private CallFacts withThePast(CallFacts plain) {
    String reason = customer.variable(Variables.REASON);
    CallFacts back = reason == null || reason.isEmpty() ? plain : plain.comingBack(reason);
    Long talked = Memo.read(customer.variable(Variables.TALK))
        .map(Memo::bridgedAt)
        .or(() -> Optional.ofNullable(customer.variable(Variables.TALKED)).map(Long::valueOf))
        .orElse(null);
    return talked == null ? back : back.bridged(talked);
  }

  private Optional<ChannelSnapshot> offered() {
    return found
        .channel(customer.variable(Variables.OFFER))
        .filter(channel -> "ringing".equals(customer.variable(Variables.STATE)))
        .filter(channel -> channel.variable(Variables.AGENT) != null);
  }

  private Step talking(ChannelSnapshot agent) {
    Leg leg = found.leg(agent, Remains.role(agent));
    Long since = found.bridgedAt(customer);
    CallFacts both = facts.with(leg).bridged(since == null ? found.now() : since);
    Talk call = Talk.begun(both, found.times(), Cast.of(customer.uuid(), leg.uuid()), attempts, 0);
    List<Effect> kept = leg.agentId() == null ? List.of() : List.of(new Effect.KeepLeg(leg.uuid()));
    return new Step(call, kept)
        .then(List.of(new Effect.SetVariables(customer.uuid(), Map.of(Variables.STATE, "talking"))))
        .then(FoundTalk.news(call))
        .then(outcome(OfferOutcome.ANSWERED));
  }

  /** The phone rings on, or was answered meanwhile. */
  private Step offering(ChannelSnapshot phone) {
    Leg leg = found.ringing(phone, LegRole.AGENT);
    QueuedCall waits =
        QueuedCall.waiting(facts, found.times(), customer.uuid(), attempts).offered(leg, attempts);
    List<Effect> effects = new ArrayList<>(music());
    effects.add(
        new Effect.StartTimer(Timer.RING, leg.uuid(), found.ringsOn(leg, group.ringTimeoutMs())));
    waits.stillWaits().ifPresent(effects::add);
    Step step = new Step(waits, effects);
    for (LegEvent event : LegEvent.seenOn(phone)) {
      step = step.and(step.call().on(event, found.now()));
    }
    return step;
  }

  private Step waiting() {
    QueuedCall call = QueuedCall.waiting(facts, found.times(), customer.uuid(), unused(attempts));
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.SetVariables(
        customer.uuid(), Map.of(Variables.STATE, "waiting", Variables.TALK, "")));
    effects.addAll(music());
    effects.addAll(outcome(OfferOutcome.LOST_AT_BRIDGE));
    effects.add(call.tellQueue(QueuedCall.enqueue(facts, call.attempts())));
    return new Step(call, effects);
  }

  private List<Effect> music() {
    return customer.playing() ? List.of() : List.of(new Effect.PlayMusic(customer.uuid()));
  }

  /** The switch refuses to make a leg with the name of one that lives. */
  private int unused(int made) {
    int next = made;
    while (found.channel(CallIds.offer(facts.callId(), next + 1)).isPresent()) {
      next++;
    }
    return next;
  }

  /** A queue that still waits for the outcome of an offer is told; any other knows better. */
  private List<Effect> outcome(OfferOutcome outcome) {
    String offerId = customer.variable(Variables.OFFER);
    String agent = customer.variable(Variables.AGENT);
    return offerId == null || agent == null
        ? List.of()
        : List.of(new Effect.TellQueue(
            group.id(),
            new QueueCommand.OfferEnded(
                facts.callId(), offerId, Variables.decoded(agent), outcome)));
  }

  /** Phones of earlier offers, or of a talk that is over. */
  private Step others(Step begun) {
    Step step = begun;
    for (ChannelSnapshot channel : found.all()) {
      if (step.call().facts().leg(channel.uuid()).isEmpty()) {
        Leg leg = found.leg(channel, Remains.role(channel));
        CallModel call = step.call().withFacts(step.call().facts().with(leg));
        step = step.and(Remains.letGo(call, leg, Causes.ORIGINATOR_CANCEL));
      }
    }
    return step;
  }
}
