package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final Duration LONGEST = Duration.ofMillis(50);

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }

  @Test
  void whoIsLookedAtOftenIsNotInDoubt() {
    Standstill standstill = new Standstill(Duration.ofSeconds(30));

    assertThat(standstill.noticed(true)).isFalse();
    assertThat(standstill.leavesDoubt()).isFalse();
  }

  @Test
  void whoStoodStillIsInDoubtForAWhile() {
    Standstill standstill = new Standstill(LONGEST);
    pass(LONGEST.multipliedBy(2));

    assertThat(standstill.noticed(true)).isTrue();
    assertThat(standstill.leavesDoubt()).isTrue();
    await().atMost(Duration.ofSeconds(10)).until(() -> !standstill.leavesDoubt());
  }

  @Test
  void whoMissesOthersThenIsInDoubtForLonger() {
    Standstill standstill = new Standstill(LONGEST);
    pass(LONGEST.multipliedBy(2));
    standstill.noticed(true);

    standstill.missedAnother();

    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(10))
        .until(standstill::leavesDoubt);
  }

  @Test
  void whoIsAloneIsMissedByNobody() {
    Standstill standstill = new Standstill(LONGEST);
    pass(LONGEST.multipliedBy(2));

    assertThat(standstill.noticed(false)).isFalse();
    standstill.missedAnother();
    assertThat(standstill.leavesDoubt()).isFalse();
  }
}
