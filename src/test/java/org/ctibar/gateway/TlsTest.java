package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ctibar.testing.Certificates;
import org.ctibar.testing.Logged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway with a certificate of its own. */
class TlsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration RELOAD = Duration.ofMillis(100);

  @TempDir
  private Path folder;

  /** Who is garbage closes its sockets. */
  private final List<Object> clients = new ArrayList<>();

  private final Certificates signs = new Certificates("ours");
  private TestGateway gateway;
  private PemTrustOptions trust;

  @BeforeEach
  void start() {
    trust = new PemTrustOptions()
        .addCertPath(signs.writtenTo(folder.resolve("authority.pem")).toString());
    signs.issue("localhost").writeTo(folder);
    gateway = new TestGateway(
        new GatewayConfig(
            TestGateway.http("*"),
            PagesConfig.NONE,
            TestGateway.WS,
            SipConfig.NONE,
            SwitchAccess.OFF,
            MetricsAccess.LOOPBACK,
            Optional.of(
                new TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key"), RELOAD))),
        2);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void pagesSignInAndTheMetricsAreServed() {
    WebClient web = web();
    HttpResponse<Buffer> page = TestGateway.wait(web.get("/").send());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.version()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(page.getHeader("strict-transport-security")).isEqualTo("max-age=2592000");
    JsonObject credentials =
        new JsonObject().put("username", "admin").put("password", FakeAccounts.MD5);
    HttpResponse<Buffer> signedIn =
        TestGateway.wait(web.post("/api/v1/base/auth").sendJsonObject(credentials));
    assertThat(signedIn.bodyAsJsonObject().getInteger("code")).isZero();
    assertThat(TestGateway.wait(web.get("/metrics").send()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/sockjs/websocket"})
  void socketsAreServed(String path) {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket = TestGateway.wait(kept(gateway.vertx.createWebSocketClient(
            new WebSocketClientOptions().setSsl(true).setTrustOptions(trust)))
        .connect(new WebSocketConnectOptions()
            .setHost("localhost")
            .setPort(gateway.port)
            .setURI(path)
            .addHeader("origin", "https://localhost:" + gateway.port)));
    socket.textMessageHandler(heard::complete);
    socket.writeTextMessage("{\"type\":\"hello\"}");
    await().atMost(DEADLINE).until(heard::isDone);
    assertThat(heard.join()).contains("\"type\"");
  }

  @Test
  void nothingButHttp1IsSpoken() {
    HttpClientOptions both = new HttpClientOptions()
        .setSsl(true)
        .setTrustOptions(trust)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
    HttpVersion spoken = TestGateway.wait(kept(gateway.vertx.createHttpClient(both))
        .request(HttpMethod.GET, gateway.port, "localhost", "/health/live")
        .compose(HttpClientRequest::send)
        .map(response -> response.version()));
    assertThat(spoken).isEqualTo(HttpVersion.HTTP_1_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"})
  void oldProtocolsAreRefused(String protocol) {
    Future<NetSocket> connecting = connect(protocol);
    if (protocol.compareTo("TLSv1.2") < 0) {
      assertThatThrownBy(() -> TestGateway.wait(connecting)).isInstanceOf(Exception.class);
    } else {
      assertThat(TestGateway.wait(connecting).isSsl()).isTrue();
    }
  }

  @Test
  void plainHttpGetsNoAnswerAndLeavesNoTrace() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Buffer heard = Buffer.buffer();
    try (Logged vertx = Logged.below("io.vertx");
        Logged ours = Logged.below("org.ctibar.gateway")) {
      NetSocket socket = TestGateway.wait(
          kept(gateway.vertx.createNetClient()).connect(gateway.port, "localhost"));
      socket.handler(heard::appendBuffer).closeHandler(closed::complete);
      socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      await().atMost(DEADLINE).until(closed::isDone);
      assertThat(heard.toString()).doesNotContain("HTTP/");
      assertThat(vertx.warnings()).isEmpty();
      assertThat(ours.warnings()).isEmpty();
    }
  }

  @Test
  void newFilesAreServedWithoutARestartAndOldConnectionsStay() {
    WebClient kept = web();
    assertThat(TestGateway.wait(kept.get("/health/live").send()).statusCode()).isEqualTo(200);
    X509Certificate before = served();

    signs.issue("localhost", "cti.example.org").writeTo(folder);

    await().atMost(DEADLINE).until(() -> !served().equals(before));
    for (int i = 0; i < 10; i++) {
      assertThat(served()).as("by every event loop").isNotEqualTo(before);
    }
    assertThat(TestGateway.wait(kept.get("/health/live").send()).statusCode()).isEqualTo(200);
  }

  @Test
  void filesThatCannotBeUsedAreToldOnceAndTheOldOnesStay() throws IOException {
    X509Certificate before = served();
    try (Logged logged = Logged.of(TlsReload.class)) {
      Certificates.Issued next = signs.issue("localhost");
      Files.writeString(folder.resolve("server.pem"), next.certificate());
      await().atMost(DEADLINE).until(() -> !logged.lines().isEmpty());
      assertThat(logged.lines().get(0))
          .startsWith("TLS files cannot be used, the certificate from before stays: http.tlsKey")
          .doesNotContain("BEGIN");
      assertThat(served()).isEqualTo(before);

      Files.delete(folder.resolve("server.key"));
      await().atMost(DEADLINE).until(() -> logged.lines().size() == 2);
      assertThat(served()).isEqualTo(before);

      next.writeTo(folder);
      await().atMost(DEADLINE).until(() -> !served().equals(before));
      assertThat(logged.lines()).hasSize(3);
      assertThat(logged.lines().get(2)).startsWith("TLS certificate is served validUntil=");
    }
  }

  @Test
  void withoutTlsNoBrowserIsBoundToIt() {
    try (TestGateway plain = TestGateway.start()) {
      HttpResponse<Buffer> page = TestGateway.wait(
          WebClient.create(plain.vertx).get(plain.port, "127.0.0.1", "/").send());
      assertThat(page.headers().contains("strict-transport-security")).isFalse();
    }
  }

  private X509Certificate served() {
    NetSocket socket = TestGateway.wait(connect("TLSv1.3"));
    try {
      return (X509Certificate) socket.peerCertificates().get(0);
    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    } finally {
      socket.close();
    }
  }

  private Future<NetSocket> connect(String protocol) {
    NetClientOptions options = new NetClientOptions()
        .setSsl(true)
        .setTrustOptions(trust)
        .setHostnameVerificationAlgorithm("HTTPS")
        .setEnabledSecureTransportProtocols(Set.of(protocol));
    return kept(gateway.vertx.createNetClient(options)).connect(gateway.port, "localhost");
  }

  private <T> T kept(T client) {
    clients.add(client);
    return client;
  }

  private WebClient web() {
    return WebClient.create(
        gateway.vertx,
        new WebClientOptions()
            .setSsl(true)
            .setTrustOptions(trust)
            .setDefaultHost("localhost")
            .setDefaultPort(gateway.port));
  }
}
