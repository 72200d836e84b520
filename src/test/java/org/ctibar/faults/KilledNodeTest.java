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
      for (int killed = 0; killed < NODES; killed++) {
        List<String> talking = shift.everybodyTalks();
        List<String> waiting = shift.othersWait(WAITING);

        shift.fleet.kill(killed);

        goesOn(shift, talking, waiting);
        shift.fleet.start(killed);
      }
      shift.everyCallLeftOneRecord();
    }
  }

  @Test
  void killingTwoOfThreeAtOnceLosesNothing() throws Exception {
    try (Shift shift = new Shift(NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      List<String> talking = shift.everybodyTalks();
      List<String> waiting = shift.othersWait(WAITING);

      shift.fleet.kill(0);
      shift.fleet.kill(2);

      goesOn(shift, talking, waiting);
      shift.everyCallLeftOneRecord();
    }
  }

  @Test
  void leavingOneAfterTheOtherLosesNothing() throws Exception {
    try (Shift shift = new Shift(NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      List<String> talking = shift.everybodyTalks();
      List<String> waiting = shift.othersWait(WAITING);

      for (int left = 0; left < NODES; left++) {
        shift.fleet.leave(left);
        shift.allAreSignedIn();
        shift.fleet.start(left);
      }

      goesOn(shift, talking, waiting);
      shift.everyCallLeftOneRecord();
    }
  }

  private static void goesOn(Shift shift, List<String> talking, List<String> waiting) {
    shift.allAreSignedIn();
    assertThat(talking).as("who talked, talks").allMatch(shift::talks);
    assertThat(waiting).as("who waited, waits").allMatch(shift::waits);
    shift.whoWaitsIsServedInOrder(waiting);
    shift.everybodyHangsUp();
  }
}
