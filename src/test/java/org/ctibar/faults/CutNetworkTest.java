package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Nodes that live and do not hear each other, or only now and then: nothing is lost, and nobody acts twice. */
class CutNetworkTest {
  private static final int AGENTS = 6;
  private static final int WAITING = 3;

  private static void losesNothing(Round.Fault fault) throws Exception {
    try (Shift shift = new Shift(Strikes.NODES)) {
      shift.begin(AGENTS, 0, 1, 2);
      assertThat(Round.of(shift, WAITING, fault)).isEqualTo(Losses.NONE);
    }
  }

  @Test
  void theOwnerIsSplitOffAndComesBack() throws Exception {
    assumeTrue(Split.isPossible(), "needs root and nftables");
    losesNothing(Strikes::splitTheOwnerOff);
  }

  @Test
  void theOwnerIsSlow() throws Exception {
    losesNothing(Strikes::slowTheOwnerDown);
  }
}
