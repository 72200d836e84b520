package org.ctibar.faults;

import static org.awaitility.Awaitility.await;

import java.util.List;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL is away while calls go on and end, and a node that has records to write is killed meanwhile. */
@Tag(Tiers.INTEGRATION)
class DatabaseAwayTest {
  private static final int NODES = 3;
  private static final int AGENTS = 6;
  private static final int WAITING = 3;

  @Test
  void workGoesOnAndNoRecordIsLost() throws Exception {
    try (Shift shift = new Shift(NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      List<String> talking = shift.everybodyTalks();
      List<String> waiting = shift.othersWait(WAITING);

      shift.fleet.stopDatabase();
      shift.whoWaitsIsServedInOrder(waiting);
      await()
          .atMost(Shift.SOON)
          .until(() -> talking.subList(WAITING, AGENTS).stream().allMatch(shift::talks));

      int writes = shift.ownerOfTheSwitch().charAt(1) - '1';
      shift.fleet.kill(writes);
      shift.fleet.startDatabase();

      shift.allAreSignedIn();
      await()
          .atMost(Shift.SOON)
          .until(() -> !shift.ownerOfTheSwitch().startsWith("n" + (writes + 1)));
      shift.everybodyHangsUp();
      shift.everyCallLeftOneRecord();
    }
  }
}
