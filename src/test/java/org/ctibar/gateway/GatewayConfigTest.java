package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.ctibar.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
            new GatewayConfig.Throttle(
                10,
                200,
                200,
                Duration.ofMinutes(1),
                new GatewayConfig.Waiting(500, 5_000, Duration.ofSeconds(45))),
            new GatewayConfig.Lifetimes(Duration.ofHours(12), Duration.ofDays(7)),
            new GatewayConfig.Connections(20_000, 5_000, Duration.ofSeconds(30))));
    assertThat(config.ws())
        .isEqualTo(new GatewayConfig.Ws(
            Duration.ofSeconds(15),
            50,
            16_384,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            256,
            1_048_576,
            Duration.ofSeconds(5),
            true));
    assertThat(config.pages()).isEqualTo(PagesConfig.NONE);
    assertThat(config.sip()).isEqualTo(SipConfig.NONE);
    assertThat(config.switchAccess()).isEqualTo(SwitchAccess.OFF);
    assertThat(config.metrics()).isEqualTo(MetricsAccess.LOOPBACK);
    assertThat(config.tls()).isEmpty();
  }

  @Test
  void readsWherePhonesRegister() {
    GatewayConfig config = read(Map.of(
        "CTI_SIP_DOMAIN", "sip.example.org",
        "CTI_SIP_WEB_SOCKETS", "wss://fs1.example.org:7443, ws://127.0.0.1:5066/",
        "CTI_SIP_ICE_SERVERS",
            "stun:stun.example.org, turns:[2001:db8::1]:5349?transport=tcp agents s3cret",
        "CTI_FREESWITCH_SECRET", "0123456789abcdef",
        "CTI_FREESWITCH_ADDRESSES", "192.0.2.7,2001:db8::2"));
    assertThat(config.sip())
        .isEqualTo(new SipConfig(
            Optional.of("sip.example.org"),
            List.of("wss://fs1.example.org:7443", "ws://127.0.0.1:5066/"),
            List.of(
                new IceServer("stun:stun.example.org", null, null),
                new IceServer("turns:[2001:db8::1]:5349?transport=tcp", "agents", "s3cret")),
            "cti-phones"));
    assertThat(config.switchAccess())
        .isEqualTo(new SwitchAccess("0123456789abcdef", List.of("192.0.2.7", "2001:db8::2")));
  }

  @Test
  void secretsAreNotPrinted() {
    GatewayConfig config = read(Map.of(
        "CTI_SIP_DOMAIN", "sip.example.org",
        "CTI_SIP_ICE_SERVERS", "turn:turn.example.org agents s3cret",
        "CTI_FREESWITCH_SECRET", "0123456789abcdef",
        "CTI_METRICS_SECRET", "fedcba9876543210"));
    assertThat(config.toString()).doesNotContain("s3cret", "0123456789abcdef", "fedcba9876543210");
  }

  @Test
  void whatPhonesNeedIsTiedToADomain() {
    assertThatThrownBy(() -> read(Map.of("CTI_SIP_WEB_SOCKETS", "wss://fs1.example.org")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("sip.domain (CTI_SIP_DOMAIN): must be set where sip.webSockets is");
    assertThatThrownBy(() -> read(Map.of("CTI_FREESWITCH_SECRET", "0123456789abcdef")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("sip.domain (CTI_SIP_DOMAIN): must be set where freeswitch.secret is");
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
    "CTI_HTTP_SIGN_IN_LIFETIME_MS, -1, http.signInLifetimeMs",
    "CTI_WS_HEARTBEAT_MS, 0, ws.heartbeatMs",
    "CTI_HTTP_IDLE_TIMEOUT_MS, 20000, http.idleTimeoutMs",
    "CTI_HTTP_TRUSTED_PROXIES, proxy.example.org, http.trustedProxies",
    "CTI_HTTP_SERVERS, cti.example.org, http.servers",
    "CTI_HTTP_SERVERS, *, http.servers",
    "CTI_HTTP_SERVERS, https://cti.example.org/, http.servers",
    "CTI_HTTP_SERVERS, https://cti@evil.example.org, http.servers",
    "CTI_HTTP_SERVERS, 'https://cti.example.org; script-src *', http.servers",
    "CTI_HTTP_SERVERS, 'https://[2001:db8::1]', http.servers",
    "CTI_HTTP_FRAME_ANCESTORS, \"'self'\", http.frameAncestors",
    "CTI_HTTP_FRAME_ANCESTORS, https://*, http.frameAncestors",
    "CTI_HTTP_FRAME_ANCESTORS, https://crm.example.org/bar, http.frameAncestors",
    "CTI_SIGN_IN_MAX_WAITING_PER_ADDRESS, 0, signIn.maxWaitingPerAddress",
    "CTI_WS_EVENT_BUFFER, 0, ws.eventBuffer",
    "CTI_SIP_DOMAIN, 'sip example', sip.domain",
    "CTI_SIP_DOMAIN, 'sip:example.org', sip.domain",
    "CTI_SIP_WEB_SOCKETS, https://fs1.example.org, sip.webSockets",
    "CTI_SIP_WEB_SOCKETS, 'wss://', sip.webSockets",
    "CTI_SIP_WEB_SOCKETS, 'wss://a b', sip.webSockets",
    "CTI_SIP_ICE_SERVERS, stun.example.org, sip.iceServers",
    "CTI_SIP_ICE_SERVERS, turn:turn.example.org, sip.iceServers",
    "CTI_SIP_ICE_SERVERS, stun:stun.example.org user secret, sip.iceServers",
    "CTI_SIP_CONTEXT, '', sip.context",
    "CTI_FREESWITCH_SECRET, short, freeswitch.secret",
    "CTI_FREESWITCH_ADDRESSES, fs1.example.org, freeswitch.addresses",
    "CTI_METRICS_SECRET, short, metrics.secret",
    "CTI_METRICS_ADDRESSES, prometheus.example.org, metrics.addresses",
  })
  void aBadValueIsNamed(String variable, String value, String key) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void tlsNeedsACertificateAndItsKey(@TempDir Path folder) throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Certificates signs = new Certificates("ours");
    signs.issue("localhost").writeTo(folder);
    signs.issue("localhost").writeTo(other);
    String certificate = folder.resolve("server.pem").toString();
    String key = folder.resolve("server.key").toString();

    assertThat(read(tls(certificate, key)).tls())
        .contains(new TlsFiles(Path.of(certificate), Path.of(key), Duration.ofSeconds(10)));
    assertRefused(tls(certificate, ""), "http.tlsKey", "must be set where http.tlsCertificate is");
    assertRefused(tls("", key), "http.tlsCertificate", "must be set where http.tlsKey is");
    assertRefused(tls("/nowhere", key), "http.tlsCertificate", "cannot be read: /nowhere");
    assertRefused(tls(certificate, "/nowhere"), "http.tlsKey", "cannot be read: /nowhere");
    assertRefused(tls(key, key), "http.tlsCertificate", "is no PEM file of certificates");
    assertRefused(
        tls(certificate, certificate),
        "http.tlsKey",
        "is no PEM file of a private key without a password");
    assertRefused(
        tls(certificate, other.resolve("server.key").toString()),
        "http.tlsKey",
        "is not the key of the first certificate in http.tlsCertificate");
  }

  private static Map<String, String> tls(String certificate, String key) {
    return Map.of("CTI_HTTP_TLS_CERTIFICATE", certificate, "CTI_HTTP_TLS_KEY", key);
  }

  private static void assertRefused(
      Map<String, String> environment, String setting, String problem) {
    assertThatThrownBy(() -> read(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(setting + " (")
        .hasMessageEndingWith("): " + problem);
  }

  private static GatewayConfig read(Map<String, String> environment) {
    return GatewayConfig.from(Settings.load(Path.of("conf/ctibar.yaml"), environment), HOME);
  }
}
