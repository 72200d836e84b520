package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentCountsTest {
  private final RecentCounts<Integer> counts = new RecentCounts<>(Duration.ofSeconds(60));

  @Test
  void keysThatWereQuietLongestAreForgottenFirst() {
    for (int key = 0; key < 20_000; key++) {
      counts.add(key, 0);
    }
    counts.add(0, 1);
    counts.add(20_000, 1);
    assertThat(counts.recent(0, 1)).isEqualTo(2);
    assertThat(counts.recent(1, 1)).isZero();
    assertThat(counts.recent(2, 1)).isOne();
  }

  @Test
  void keysWithManyTimesAreForgottenSooner() {
    for (int key = 0; key < 1_001; key++) {
      for (int i = 0; i < 200; i++) {
        counts.add(key, 0);
      }
    }
    assertThat(counts.recent(0, 0)).isZero();
    assertThat(counts.recent(1, 0)).isEqualTo(200);
  }

  @Test
  void oneKeyIsKeptWhateverItHolds() {
    for (int i = 0; i < 300_000; i++) {
      counts.add(1, 0);
    }
    assertThat(counts.recent(1, 0)).isEqualTo(300_000);
  }

  @Test
  void whatIsOverOrTakenBackMakesRoom() {
    for (int i = 0; i < 300; i++) {
      for (int n = 0; n < 1_000; n++) {
        counts.add(i % 2, i * 100_000L);
      }
      counts.recent(i % 2, i * 100_000L);
    }
    counts.add(9, 30_000_000);
    counts.remove(9, 30_000_000);
    counts.clear(1);
    assertThat(counts.recent(0, 298 * 100_000L)).isEqualTo(1_000);
    assertThat(counts.recent(1, 299 * 100_000L)).isZero();
    assertThat(counts.recent(9, 30_000_000)).isZero();
  }
}
