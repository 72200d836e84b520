package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentCallsTest {
  private final RecentCalls calls = new RecentCalls();

  @Test
  void countsByPersonAndAll() {
    calls.add("alice", 1_000);
    calls.add("alice", 2_000);
    calls.add("bob", 3_000);

    assertThat(calls.of("alice", 3_000)).isEqualTo(2);
    assertThat(calls.of("bob", 3_000)).isEqualTo(1);
    assertThat(calls.of("carol", 3_000)).isZero();
    assertThat(calls.all(3_000)).isEqualTo(3);
  }

  @Test
  void forgetsAfterAMinute() {
    calls.add("alice", 1_000);
    calls.add("alice", 31_000);

    assertThat(calls.of("alice", 60_999)).isEqualTo(2);
    assertThat(calls.of("alice", 61_000)).isEqualTo(1);
    assertThat(calls.all(91_000)).isZero();
    assertThat(calls.of("alice", 91_000)).isZero();
  }

  /** Else nobody could call until the time of before comes again. */
  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    calls.add("alice", 3_600_000);

    assertThat(calls.of("alice", 1_000)).isZero();
    calls.add("alice", 1_000);
    assertThat(calls.of("alice", 1_500)).isEqualTo(1);
  }
}
