package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nodes end while callers talk and wait: no call, no place and no agent is lost, nobody is offered twice, and each call
 * leaves one record.
 */
class KilledNodeTest {
  private static final int NODES = 3;
  private static final int AGENTS = 12;
  private static final int WAITING = 5;

  @Test
  void killingOneNodeAfterTheOtherLosesNothing() throws Exception {
    try (Shift shift = new Shift(NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      for (int node = 0; node < NODES; node++) {
        int killed = node;
        callsGoOnUnder(struck -> struck.fleet.kill(killed), shift);
        shift.fleet.start(killed);
      }
      shift.everyCallLeftOneRecord();
    }
  }

  @Test
  void killingTwoOfThreeAtOnceLosesNothing() throws Exception {
    losesNothing(shift -> {
      shift.fleet.kill(0);
      shift.fleet.kill(2);
    });
  }

  @Test
  void leavingOneAfterTheOtherLosesNothing() throws Exception {
    losesNothing(shift -> {
      for (int left = 0; left < NODES; left++) {
        shift.fleet.leave(left);
        shift.allAreSignedIn();
        shift.fleet.start(left);
      }
    });
  }

  private interface Fault {
    void strike(Shift shift) throws Exception;
  }

  private static void losesNothing(Fault fault) throws Exception {
    try (Shift shift = new Shift(NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      callsGoOnUnder(fault, shift);
      shift.everyCallLeftOneRecord();
    }
  }

  private static void callsGoOnUnder(Fault fault, Shift shift) throws Exception {
    List<String> talking = shift.everybodyTalks();
    List<String> waiting = shift.othersWait(WAITING);

    fault.strike(shift);

    shift.allAreSignedIn();
    assertThat(talking).as("who talked, talks").allMatch(shift::talks);
    assertThat(waiting).as("who waited, waits").allMatch(shift::waits);
    shift.whoWaitsIsServedInOrder(waiting);
    shift.everybodyHangsUp();
  }
}
