package org.ctibar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String FILE = """
      bind: 127.0.0.1
      http:
        port: 9999
        corsOrigins: "a, b ,,c"
        heartbeatMs: 15000
        open: true
      """;

  @TempDir
  Path folder;

  @Test
  void theFileHoldsTheDefaults() throws IOException {
    Section http = settings(Map.of()).section("http");
    assertThat(http.number("port", 0, 65_535)).isEqualTo(9_999);
    assertThat(http.list("corsOrigins")).containsExactly("a", "b", "c");
    assertThat(http.millis("heartbeatMs", 1, 60_000)).isEqualTo(Duration.ofSeconds(15));
    assertThat(http.flag("open")).isTrue();
  }

  @Test
  void theEnvironmentGoesAboveTheFile() throws IOException {
    Settings s =
        settings(Map.of("CTI_HTTP_PORT", "1234", "CTI_HTTP_HEARTBEAT_MS", "20", "CTI_BIND", "::1"));
    assertThat(s.section("http").number("port", 0, 65_535)).isEqualTo(1_234);
    assertThat(s.section("http").millis("heartbeatMs", 1, 60_000)).isEqualTo(Duration.ofMillis(20));
    assertThat(s.root().nonEmpty("bind")).isEqualTo("::1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "70000", "-1", "1.5", "9999999999999", "0x10"})
  void aNumberOutOfItsRangeNamesKeyAndVariable(String value) throws IOException {
    Section http = settings(Map.of("CTI_HTTP_PORT", value)).section("http");
    assertThatThrownBy(() -> http.number("port", 0, 65_535))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http.port")
        .hasMessageContaining("CTI_HTTP_PORT");
  }

  @Test
  void aMissingKeyIsNamed() throws IOException {
    assertThatThrownBy(() -> settings(Map.of()).section("ws").text("authTimeoutMs"))
        .hasMessageContaining("ws.authTimeoutMs")
        .hasMessageContaining("CTI_WS_AUTH_TIMEOUT_MS");
  }

  @Test
  void aSlipInAVariableIsNoticed() throws IOException {
    Map<String, String> environment = Map.of(
        "CTI_HTTP_PROT", "1",
        "CTI_HTTP_PORT", "2",
        "CTI_LOG_LEVEL", "debug",
        "CTI_JAVA_OPTS", "-Xmx1g",
        "HOME", "/");
    assertThat(settings(environment).unknownVariables(environment))
        .containsExactly("CTI_HTTP_PROT");
  }

  private Settings settings(Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("ctibar.yaml"), FILE);
    return Settings.load(file, environment);
  }
}
