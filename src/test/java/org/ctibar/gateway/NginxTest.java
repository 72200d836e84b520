package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a node through the proxy of the operators' documents, and what does not. */
@Tag(Tiers.INTEGRATION)
class NginxTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String HANDSHAKE = "host: a\r\norigin: http://a\r\nconnection: Upgrade\r\n"
      + "upgrade: websocket\r\nsec-websocket-version: 13\r\n"
      + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  @TempDir
  private Path folder;

  private TestGateway gateway;
  private Nginx nginx;
  private NetClient client;

  @BeforeEach
  void start() {
    assumeTrue(Nginx.program().isPresent(), "nginx is not installed");
    SwitchAccess open = new SwitchAccess("0123456789abcdef", List.of());
    gateway = new TestGateway(
        new GatewayConfig(TestGateway.http("*"), TestGateway.WS, SipConfig.NONE, open), 1);
    nginx = new Nginx(folder, gateway.port);
    client = gateway.vertx.createNetClient();
    await()
        .atMost(DEADLINE)
        .until(() -> ask("GET /health/live HTTP/1.0\r\nhost: a\r\n\r\n").contains(" 200 "));
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      nginx.close();
      gateway.close();
    }
  }

  @Test
  void pagesSignInAndOpenWebSockets() throws Exception {
    assertThat(signIn("admin", FakeAccounts.MD5, "").getInteger("code")).isZero();
    assertThat(ask("GET /ws HTTP/1.1\r\n" + HANDSHAKE + "\r\n")).startsWith("HTTP/1.1 101");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/metrics/",
        "//metrics",
        "/%6detrics",
        "/x/../metrics",
        "/x/%2e%2e/metrics",
        "/metrics?a=b",
        "/freeswitch/directory",
        "/freeswitch%2fdirectory",
        "/%66reeswitch/directory/",
      })
  void whatIsNotForTheWorldIsNotThere(String path) {
    String answer = ask("POST " + path + " HTTP/1.0\r\nhost: a\r\ncontent-length: 0\r\n\r\n")
        + ask("GET " + path + " HTTP/1.0\r\nhost: a\r\n\r\n");
    assertThat(answer)
        .contains(" 404 ")
        .doesNotContain("ctibar_", "mod_xml_curl", " 401 ", " 200 ");
  }

  @Test
  void http2InClearTextIsNoTunnel() {
    NetSocket socket = TestGateway.wait(client.connect(nginx.port, "127.0.0.1"));
    Buffer heard = Buffer.buffer();
    socket.handler(heard::appendBuffer);
    socket.write("GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: Upgrade, HTTP2-Settings\r\n"
        + "upgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n\r\n");
    await().atMost(DEADLINE).until(() -> heard.toString().contains("\r\n\r\n"));
    assertThat(heard.toString())
        .startsWith("HTTP/1.1 200")
        .doesNotContainIgnoringCase("upgrade: h2c");
    socket.close();
  }

  @Test
  void nobodyInventsWhereHeComesFrom() throws Exception {
    for (int i = 0; i < 5; i++) {
      String forged = "198.51.100." + i;
      assertThat(signIn("admin", "0".repeat(32), forged).getInteger("code")).isEqualTo(7);
    }
    assertThat(signIn("admin", "0".repeat(32), "198.51.100.99").getInteger("code"))
        .isEqualTo(9);
  }

  @Test
  void tokensInAddressesStayOutOfTheLog() throws IOException {
    ask("GET /eventbus/000/abc/websocket?token=secret HTTP/1.0\r\nhost: a\r\n\r\n");
    Path log = folder.resolve("access.log");
    await().atMost(DEADLINE).until(() -> Files.readString(log).contains("/eventbus/"));
    assertThat(Files.readString(log)).doesNotContain("secret");
  }

  private JsonObject signIn(String user, String md5, String forwardedFor) throws Exception {
    JsonObject body = new JsonObject().put("username", user).put("password", md5);
    HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + nginx.port + "/api/v1/base/auth"))
        .timeout(DEADLINE)
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    if (!forwardedFor.isEmpty()) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    return new JsonObject(HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body());
  }

  /** All that comes until the connection is closed, or the head of an upgrade. */
  private String ask(String request) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Buffer heard = Buffer.buffer();
    client
        .connect(nginx.port, "127.0.0.1")
        .onFailure(notYet -> answer.complete(""))
        .onSuccess(socket -> {
          socket.handler(bytes -> {
            heard.appendBuffer(bytes);
            if (heard.toString().startsWith("HTTP/1.1 101")) {
              socket.close();
            }
          });
          socket.closeHandler(v -> answer.complete(heard.toString(StandardCharsets.ISO_8859_1)));
          socket.write(request);
        });
    return answer.completeOnTimeout("", DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
