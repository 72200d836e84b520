package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final long LIMIT_MS = 4_000;

  private final List<Long> told = new ArrayList<>();
  private long nowMs = 1_000;
  private final Standstill watch =
      new Standstill(() -> nowMs * 1_000_000, LIMIT_MS, stoodMs -> told.add(stoodMs));

  @Test
  void whoIsLateIsNotTold() {
    lookAfter(500);
    lookAfter(LIMIT_MS);

    assertThat(told).isEmpty();
  }

  @Test
  void eachStandstillIsToldOnce() {
    lookAfter(LIMIT_MS + 1);
    lookAfter(500);
    lookAfter(10_000);

    assertThat(told).containsExactly(LIMIT_MS + 1, 10_000L);
  }

  private void lookAfter(long ms) {
    nowMs += ms;
    watch.look();
  }
}
