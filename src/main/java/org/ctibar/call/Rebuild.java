package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.HostileText;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls made again from what the switch remembers of them, after we were away. Only {@code bridge_to} tells who talks
 * now; every other name of a partner goes stale.
 */
final class Rebuild {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

  private final Map<String, ChannelSnapshot> channels;
  private final String switchId;
  private final SwitchOwner.Tools tools;
  private final long now;

  private Rebuild(List<ChannelSnapshot> unknown, String switchId, SwitchOwner.Tools tools) {
    this.channels =
        unknown.stream().collect(Collectors.toMap(ChannelSnapshot::uuid, Function.identity()));
    this.switchId = switchId;
    this.tools = tools;
    this.now = tools.clock().millis();
  }

  /** @param unknown channels that carry our variables and belong to no call we know */
  static Rebuild of(List<ChannelSnapshot> unknown, String switchId, SwitchOwner.Tools tools) {
    return new Rebuild(unknown, switchId, tools);
  }

  /** Callers, talks of agents, and the ends of what cannot go on. A leg that is in none of them is nobody's. */
  List<Step> calls() {
    List<Step> calls = new ArrayList<>();
    all(LegRole.CALLER).forEach(c -> caller(c).ifPresent(calls::add));
    all(LegRole.CALLEE).forEach(c -> dialled(c).ifPresent(calls::add));
    all(LegRole.AGENT).forEach(c -> {
      if (calls.stream().noneMatch(step -> step.call().facts().leg(c.uuid()).isPresent())) {
        remains(c).ifPresent(calls::add);
      }
    });
    if (!channels.isEmpty()) {
      LOG.info(
          "Calls were rebuilt from the switch switch={} channels={} calls={}",
          switchId,
          channels.size(),
          calls.size());
    }
    return calls;
  }

  /** Talking goes on; anything else begins again as waiting, at the old place. */
  private Optional<Step> caller(ChannelSnapshot customer) {
    Optional<Group> group = Optional.ofNullable(customer.variable(Variables.QUEUE))
        .flatMap(tools.directory().current()::group);
    return group.map(g -> {
      CallOrigin origin =
          origin(customer, Direction.INBOUND, new QueueRef(g.id(), g.name()), asr(customer, g));
      Leg caller = leg(customer, LegRole.CALLER, origin.from());
      CallFacts facts = CallFacts.of(origin, caller);
      int attempts = unused(origin.callId(), (int) number(customer, Variables.ATTEMPTS, 0));
      ChannelSnapshot agent = partner(customer);
      return agent == null
          ? withoutOffers(waiting(facts, customer, attempts))
          : talking(facts, customer, agent, attempts);
    });
  }

  private boolean asr(ChannelSnapshot customer, Group group) {
    return tools
        .directory()
        .current()
        .route(Arrival.number(customer.dump().destinationNumber()))
        .flatMap(NumberRoute::enableAsr)
        .orElse(group.enableAsr());
  }

  /** The switch refuses to make a leg with the name of one that lives. */
  private int unused(String callId, int attempts) {
    int next = attempts;
    while (channels.containsKey(CallIds.offer(callId, next + 1))) {
      next++;
    }
    return next;
  }

  private Step waiting(CallFacts facts, ChannelSnapshot customer, int attempts) {
    QueuedCall call = QueuedCall.waiting(facts, tools.config().times(), customer.uuid(), attempts);
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.SetVariables(customer.uuid(), Map.of(Variables.STATE, "waiting")));
    if (!customer.playing()) {
      effects.add(new Effect.PlayMusic(customer.uuid()));
    }
    lastOffer(facts, customer, OfferOutcome.LOST_AT_BRIDGE).ifPresent(effects::add);
    effects.add(
        new Effect.TellQueue(facts.origin().queue().id(), QueuedCall.enqueue(facts, attempts)));
    return new Step(call, effects);
  }

  /** Who rang the phone is gone, so nobody would hear that it was answered. */
  private Step withoutOffers(Step waiting) {
    Step step = waiting;
    for (ChannelSnapshot channel : all(LegRole.AGENT)) {
      if (waiting.call().facts().callId().equals(channel.variable(Variables.CALL))) {
        Leg leg = leg(channel, LegRole.AGENT, extension(channel));
        CallModel call = step.call().withFacts(step.call().facts().with(leg));
        CallStep news = channel.answered() ? CallStep.ENDED : CallStep.WITHDRAWN;
        step = step.and(call.letGo(
            leg.uuid(),
            Causes.ORIGINATOR_CANCEL,
            call.progress(leg, news, Causes.ORIGINATOR_CANCEL, ErrorCode.OK)));
      }
    }
    return step;
  }

  /** An agent's leg whose call is over, or never came to a talk: it goes, and the agent is told. */
  private Optional<Step> remains(ChannelSnapshot channel) {
    Optional<QueueRef> queue = Optional.ofNullable(channel.variable(Variables.QUEUE))
        .flatMap(tools.directory().current()::group)
        .map(group -> new QueueRef(group.id(), group.name()));
    Leg own = leg(channel, LegRole.AGENT, extension(channel));
    if (own.agentId() == null) {
      return Optional.empty();
    }
    Direction direction = queue.isPresent() ? Direction.INBOUND : Direction.OUTBOUND;
    CallOrigin origin = origin(channel, direction, queue.orElse(null), false);
    CallFacts facts = CallFacts.of(origin, own).ending(Causes.NO_WORD, "system");
    String other = CallIds.callee(origin.callId());
    for (ChannelSnapshot callee : all(LegRole.CALLEE)) {
      if (callee.uuid().equals(other)) {
        facts = facts.with(leg(callee, LegRole.CALLEE, extension(callee)));
      }
    }
    return Optional.of(ended(DialledCall.clearing(facts, tools.config().times(), own, other)));
  }

  private static Step ended(CallModel call) {
    Step step = Step.of(call);
    for (Leg leg : call.facts().livingLegs()) {
      step = step.and(step.call()
          .letGo(
              leg.uuid(),
              Causes.NORMAL_CLEARING,
              leg.agentId() == null
                  ? null
                  : call.progress(leg, CallStep.ENDED, Causes.NO_WORD, ErrorCode.OK)));
    }
    return step;
  }

  private List<ChannelSnapshot> all(LegRole role) {
    return channels.values().stream().filter(channel -> is(channel, role)).toList();
  }

  private static String extension(ChannelSnapshot channel) {
    return channel.dump().destinationNumber();
  }

  /** A queue that still waits for the outcome of an offer is told; any other knows better. */
  private static Optional<Effect> lastOffer(
      CallFacts facts, ChannelSnapshot customer, OfferOutcome outcome) {
    String offerId = customer.variable(Variables.OFFER);
    String agent = customer.variable(Variables.AGENT);
    return offerId == null || agent == null
        ? Optional.empty()
        : Optional.of(new Effect.TellQueue(
            facts.origin().queue().id(),
            new QueueCommand.OfferEnded(
                facts.callId(), offerId, Variables.decoded(agent), outcome)));
  }

  private Step talking(
      CallFacts facts, ChannelSnapshot customer, ChannelSnapshot agent, int attempts) {
    Leg leg = leg(agent, roleInTalk(agent), extension(agent));
    CallFacts both = facts.with(leg).bridged(bridgedAt(customer));
    Cast cast = Cast.of(customer.uuid(), leg.uuid());
    Talk call = Talk.begun(both, tools.config().times(), cast, attempts, 0);
    return Step.of(
            call,
            new Effect.KeepLeg(leg.uuid()),
            new Effect.TellAgent(call.progress(leg, CallStep.ANSWER), leg.uuid()))
        .then(lastOffer(facts, customer, OfferOutcome.ANSWERED).stream().toList());
  }

  private Optional<Step> dialled(ChannelSnapshot callee) {
    ChannelSnapshot agent = partner(callee);
    if (agent == null) {
      return Optional.empty();
    }
    Leg own = leg(agent, LegRole.OWN, extension(agent));
    Leg other = leg(callee, LegRole.CALLEE, extension(callee));
    Direction direction = other.agentId() == null ? Direction.OUTBOUND : Direction.INTERNAL;
    CallOrigin seen = origin(callee, direction, null, false);
    CallOrigin origin = new CallOrigin(
        seen.callId(),
        switchId,
        direction,
        own.number(),
        null,
        other.number(),
        null,
        false,
        seen.data(),
        seen.startedAt());
    CallFacts facts = CallFacts.of(origin, own).with(other).bridged(bridgedAt(callee));
    return Optional.of(talking(
        Talk.begun(facts, tools.config().times(), Cast.of(other.uuid(), own.uuid()), 1, 0)));
  }

  /** Whoever restored the agents meanwhile may not know that they talk. */
  private static Step talking(Talk call) {
    Leg own = call.leg(call.cast().agent());
    Leg other = call.leg(call.cast().customer());
    Step told = Step.of(
        call,
        new Effect.KeepLeg(own.uuid()),
        new Effect.TellAgent(call.progress(own, CallStep.ANSWER), own.uuid()),
        new Effect.TellAgent(call.progress(own, CallStep.CALLEE_ANSWER), own.uuid()));
    return other.agentId() == null
        ? told
        : told.then(
            List.of(new Effect.TellAgent(call.progress(other, CallStep.ANSWER), other.uuid())));
  }

  /** Only whom a queue offered the call knows it by an offer. */
  private static LegRole roleInTalk(ChannelSnapshot agent) {
    return agent.uuid().equals(agent.variable(Variables.OFFER)) ? LegRole.AGENT : LegRole.OWN;
  }

  private ChannelSnapshot partner(ChannelSnapshot channel) {
    return channel.bridgedTo() == null ? null : channels.get(channel.bridgedTo());
  }

  private CallOrigin origin(
      ChannelSnapshot channel, Direction direction, QueueRef queue, boolean enableAsr) {
    String name = HostileText.cleanName(channel.dump().callerName());
    return new CallOrigin(
        channel.variable(Variables.CALL),
        switchId,
        direction,
        Arrival.number(channel.dump().callerNumber()),
        name.isEmpty() ? null : name,
        Arrival.number(channel.dump().destinationNumber()),
        queue,
        enableAsr,
        Variables.data(channel.variable(Variables.DATA)),
        number(channel, Variables.SINCE, createdAt(channel)));
  }

  private Leg leg(ChannelSnapshot channel, LegRole role, String number) {
    String agent = channel.variable(Variables.AGENT);
    String agentId = role == LegRole.CALLER || agent == null ? null : Variables.decoded(agent);
    Leg leg = Leg.of(channel.uuid(), role, Arrival.number(number), agentId, createdAt(channel));
    return channel.answered()
        ? leg.answered(time(channel, "Caller-Channel-Answered-Time", now))
        : leg;
  }

  private long createdAt(ChannelSnapshot channel) {
    return time(channel, "Caller-Channel-Created-Time", now);
  }

  private long bridgedAt(ChannelSnapshot channel) {
    return time(channel, "Caller-Channel-Bridged-Time", now);
  }

  /** The switch counts microseconds, and 0 is never. */
  private static long time(ChannelSnapshot channel, String header, long otherwise) {
    long ms = whole(channel.header(header), 0) / 1_000;
    return ms > 0 ? ms : otherwise;
  }

  private static boolean is(ChannelSnapshot channel, LegRole role) {
    return role.wireName().equals(channel.variable(Variables.ROLE))
        && channel.variable(Variables.CALL) != null;
  }

  private static long number(ChannelSnapshot channel, String variable, long otherwise) {
    return whole(channel.variable(variable), otherwise);
  }

  private static long whole(String value, long otherwise) {
    return value != null && value.matches("[0-9]{1,18}") ? Long.parseLong(value) : otherwise;
  }
}
