package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ctibar.faults.Fleet.Make;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes of which none has all parts carry calls together. */
@Tag(Tiers.INTEGRATION)
class DividedWorkTest {
  @Test
  void nodesWithDifferentPartsCarryACallTogether() throws Exception {
    Fleet fleet = new Fleet(List.of(
        Make.of("pages", "agent", "gateway"),
        Make.of("calls", "agent", "call"),
        Make.of("queues", "agent", "queue")));
    try (Shift shift = new Shift(fleet)) {
      shift.begin(2, 0);
      List<String> talking = shift.everybodyTalks();
      List<String> waiting = shift.othersWait(1);

      assertThat(shift.ownerOfTheSwitch()).startsWith("n2");
      shift.agents.get(1).act("hold");
      shift.agents.get(1).act("unhold");
      assertThat(talking).allMatch(shift::talks);
      shift.whoWaitsIsServedInOrder(waiting);
      shift.everybodyHangsUp();
      shift.everyCallLeftOneRecord();
    }
  }
}
