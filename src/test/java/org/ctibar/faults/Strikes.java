package org.ctibar.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctibar.outside.Node;

/** The faults that a platform of three nodes survives. Each leaves three nodes that live. */
final class Strikes {
  static final int NODES = 3;
  private static final Duration OUTAGE = Duration.ofSeconds(10);
  private static final Duration STANDS = Duration.ofMillis(200);

  private Strikes() {}

  static void killEachInTurn(Shift shift) throws Exception {
    for (int node = 0; node < NODES; node++) {
      shift.fleet.kill(node);
      shift.allAreSignedIn();
      shift.fleet.start(node);
    }
  }

  static void killTheOwner(Shift shift) throws Exception {
    int owner = owner(shift);
    shift.fleet.kill(owner);
    shift.allAreSignedIn();
    shift.fleet.start(owner);
  }

  static void killTwoAtOnce(Shift shift) throws Exception {
    int owner = owner(shift);
    int other = (owner + 1) % NODES;
    shift.fleet.kill(owner);
    shift.fleet.kill(other);
    shift.allAreSignedIn();
    shift.fleet.startAtOnce(owner, other);
  }

  static void restartEachInTurn(Shift shift) throws Exception {
    for (int node = 0; node < NODES; node++) {
      shift.fleet.leave(node);
      shift.allAreSignedIn();
      shift.fleet.start(node);
    }
  }

  static void freezeTheOwner(Shift shift) throws Exception {
    String before = shift.ownerOfTheSwitch();
    int owner = owner(shift);
    List<Agent> there = shift.agents.stream()
        .filter(agent -> agent.isAt(shift.fleet.node(owner)))
        .toList();
    Map<Agent, Integer> moves =
        there.stream().collect(Collectors.toMap(agent -> agent, Agent::moves));
    shift.fleet.node(owner).freeze();
    try {
      await().atMost(Shift.SOON).until(() -> !shift.ownerOfTheSwitch().equals(before));
      pass(OUTAGE);
    } finally {
      shift.fleet.node(owner).thaw();
    }
    await()
        .atMost(Shift.SOON)
        .until(() -> there.stream().allMatch(agent -> agent.moves() > moves.get(agent)));
  }

  /** It still reaches the database and the switch, as the others do. */
  static void splitTheOwnerOff(Shift shift) throws Exception {
    String before = shift.ownerOfTheSwitch();
    int owner = owner(shift);
    Split split = shift.fleet.split(owner);
    try {
      await().atMost(Shift.SOON).until(() -> !shift.ownerOfTheSwitch().equals(before));
      await().atMost(Shift.SOON).until(() -> !shift.fleet.node(owner).serves());
      shift.allAreSignedIn();
      pass(OUTAGE);
    } finally {
      split.close();
    }
    await().atMost(Shift.SOON).until(() -> shift.fleet.node(owner).serves());
  }

  /** It runs a fifth of the time. */
  static void slowTheOwnerDown(Shift shift) throws Exception {
    Node slow = shift.fleet.node(owner(shift));
    long end = System.nanoTime() + OUTAGE.toNanos();
    try {
      while (System.nanoTime() < end) {
        slow.freeze();
        pass(STANDS);
        slow.thaw();
        pass(STANDS.dividedBy(4));
      }
    } finally {
      slow.thaw();
    }
  }

  static void takeTheDatabaseAway(Shift shift) throws Exception {
    shift.fleet.stopDatabase();
    pass(OUTAGE);
    shift.fleet.startDatabase();
  }

  static void cutTheLink(Shift shift) {
    Fleet.get(shift.fleet.simulated.dropLinks());
  }

  /** By name, in the order in which they are told. */
  static Map<String, Round.Fault> all() throws Exception {
    Map<String, Round.Fault> all = new LinkedHashMap<>();
    all.put("owner killed", Strikes::killTheOwner);
    all.put("each killed in turn", Strikes::killEachInTurn);
    all.put("two of three killed", Strikes::killTwoAtOnce);
    all.put("each restarted in turn", Strikes::restartEachInTurn);
    all.put("owner frozen for 10 s", Strikes::freezeTheOwner);
    all.put("owner slow for 10 s", Strikes::slowTheOwnerDown);
    all.put("database away for 10 s", Strikes::takeTheDatabaseAway);
    all.put("event socket cut", Strikes::cutTheLink);
    if (Split.isPossible()) {
      all.put("owner split off for 10 s", Strikes::splitTheOwnerOff);
    }
    return all;
  }

  private static int owner(Shift shift) {
    return shift.ownerOfTheSwitch().charAt(1) - '1';
  }

  /** An outage has a length, whatever happens in it. */
  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }
}
