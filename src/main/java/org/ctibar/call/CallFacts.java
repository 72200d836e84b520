package org.ctibar.call;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallView.QueueRef;

/**
 * What every call has, whoever began it.
 *
 * @param legs by uuid, in order of their making, also those that ended
 * @param farewells legs whose end decides nothing any more, and what their agents are told then
 * @param bridgedAt when two parties first talked, ms since 1970; null until then
 * @param cause why the call ended; null while nobody ended it
 * @param endedBy {@code caller}, {@code agent}, {@code callee} or {@code system}
 * @param reason why the call goes back to an agent, as {@link org.ctibar.bus.agent.CallView} has it; null for a new one
 */
record CallFacts(
    CallOrigin origin,
    Map<String, Leg> legs,
    Map<String, Optional<CallProgress>> farewells,
    Long bridgedAt,
    String cause,
    String endedBy,
    String reason) {

  static final String TRANSFER_FAILED = "transfer_failed";
  static final String AGENT_LOST = "agent_lost";
  /** A supervisor let the caller go before the others. */
  static final String PREFERRED = "preferred";

  static CallFacts of(CallOrigin origin, Leg first) {
    return new CallFacts(origin, Map.of(first.uuid(), first), Map.of(), null, null, null, null);
  }

  String callId() {
    return origin.callId();
  }

  Optional<Leg> leg(String uuid) {
    return Optional.ofNullable(legs.get(uuid));
  }

  /** The leg through which this agent takes part now. */
  Optional<Leg> legOf(String agentId) {
    return livingLegs().stream()
        .filter(leg -> agentId.equals(leg.agentId()) && !farewells.containsKey(leg.uuid()))
        .findFirst();
  }

  Collection<Leg> livingLegs() {
    return legs.values().stream().filter(leg -> !leg.ended()).toList();
  }

  CallFacts with(Leg leg) {
    return new CallFacts(
        origin, put(legs, leg.uuid(), leg), farewells, bridgedAt, cause, endedBy, reason);
  }

  /** The times and causes of a leg, as its events come. */
  CallFacts seen(LegEvent event, long now) {
    return leg(event.leg()).map(leg -> with(moved(leg, event, now))).orElse(this);
  }

  CallFacts bridged(long now) {
    return bridgedAt != null
        ? this
        : new CallFacts(origin, legs, farewells, now, cause, endedBy, reason);
  }

  /** The bridge fell at once: that was no talk. */
  CallFacts neverTalked() {
    return new CallFacts(origin, legs, farewells, null, cause, endedBy, reason);
  }

  /** The first reason stands. */
  CallFacts ending(String why, String by) {
    return cause != null
        ? this
        : new CallFacts(origin, legs, farewells, bridgedAt, why, by, reason);
  }

  CallFacts in(QueueRef queue) {
    return new CallFacts(origin.in(queue), legs, farewells, bridgedAt, cause, endedBy, reason);
  }

  CallFacts comingBack(String why) {
    return new CallFacts(origin, legs, farewells, bridgedAt, cause, endedBy, why);
  }

  /** From now on the end of this leg only tells its agent {@code news}, if any. */
  CallFacts farewell(String leg, Optional<CallProgress> news) {
    return farewells.containsKey(leg)
        ? this
        : new CallFacts(origin, legs, put(farewells, leg, news), bridgedAt, cause, endedBy, reason);
  }

  private static Leg moved(Leg leg, LegEvent event, long now) {
    return switch (event.kind()) {
      case RINGING -> leg.ringing(now);
      case ANSWERED -> leg.answered(now);
      case ENDED, FAILED -> leg.ended(now, event.cause());
      case PARKED -> leg.park();
      case CREATED, BRIDGED, HELD, RETRIEVED, GATHERED -> leg;
    };
  }

  private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return Collections.unmodifiableMap(changed);
  }
}
