package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctibar.faults.Losses.Tally;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Nodes end while callers talk and wait: no call, no place and no agent is lost, nobody is offered twice, and each call
 * leaves one record.
 */
class KilledNodeTest {
  private static final int AGENTS = 12;
  private static final int WAITING = 5;
  private static final Map<String, Tally> TABLE = new LinkedHashMap<>();

  @AfterAll
  static void tell() {
    System.out.print(Losses.table(TABLE));
  }

  private static void losesNothing(String name, Round.Fault... faults) throws Exception {
    try (Shift shift = new Shift(Strikes.NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      for (Round.Fault fault : faults) {
        Losses lost = Round.of(shift, WAITING, fault);
        TABLE.merge(name, Tally.EMPTY.plus(lost), (old, more) -> old.plus(more.losses()));
        assertThat(lost).isEqualTo(Losses.NONE);
      }
    }
  }

  @Test
  void killingOneNodeAfterTheOther() throws Exception {
    losesNothing("each killed in turn", killing(0), killing(1), killing(2));
  }

  private static Round.Fault killing(int node) {
    return shift -> {
      shift.fleet.kill(node);
      shift.allAreSignedIn();
      shift.fleet.start(node);
    };
  }

  @Test
  void killingTwoOfThreeAtOnce() throws Exception {
    losesNothing("two of three killed", Strikes::killTwoAtOnce);
  }

  @Test
  void leavingOneAfterTheOther() throws Exception {
    losesNothing("each restarted in turn", Strikes::restartEachInTurn);
  }

  @Test
  void cuttingTheEventSocket() throws Exception {
    losesNothing("event socket cut", Strikes::cutTheLink);
  }
}
