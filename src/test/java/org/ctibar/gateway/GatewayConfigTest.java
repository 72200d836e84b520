package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
  private static final Path HOME = Path.of("/opt/ctibar");

  @Test
  void readsTheDefaultsThatAreShipped() {
    GatewayConfig config = read(Map.of());
    assertThat(config.http())
        .isEqualTo(new GatewayConfig.Http(
            "127.0.0.1",
            9999,
            HOME.resolve("webroot"),
            16_384,
            Duration.ofSeconds(90),
            List.of("*"),
            List.of(),
            new GatewayConfig.Throttle(10, 200, 200, Duration.ofMinutes(1)),
            Duration.ofHours(12)));
    assertThat(config.ws())
        .isEqualTo(new GatewayConfig.Ws(
            Duration.ofSeconds(15),
            50,
            16_384,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            256,
            1_048_576));
  }

  @Test
  void theEnvironmentStandsAboveTheFile() {
    GatewayConfig config = read(Map.of(
        "CTI_HTTP_PORT", "0",
        "CTI_HTTP_WEBROOT", "/srv/pages",
        "CTI_HTTP_CORS_ORIGINS", "https://crm.example.org, https://shop.example.org",
        "CTI_WS_RESUME_KEEP_MS", "0"));
    assertThat(config.http().port()).isZero();
    assertThat(config.http().webroot()).isEqualTo(Path.of("/srv/pages"));
    assertThat(config.http().corsOrigins())
        .containsExactly("https://crm.example.org", "https://shop.example.org");
    assertThat(config.ws().resumeKeep()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "CTI_HTTP_PORT, 70000, http.port",
    "CTI_HTTP_WEBROOT, '', http.webroot",
    "CTI_HTTP_TOKEN_LIFETIME_MS, 12h, http.tokenLifetimeMs",
    "CTI_WS_HEARTBEAT_MS, 0, ws.heartbeatMs",
    "CTI_HTTP_IDLE_TIMEOUT_MS, 20000, http.idleTimeoutMs",
    "CTI_HTTP_TRUSTED_PROXIES, proxy.example.org, http.trustedProxies",
    "CTI_WS_EVENT_BUFFER, 0, ws.eventBuffer",
  })
  void aBadValueIsNamed(String variable, String value, String key) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  private static GatewayConfig read(Map<String, String> environment) {
    Settings settings = Settings.load(Path.of("conf/ctibar.yaml"), environment);
    return GatewayConfig.from("127.0.0.1", settings.section("http"), settings.section("ws"), HOME);
  }
}
