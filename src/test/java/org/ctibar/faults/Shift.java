package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.ctibar.simulator.CallerSpec;

/** Agents at work in a fleet, and those who call them. */
final class Shift implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);
  /** To look is to ask nodes and switch: more often than this would keep them from work. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Of the demonstration's agents, those whose phones can be relied on. */
  static final int RELIABLE = 46;

  private static final int HIRED_FROM = 51;

  final Fleet fleet;
  final List<Agent> agents = new ArrayList<>();
  private final Set<String> calls = new HashSet<>();
  /** Their phones ring for calls of others. */
  private final Set<Agent> consulted = new HashSet<>();

  Shift(int nodes) throws Exception {
    this(new Fleet(nodes));
  }

  Shift(Fleet fleet) {
    this.fleet = fleet;
    Awaitility.setDefaultPollInterval(LOOK_AGAIN);
  }

  /** @param nodes at which the pages are, in turn */
  void begin(int count, int... nodes) {
    for (int i = 0; i < count; i++) {
      Agent agent = new Agent(fleet, user(i));
      agents.add(agent);
      agent.begin(fleet.node(nodes[i % nodes.length]));
    }
    allAreSignedIn();
  }

  /** The last phones of the demonstration are busy, silent or not there. */
  private static String user(int index) {
    if (index == 0) {
      return "admin";
    }
    return "agent" + (index < RELIABLE ? index + 1 : index - RELIABLE + HIRED_FROM);
  }

  void allAreSignedIn() {
    await().atMost(SOON).until(() -> agents.stream().allMatch(Agent::isSignedIn));
  }

  List<String> everybodyTalks() {
    return theyTalk(agents);
  }

  List<String> theyTalk(List<Agent> some) {
    some.forEach(Agent::ready);
    List<String> talking = some.stream().map(agent -> caller()).toList();
    try {
      await().atMost(SOON).until(() -> talking.stream().allMatch(this::talks));
    } catch (ConditionTimeoutException e) {
      String idle = some.stream()
          .filter(agent -> !"TALKING".equals(agent.work()))
          .map(agent -> agent.user() + " " + agent.look())
          .collect(Collectors.joining("\n"));
      throw new AssertionError("not all talk:\n" + idle, e);
    }
    return talking;
  }

  /** Their phones ring, and nobody answers. */
  List<String> theyLetRing(List<Agent> some) {
    some.forEach(Agent::letRing);
    some.forEach(Agent::ready);
    List<String> ringing = some.stream().map(agent -> caller()).toList();
    await().atMost(SOON).until(() -> some.stream().allMatch(agent -> agent.call() != null));
    return ringing;
  }

  List<String> othersWait(int count) {
    List<String> waiting = IntStream.range(0, count).mapToObj(n -> caller()).toList();
    await().atMost(SOON).until(() -> waiting.stream().allMatch(this::waits));
    return waiting;
  }

  /** One agent after the other becomes free, and gets whoever has waited longest. */
  void whoWaitsIsServedInOrder(List<String> waiting) {
    List<String> served = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      Agent agent = agents.get(i);
      String before = agent.call();
      agent.hangUp();
      await().atMost(SOON).until(() -> agent.call() != null && !agent.call().equals(before));
      served.add(agent.call());
    }
    assertThat(served).containsExactlyElementsOf(waiting);
    nobodyWasOfferedTwice();
  }

  void nobodyWasOfferedTwice() {
    agents.forEach(agent ->
        assertThat(agent.rung()).as("calls that rang at %s", agent.user()).doesNotHaveDuplicates());
    List<String> all = agents.stream()
        .filter(agent -> !consulted.contains(agent))
        .flatMap(agent -> agent.rung().stream())
        .toList();
    assertThat(all).as("calls that rang anywhere").doesNotHaveDuplicates();
  }

  /** Of the agent with this number, as the demo people have it. */
  private static String extension(int index) {
    return String.valueOf(1_001 + index);
  }

  void consult(Agent who, int index) {
    consulted.add(agents.get(index));
    who.act("consult", "to", extension(index));
  }

  boolean stillThere(List<String> some) {
    return some.stream().noneMatch(call -> state(call, "cti_state").startsWith("-ERR"));
  }

  void everybodyHangsUp() {
    theyHangUp(agents);
  }

  void theyHangUp(List<Agent> some) {
    for (Agent agent : some) {
      await().atMost(SOON).until(() -> "TALKING".equals(agent.work()));
      agent.hangUp();
    }
    nothingIsLeft();
  }

  void nothingIsLeft() {
    await().atMost(SOON).until(() -> Fleet.get(fleet.simulated.channelCount()) == 0);
    agents.forEach(agent -> await().atMost(SOON).until(() -> "IDLE".equals(agent.work())));
  }

  /** One for each call, of a talk with somebody. */
  void everyCallLeftOneRecord() {
    await().atMost(SOON).untilAsserted(() -> assertThat(fleet.records()).hasSameSizeAs(calls));
    assertThat(fleet.records()).extracting(Fleet.Record::callId).hasSameElementsAs(calls);
    assertThat(fleet.records()).allMatch(record -> record.bridged() && record.agent() != null);
  }

  String caller() {
    String call = Fleet.get(fleet.simulated.placeCall(CallerSpec.of("7001", "13800001111")));
    calls.add(call);
    return call;
  }

  boolean talks(String call) {
    return state(call, "bridge_to").matches("[0-9a-f-]{36}")
        && state(call, "cti_state").equals("talking");
  }

  boolean waits(String call) {
    return state(call, "cti_state").equals("waiting");
  }

  /** As the switch itself says: {@code node:epoch}. */
  String ownerOfTheSwitch() {
    return Fleet.get(fleet.simulated.api("global_getvar cti_owner")).strip();
  }

  private String state(String call, String variable) {
    return Fleet.get(fleet.simulated.api("uuid_getvar " + call + " " + variable))
        .strip();
  }

  @Override
  public void close() {
    fleet.close();
  }
}
