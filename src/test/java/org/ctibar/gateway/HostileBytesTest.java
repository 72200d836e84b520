package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Bytes of no browser, from somebody without a token. */
class HostileBytesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(500);
  private static final int MOST_OF_AN_ADDRESS = 20;
  private static final String UPGRADE =
      " HTTP/1.1\r\nhost: a\r\norigin: http://a\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
          + "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private TestGateway gateway;
  private NetClient client;

  @BeforeEach
  void start() {
    gateway = TestGateway.with(
        new GatewayConfig.Connections(10_000, MOST_OF_AN_ADDRESS, REQUEST_TIMEOUT));
    client = gateway.vertx.createNetClient();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/sockjs/websocket", "/sockjs/000/abc/websocket"})
  void noSocketInflatesFrames(String path) {
    Peer peer = new Peer("GET " + path + UPGRADE
        + "sec-websocket-extensions: permessage-deflate, x-webkit-deflate-frame\r\n\r\n");
    peer.hears("HTTP/1.1 101");
    assertThat(peer.heard()).doesNotContainIgnoringCase("sec-websocket-extensions");
    byte[] compressedFrame = {(byte) 0xC1, (byte) 0x81, 0, 0, 0, 0, 0};
    peer.socket.write(Buffer.buffer(compressedFrame));
    peer.isClosed();
  }

  @Test
  void clearTextIsHttp1Only() {
    Peer upgrading = new Peer(
        "GET /health/live HTTP/1.1\r\nhost: a\r\n"
            + "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n\r\n");
    upgrading.hears("HTTP/1.1 200");
    Peer knowing = new Peer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    knowing.hears("HTTP/");
    assertThat(knowing.heard()).doesNotContain("HTTP/1.1 101");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nhost: a\r\nx: ",
        "POST /api/v1/base/auth HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\n{"
      })
  void aRequestThatComesByteByByteIsCutOff(String beginning) {
    Peer peer = new Peer(beginning);
    long trickle = gateway.vertx.setPeriodic(50, t -> peer.socket.write("x"));
    peer.isClosed();
    gateway.vertx.cancelTimer(trickle);
  }

  @Test
  void whoWaitsBetweenRequestsAndOnAWebSocketIsNotCutOff() {
    Peer peer = new Peer("GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n");
    TestPage page = TestPage.of(gateway, "admin", "browser");
    peer.hears("HTTP/1.1 200");
    Peer slow = new Peer("GET / HTTP/1.1\r\n");
    slow.isClosed(); // began after them
    Peer again = peer.says("GET /health/ready HTTP/1.1\r\nhost: a\r\n\r\n");
    again.hears("HTTP/1.1 200");
    page.ping(0, 0);
    page.next("pong");
    new Peer("GET / HTTP/1.1\r\n").isClosed();
    page.ping(0, 0);
    page.next("pong");
  }

  @Test
  void oneConnectionTooManyOfAnAddressIsClosed() {
    gateway.close();
    gateway = TestGateway.withoutProxy(
        new GatewayConfig.Connections(10_000, MOST_OF_AN_ADDRESS, Duration.ofSeconds(30)));
    client = gateway.vertx.createNetClient();
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < MOST_OF_AN_ADDRESS; i++) {
      peers.add(new Peer("GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n"));
    }
    peers.forEach(peer -> peer.hears("HTTP/1.1 200"));
    new Peer("").isClosed();
    peers.get(0).socket.close();
    await()
        .atMost(DEADLINE)
        .untilAsserted(() -> assertThat(gateway.services.meters().scrape())
            .contains("ctibar_connections_refused_total{limit=\"address\"} 1.0"));
    await().atMost(DEADLINE).until(() -> {
      Peer next = new Peer("GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n");
      await().atMost(DEADLINE).until(() -> next.closed.isDone() || !next.heard().isEmpty());
      return next.heard().startsWith("HTTP/1.1 200");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET /index.html HTTP/1.1\r\nhost: a\r\nrange: bytes=999999999-\r\n\r\n",
        "GET /..%2f..%2fetc HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nexpect: 200-maybe\r\n\r\n",
        "GET /sockjs/000/abc/websocket HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\n"
            + "connection: upgrade\r\n\r\n",
        "POST /api/v1/base/auth HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n",
      })
  void badRequestsLeaveNoStackInTheLog(String request) {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      new Peer(request.repeat(200)).isDone();
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
  }

  /** Somebody who writes and reads bytes. */
  private final class Peer {
    private final NetSocket socket;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Buffer heard = Buffer.buffer();

    Peer(String says) {
      // Handlers are set before the event loop reads on: a refused connection is closed at once.
      socket = TestGateway.wait(client.connect(gateway.port, "127.0.0.1").map(this::listen));
      socket.write(Buffer.buffer(says, "ISO-8859-1"));
    }

    private NetSocket listen(NetSocket opened) {
      return opened
          .handler(bytes -> heard = heard.copy().appendBuffer(bytes))
          .exceptionHandler(e -> {}) // a reset is an answer, too
          .closeHandler(v -> closed.complete(null));
    }

    Peer says(String text) {
      heard = Buffer.buffer();
      socket.write(text);
      return this;
    }

    String heard() {
      return heard.toString(StandardCharsets.ISO_8859_1);
    }

    void hears(String beginning) {
      await().atMost(DEADLINE).until(() -> heard().startsWith(beginning));
    }

    void isClosed() {
      assertThat(closed).succeedsWithin(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Everything was answered, or the connection closed: a later request of another connection comes through. */
    void isDone() {
      socket.write("GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
      isClosed();
    }
  }
}
