package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctibar.gateway.FrameLimiter.Verdict;
import org.junit.jupiter.api.Test;

class FrameLimiterTest {
  private static final long MS = 1_000_000;
  private final FrameLimiter limiter = new FrameLimiter(50, 0);

  @Test
  void fiftyASecondPassForEver() {
    for (long ms = 0; ms < 10_000; ms += 20) {
      assertThat(limiter.frame(ms * MS)).isEqualTo(Verdict.ACCEPT);
    }
  }

  @Test
  void aBurstOfFiftyPassesAndNoMore() {
    for (int i = 0; i < 50; i++) {
      assertThat(limiter.frame(0)).isEqualTo(Verdict.ACCEPT);
    }
    assertThat(limiter.frame(0)).isEqualTo(Verdict.REFUSE);
    assertThat(limiter.frame(20 * MS)).isEqualTo(Verdict.ACCEPT);
  }

  @Test
  void aThousandASecondAreRefusedForOneSecondThenClosed() {
    long firstRefusedMs = -1;
    long ms = 0;
    Verdict verdict = Verdict.ACCEPT;
    while (verdict != Verdict.CLOSE) {
      verdict = limiter.frame(++ms * MS);
      if (verdict == Verdict.REFUSE && firstRefusedMs < 0) {
        firstRefusedMs = ms;
      }
    }
    assertThat(firstRefusedMs).isBetween(50L, 60L);
    assertThat(ms - firstRefusedMs).isBetween(1_000L, 1_050L);
  }

  @Test
  void whoStopsInTimeIsForgiven() {
    for (int i = 0; i < 60; i++) {
      limiter.frame(0);
    }
    long later = 1_500 * MS;
    for (int i = 0; i < 50; i++) {
      assertThat(limiter.frame(later)).isEqualTo(Verdict.ACCEPT);
    }
    assertThat(limiter.frame(later)).isEqualTo(Verdict.REFUSE);
  }
}
