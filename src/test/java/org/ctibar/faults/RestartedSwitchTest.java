package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The switch begins anew, and its calls are gone: agents hear so, each call leaves its record, and work goes on. */
@Tag(Tiers.INTEGRATION)
class RestartedSwitchTest {
  private static final int AGENTS = 6;
  private static final int WAITING = 3;

  @Test
  void agentsAreFreedAndTakeTheNextCalls() throws Exception {
    try (Shift shift = new Shift(Strikes.NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      List<String> lost = new ArrayList<>(shift.everybodyTalks());
      lost.addAll(shift.othersWait(WAITING));

      shift.fleet.restartSwitch();

      shift.agents.forEach(agent -> await()
          .atMost(Shift.SOON)
          .until(() -> agent.call() == null && "IDLE".equals(agent.work())));
      await()
          .atMost(Shift.SOON)
          .untilAsserted(() -> assertThat(shift.fleet.records())
              .extracting(Fleet.Record::callId)
              .containsExactlyInAnyOrderElementsOf(lost));
      shift.everybodyTalks();
      shift.theyHangUp(shift.agents);
    }
  }
}
