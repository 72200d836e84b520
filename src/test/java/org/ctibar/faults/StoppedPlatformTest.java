package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole platform is stopped under live calls, and started: what was begun goes on. */
@Tag(Tiers.INTEGRATION)
class StoppedPlatformTest {
  private static final int NODES = 2;
  private static final int AGENTS = 8;
  private static final int TALKING = 6;
  private static final int WAITING = 3;

  @Test
  void everyCallIsWhereItWas() throws Exception {
    try (Shift shift = new Shift(NODES)) {
      shift.begin(AGENTS, 0, 1);
      List<Agent> working = shift.agents.subList(0, TALKING);
      List<String> talking = shift.theyTalk(working);
      List<String> waiting = shift.othersWait(WAITING);
      Agent holds = working.get(0);
      Agent consults = working.get(1);
      Agent confers = working.get(2);
      holds.act("hold");
      shift.consult(consults, TALKING);
      shift.consult(confers, TALKING + 1);
      confers.act("conference");
      await().atMost(Shift.SOON).until(() -> confers.work().equals("CONFERENCED"));

      for (int node = 0; node < NODES; node++) {
        shift.fleet.kill(node);
      }
      for (int node = 0; node < NODES; node++) {
        shift.fleet.start(node);
      }

      shift.allAreSignedIn();
      assertThat(waiting).as("who waited, waits").allMatch(shift::waits);
      assertThat(shift.stillThere(talking)).as("who talked is there").isTrue();
      await().atMost(Shift.SOON).until(() -> holds.work().equals("HELD"));
      await().atMost(Shift.SOON).until(() -> consults.work().equals("CONSULTING"));
      await().atMost(Shift.SOON).until(() -> confers.work().equals("CONFERENCED"));
      holds.act("unhold");
      consults.act("consultCancel");
      shift.agents.get(TALKING + 1).hangUp();
      await()
          .atMost(Shift.SOON)
          .until(() -> working.stream().allMatch(agent -> agent.work().equals("TALKING")));
      assertThat(talking).as("who talked, talks").allMatch(shift::talks);
      shift.whoWaitsIsServedInOrder(waiting);
      shift.theyHangUp(working);
      shift.everyCallLeftOneRecord();
    }
  }
}
