package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.call.CallInput.Timer;

/** A call under test: moved by what is written, it collects what it wants done. */
final class CallPlay {
  static final CallTimes TIMES = times(14_400_000, 3_600_000);
  static final TollConfig NO_LIMITS =
      new TollConfig(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, NumberRules.NONE);

  static final String CALLER = "7b1e0a52-54a2-4b4c-8d4e-0a4c1d7b0001";
  static final String AGENT = CallIds.offer(CALLER, 1);
  static final String SECOND_AGENT = CallIds.offer(CALLER, 2);
  /** Whom alice consults, or transfers the caller to. */
  static final String TARGET = CallIds.consult(CALLER, 2);
  /** Alice's phone when she is called back, the third and the fourth leg of the call. */
  static final String RENEWED = CallIds.recall(CALLER, 2);

  static final String BACK = CallIds.recall(CALLER, 3);
  static final String DIALLED = "7b1e0a52-54a2-4b4c-8d4e-0a4c1d7b0002";
  static final String OWN = CallIds.offer(DIALLED, 1);
  static final String CALLEE = CallIds.callee(DIALLED);

  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Effect> all = new ArrayList<>();
  private List<Effect> news = List.of();
  private CallModel call;
  private long nowMs = 1_000_000;

  private CallPlay(Step first) {
    names.put(CALLER, "caller");
    names.put(AGENT, "agent");
    names.put(SECOND_AGENT, "agent2");
    names.put(TARGET, "target");
    names.put(RENEWED, "renewed");
    names.put(BACK, "back");
    names.put(OWN, "own");
    names.put(CALLEE, "callee");
    take(first);
  }

  static CallPlay of(Step first) {
    return new CallPlay(first);
  }

  static CallTimes times(long longestCallMs, long outsideToOutsideMs) {
    return new CallTimes(20_000, 60_000, 500, 100, 2_000, longestCallMs, outsideToOutsideMs);
  }

  /** A caller to support who is answered and hears music. */
  static CallPlay waiting() {
    return waiting(TIMES);
  }

  private static CallPlay waiting(CallTimes times) {
    CallOrigin origin = new CallOrigin(
        CALLER,
        "fs1",
        Direction.INBOUND,
        "13800001111",
        "Bob",
        "7001",
        new QueueRef("1", "support"),
        true,
        Map.of(),
        1_000_000);
    Leg leg = Leg.of(CALLER, LegRole.CALLER, "13800001111", null, 1_000_000).answered(1_000_000);
    return of(Step.of(QueuedCall.waiting(CallFacts.of(origin, leg), times, CALLER, 0)));
  }

  /** The call is offered to alice. */
  static CallPlay offered() {
    return waiting().ask(ring("alice", 1));
  }

  static CallPlay ringing() {
    return offered().on("CREATED", AGENT).on("RINGING", AGENT);
  }

  static CallPlay answered() {
    return ringing().on("ANSWERED", AGENT);
  }

  static CallPlay bridging() {
    return answered().on("PARKED", AGENT);
  }

  /** For a second already. */
  static CallPlay talking() {
    return bridging().bridged(CALLER, AGENT).later(1_000);
  }

  /** As {@link #talking()}. */
  static CallPlay talking(CallTimes times) {
    return waiting(times)
        .ask(ring("alice", 1))
        .on("ANSWERED", AGENT)
        .on("PARKED", AGENT)
        .bridged(CALLER, AGENT)
        .later(1_000);
  }

  /** Alice, 1001, calls 1002, who is bob. */
  static CallPlay dialling() {
    return dialling(Destination.extension("1002", "bob", "1001"));
  }

  static CallPlay dialling(Destination to) {
    CallOrigin origin = new CallOrigin(
        DIALLED,
        "fs1",
        to.internal() ? Direction.INTERNAL : Direction.OUTBOUND,
        "1001",
        null,
        to.number(),
        null,
        false,
        Map.of(),
        1_000_000);
    Leg own = Leg.of(OWN, LegRole.AGENT, "1001", "alice", 1_000_000);
    return of(DialledCall.begin(origin, TIMES, own, to, true));
  }

  static CallCommand.Ring ring(String agentId, int attempt) {
    return new CallCommand.Ring(CALLER, CallIds.offer(CALLER, attempt), agentId, "1001", 15_000);
  }

  CallPlay name(String uuid, String name) {
    names.put(uuid, name);
    return this;
  }

  /** @param kind one that goes without a peer or cause; the channel is answered by then */
  CallPlay on(String kind, String leg) {
    return take(new LegEvent(LegEvent.Kind.valueOf(kind), leg, null, true, null));
  }

  CallPlay parkedEarly(String leg) {
    return take(new LegEvent(LegEvent.Kind.PARKED, leg, null, false, null));
  }

  CallPlay bridged(String leg, String peer) {
    return take(new LegEvent(LegEvent.Kind.BRIDGED, leg, peer, true, null));
  }

  CallPlay ended(String leg, String cause) {
    return take(LegEvent.ended(leg, cause));
  }

  CallPlay failed(String leg, String cause) {
    return take(new LegEvent(LegEvent.Kind.FAILED, leg, null, false, cause));
  }

  CallPlay ask(CallCommand command) {
    return take(new CallInput.Asked(command));
  }

  CallPlay hangUp(String agentId) {
    return ask(new CallCommand.HangUp(call.facts().callId(), agentId));
  }

  CallPlay offhook(String agentId) {
    return ask(new CallCommand.Offhook(call.facts().callId(), agentId));
  }

  CallPlay act(String agentId, CallAct act) {
    return act(agentId, act, null);
  }

  CallPlay act(String agentId, CallAct act, String argument) {
    return ask(new CallCommand.Act(call.facts().callId(), agentId, act, argument));
  }

  /** Bob, 1002. */
  CallPlay consult(String agentId) {
    return consult(agentId, Destination.extension("1002", "bob", "1001"));
  }

  CallPlay consult(String agentId, Destination to) {
    return take(new CallInput.Call(agentId, to, false));
  }

  /** To bob, 1002. */
  CallPlay transfer(String agentId) {
    return transfer(agentId, Destination.extension("1002", "bob", "1001"));
  }

  CallPlay transfer(String agentId, Destination to) {
    return take(new CallInput.Call(agentId, to, true));
  }

  CallPlay timeUp(Timer timer, String leg) {
    return take(new CallInput.TimeUp(timer, leg));
  }

  CallPlay take(CallInput input) {
    return take(call.on(input, nowMs));
  }

  CallPlay later(long ms) {
    nowMs += ms;
    return this;
  }

  CallPlay at(long ms) {
    nowMs = ms;
    return this;
  }

  private CallPlay take(Step step) {
    call = step.call();
    news = step.effects();
    all.addAll(news);
    return this;
  }

  /** What the last input led to. */
  CallPlay does(String... deeds) {
    assertThat(deeds()).containsExactly(deeds);
    return this;
  }

  CallPlay doesNothing() {
    return does();
  }

  List<String> deeds() {
    return Deeds.of(news, names);
  }

  /** From the beginning. */
  List<String> allDeeds() {
    return Deeds.of(all, names);
  }

  List<Effect> allEffects() {
    return List.copyOf(all);
  }

  List<Effect> effects() {
    return news;
  }

  <E extends Effect> Optional<E> effect(Class<E> type) {
    return news.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  String named(String uuid) {
    return names.getOrDefault(uuid, uuid);
  }

  CallModel call() {
    return call;
  }

  long nowMs() {
    return nowMs;
  }
}
