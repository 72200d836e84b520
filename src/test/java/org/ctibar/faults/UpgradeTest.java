package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.ctibar.faults.Fleet.Make;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cluster is brought up to date node by node, and back, under live calls. */
@Tag(Tiers.INTEGRATION)
class UpgradeTest {
  private static final int AGENTS = 6;
  private static final int WAITING = 3;

  @Test
  void nodesOfTwoVersionsWorkTogetherAndLoseNothing() throws Exception {
    Make next = new Make(NextBuild.make(), "verticles", true);
    try (Shift shift = new Shift(new Fleet(Collections.nCopies(Strikes.NODES, Make.ALL)))) {
      shift.begin(AGENTS, 0, 1, 2);
      for (int node = 0; node < Strikes.NODES; node++) {
        int replaced = node;
        Losses lost = Round.of(shift, WAITING, all -> {
          all.fleet.leave(replaced);
          all.allAreSignedIn();
          all.fleet.start(replaced, next);
        });
        assertThat(lost).isEqualTo(Losses.NONE);
      }
      Losses lost = Round.of(shift, WAITING, all -> {
        all.fleet.leave(0);
        all.allAreSignedIn();
        all.fleet.start(0, Make.ALL);
      });
      assertThat(lost).isEqualTo(Losses.NONE);
    }
  }
}
