package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainPaceTest {

  @ParameterizedTest(name = "{0} within {1} ms: {2} at a time")
  @CsvSource({"1, 5000, 1", "125, 5000, 1", "126, 5000, 2", "10000, 5000, 80", "10, 0, 10"})
  void tellsThemInSmallParts(int sessions, long withinMs, int batch) {
    assertThat(Drain.batch(sessions, withinMs)).isEqualTo(batch);
  }
}
