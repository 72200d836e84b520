package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {
  @Test
  void whoComesInTheSameMillisecondComesAfterwards() {
    ArrivalClock clock = new ArrivalClock(Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC));

    assertThat(LongStream.generate(clock::next).limit(3)).containsExactly(1_000L, 1_001L, 1_002L);
  }
}
