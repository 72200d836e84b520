package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorConfigTest {
  private static final String YAML = """
      simulator:
        host: 127.0.0.1
        port: 0
        password: ClueCon
        stateFile: ""
        phoneAnswerMs: 1500
        outsideAnswerMs: 2000
        pacePercent: 100
        switches: 1
      """;

  @TempDir
  Path folder;

  private SimulatorConfig read(Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("ctibar.yaml"), YAML);
    return SimulatorConfig.from(Settings.load(file, environment).section("simulator"));
  }

  @Test
  void theFilesDefaultsAreTheRecordsDefaults() throws IOException {
    assertThat(read(Map.of())).isEqualTo(SimulatorConfig.defaults());
  }

  @Test
  void aBadValueNamesItsKey() {
    assertThatThrownBy(() -> read(Map.of("CTI_SIMULATOR_PACE_PERCENT", "0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("simulator.pacePercent");
  }

  @Test
  void thePasswordIsNeverPrinted() throws IOException {
    assertThat(read(Map.of("CTI_SIMULATOR_PASSWORD", "s3cret")).toString())
        .doesNotContain("s3cret");
  }
}
