package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The node that drives the switch stands still for longer than its lease, and then goes on. */
@Tag(Tiers.INTEGRATION)
class FrozenNodeTest {
  private static final int NODES = 3;
  private static final int AGENTS = 6;
  private static final int WAITING = 3;

  @Test
  void whoWasAwayFindsAnotherOwnerAndDoesNothing() throws Exception {
    try (Shift shift = new Shift(NODES)) {
      int frozen = shift.ownerOfTheSwitch().charAt(1) - '1';
      shift.begin(AGENTS, frozen, (frozen + 1) % NODES, (frozen + 2) % NODES);
      List<String> talking = shift.everybodyTalks();
      List<String> waiting = shift.othersWait(WAITING);
      String before = shift.ownerOfTheSwitch();

      Strikes.freezeTheOwner(shift);

      shift.allAreSignedIn();
      assertThat(talking).as("who talked, talks").allMatch(shift::talks);
      shift.whoWaitsIsServedInOrder(waiting);
      assertThat(epoch(shift.ownerOfTheSwitch())).isGreaterThan(epoch(before));
      shift.everybodyHangsUp();
      shift.everyCallLeftOneRecord();
    }
  }

  private static long epoch(String mark) {
    return Long.parseLong(mark.substring(mark.indexOf(':') + 1));
  }
}
