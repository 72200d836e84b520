package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctibar.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told that pages from here may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesPolicyTest {
  /** The fake nodes of the browser tests send the same. */
  private static final Path POLICY = Path.of("src/test/resources/content-security-policy.txt");

  private TestGateway gateway;

  @BeforeAll
  void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/dist/ctibar.js", "/nothing"})
  void pagesMayDoWhatTheyNeedAndNothingElse(String path) throws IOException {
    String host = "127.0.0.1:" + gateway.port;
    Map<String, String> expected =
        directives(Files.readString(POLICY).strip().replace("\n", ";").replace("{host}", host));
    assertThat(directives(policy(get(path)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/base/auth", "/health/live", "/metrics", "/sockjs/info", "/ws"})
  void whatIsNoPageMayDoNothing(String path) {
    assertThat(directives(policy(get(path))))
        .containsEntry("default-src", "'none'")
        .containsEntry("frame-ancestors", "'none'");
  }

  @Test
  void operatorsNameWhomPagesTalkToAndWhoMayEmbedThem() {
    Map<String, String> directives = directives(policy(Map.of(
        "CTI_HTTP_SERVERS", "https://cti2.example.org, http://10.0.0.7:9999",
        "CTI_HTTP_FRAME_ANCESTORS", "https://crm.example.org,https://*.shop.example.org",
        "CTI_SIP_DOMAIN", "sip.example.org",
        "CTI_SIP_WEB_SOCKETS", "wss://fs1.example.org:7443/ws,wss://fs2.example.org")));
    assertThat(directives)
        .containsEntry(
            "frame-ancestors", "'self' https://crm.example.org https://*.shop.example.org")
        .containsEntry(
            "connect-src",
            "'self' ws://cti.example.org wss://cti.example.org"
                + " https://cti2.example.org wss://cti2.example.org"
                + " http://10.0.0.7:9999 ws://10.0.0.7:9999"
                + " wss://fs1.example.org:7443 wss://fs2.example.org");
  }

  @Test
  void allMayEmbedThePagesWhereTheOperatorSaysSo() {
    assertThat(directives(policy(Map.of("CTI_HTTP_FRAME_ANCESTORS", "*"))))
        .containsEntry("frame-ancestors", "'self' *");
  }

  @Test
  void aPhoneAtAnIpv6AddressIsReached() {
    assertThat(directives(policy(Map.of(
            "CTI_SIP_DOMAIN",
            "sip.example.org",
            "CTI_SIP_WEB_SOCKETS",
            "wss://[2001:db8::1]:7443"))))
        .containsEntry("connect-src", "'self' ws://cti.example.org wss://cti.example.org wss:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'; script-src *", "a; script-src *", "a,b", "[::1]", "a b", "é"})
  void aStrangeHostAddsNothing(String host) {
    String policy =
        new ContentSecurityPolicy(PagesConfig.NONE, SipConfig.NONE).of(HostAndPort.create(host, 9));
    assertThat(policy).endsWith("connect-src 'self'");
  }

  @Test
  void pagesAreToldWhichServersAreListed() {
    HttpResponse<Buffer> none = get("/servers.json");
    assertThat(none.getHeader("content-type")).startsWith("application/json");
    assertThat(none.bodyAsJsonArray()).isEmpty();
    PagesConfig pages = new PagesConfig(List.of("https://cti2.example.org"), List.of());
    TestGateway listing = new TestGateway(
        new GatewayConfig(
            TestGateway.http("*"),
            pages,
            TestGateway.WS,
            SipConfig.NONE,
            SwitchAccess.OFF,
            MetricsAccess.LOOPBACK,
            Optional.empty()),
        1);
    try {
      assertThat(get(listing, "/servers.json").bodyAsJsonArray())
          .isEqualTo(JsonArray.of("https://cti2.example.org"));
      assertThat(policy(get(listing, "/"))).contains("wss://cti2.example.org");
    } finally {
      listing.close();
    }
  }

  private static String policy(Map<String, String> environment) {
    Settings settings = Settings.load(Path.of("conf/ctibar.yaml"), environment);
    GatewayConfig config = GatewayConfig.from(settings, Path.of("/opt/ctibar"));
    return new ContentSecurityPolicy(config.pages(), config.sip())
        .of(HostAndPort.create("cti.example.org", -1));
  }

  private static String policy(HttpResponse<Buffer> response) {
    return response.getHeader("content-security-policy");
  }

  private static Map<String, String> directives(String policy) {
    return Arrays.stream(policy.split(";"))
        .map(String::strip)
        .map(directive -> directive.split(" ", 2))
        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  private HttpResponse<Buffer> get(String path) {
    return get(gateway, path);
  }

  private static HttpResponse<Buffer> get(TestGateway of, String path) {
    return TestGateway.wait(
        WebClient.create(of.vertx).get(of.port, "127.0.0.1", path).send());
  }
}
