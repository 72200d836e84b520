package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who says nothing more does not hold a connection for ever. */
class IdleTimeoutTest {
  private static final Duration IDLE = Duration.ofMillis(1_500);

  private TestGateway gateway;
  private NetClient client;

  @BeforeEach
  void start() {
    GatewayConfig.Http http = new GatewayConfig.Http(
        "127.0.0.1",
        0,
        Path.of("src/test/resources/webroot"),
        16_384,
        IDLE,
        List.of("*"),
        List.of(),
        TestGateway.http("*").throttle(),
        TestGateway.LIFETIMES,
        TestGateway.http("*").connections());
    gateway = new TestGateway(new GatewayConfig(http, TestGateway.WS), 1);
    client = gateway.vertx.createNetClient();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /api/v1/base/auth HTTP/1.1\r\nhost: a",
        "POST /api/v1/base/auth HTTP/1.1\r\nhost: a\r\ncontent-length: 50\r\n\r\n{",
      })
  void aHalfSentRequestIsClosed(String half) {
    assertThat(closed(half)).succeedsWithin(30, TimeUnit.SECONDS);
  }

  @Test
  void aPageThatPingsStays() {
    TestPage page = TestPage.of(gateway, "admin", "browser");
    CompletableFuture<Void> idler = closed("");
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(() -> {
      page.ping(0, 0);
      page.next("pong");
      return idler.isDone();
    });
    page.ping(0, 0);
    page.next("pong");
    assertThat(page.closed).isNotDone();
  }

  /** Done when the gateway closed a connection on which only this was sent. */
  private CompletableFuture<Void> closed(String sent) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    NetSocket socket = TestGateway.wait(client.connect(gateway.port, "127.0.0.1"));
    socket.closeHandler(v -> closed.complete(null));
    socket.write(sent);
    return closed;
  }
}
