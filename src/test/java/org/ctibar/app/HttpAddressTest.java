package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAddressTest {
  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "127.1.2.3, true", "::1, true", "0.0.0.0, false", "::, false"})
  void knowsWhetherOnlyThisMachineIsServed(String host, boolean loopback) {
    assertThat(new HttpAddress(host, 9999).isLoopback()).isEqualTo(loopback);
  }
}
