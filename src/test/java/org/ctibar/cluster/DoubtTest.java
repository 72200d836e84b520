package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoubtTest {
  private static final Duration LONGEST = Duration.ofMillis(50);

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }

  @Test
  void whoIsLookedAtOftenIsNotInDoubt() {
    Doubt doubt = new Doubt(Duration.ofSeconds(30));

    assertThat(doubt.stoodStill(true)).isFalse();
    assertThat(doubt.lasts()).isFalse();
  }

  @Test
  void whoStoodStillIsInDoubtForAWhile() {
    Doubt doubt = new Doubt(LONGEST);
    pass(LONGEST.multipliedBy(2));

    assertThat(doubt.stoodStill(true)).isTrue();
    assertThat(doubt.lasts()).isTrue();
    await().atMost(Duration.ofSeconds(10)).until(() -> !doubt.lasts());
  }

  @Test
  void whoMissesOthersThenIsInDoubtForLonger() {
    Doubt doubt = new Doubt(LONGEST);
    pass(LONGEST.multipliedBy(2));
    doubt.stoodStill(true);

    doubt.missedAnother();

    await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(10)).until(doubt::lasts);
  }

  @Test
  void whoIsAloneIsMissedByNobody() {
    Doubt doubt = new Doubt(LONGEST);
    pass(LONGEST.multipliedBy(2));

    assertThat(doubt.stoodStill(false)).isFalse();
    doubt.missedAnother();
    assertThat(doubt.lasts()).isFalse();
  }
}
