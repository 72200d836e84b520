package org.ctibar.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;

/**
 * What people without a token do to a node, all of it at once: frames that inflate a thousandfold, guesses of passwords,
 * pipelined requests that are no good, and headers that come byte by byte.
 */
final class Strangers implements AutoCloseable {
  private static final int INFLATED_BYTES = 60_000_000;
  private static final int SOCKETS = 64;
  private static final int SLOW_HEADERS = 200;
  private static final int GUESSES_AT_ONCE = 50;
  private static final int BAD_REQUESTS_AT_ONCE = 100;
  private static final long AGAIN_MS = 250;
  private static final long RECONNECT_MS = 1_000;
  private static final String UPGRADE = "GET /ws HTTP/1.1\r\nhost: a\r\norigin: http://a\r\n"
      + "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
      + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
      + "sec-websocket-extensions: permessage-deflate\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient(new NetClientOptions());
  private final Buffer bomb = compressedFrame();
  private final AtomicLong begun = new AtomicLong();
  private final List<NetSocket> slow = new CopyOnWriteArrayList<>();
  private final String host;
  private final int port;
  private int guesses;

  Strangers(String url) {
    URI uri = URI.create(url);
    host = uri.getHost();
    port = uri.getPort();
  }

  Strangers start() {
    for (int i = 0; i < SOCKETS; i++) {
      inflate();
    }
    for (int i = 0; i < SLOW_HEADERS; i++) {
      trickle();
    }
    vertx.setPeriodic(AGAIN_MS, t -> {
      slow.forEach(socket -> socket.write("x"));
      say("GET /%zz HTTP/1.1\r\nhost: a\r\n\r\n".repeat(BAD_REQUESTS_AT_ONCE));
      for (int i = 0; i < GUESSES_AT_ONCE / 4; i++) {
        guess();
      }
    });
    return this;
  }

  /** How many connections they made. */
  long connections() {
    return begun.get();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** Again whenever it is thrown out. */
  private void inflate() {
    begun.incrementAndGet();
    client.connect(port, host).onSuccess(socket -> {
      socket.exceptionHandler(reset -> {});
      socket.handler(answer -> socket.write(bomb));
      socket.closeHandler(v -> vertx.setTimer(RECONNECT_MS, t -> inflate()));
      socket.write(UPGRADE);
    });
  }

  private void trickle() {
    begun.incrementAndGet();
    client.connect(port, host).onSuccess(socket -> {
      socket.exceptionHandler(reset -> {});
      socket.closeHandler(v -> {
        slow.remove(socket);
        trickle();
      });
      socket.write("GET / HTTP/1.1\r\nhost: a\r\nx: ");
      slow.add(socket);
    });
  }

  private void guess() {
    String body =
        "{\"username\":\"agent" + guesses++ + "\",\"password\":\"" + "0".repeat(32) + "\"}";
    say("POST /api/v1/base/auth HTTP/1.1\r\nhost: a\r\nconnection: close\r\n"
        + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
  }

  private void say(String requests) {
    begun.incrementAndGet();
    client.connect(port, host).onSuccess(socket -> {
      socket.exceptionHandler(reset -> {});
      socket.write(requests);
      vertx.setTimer(4 * AGAIN_MS, t -> socket.close());
    });
  }

  /** Final, compressed, text; masked with zeros, which leave it as it is. */
  private static Buffer compressedFrame() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(" ".repeat(INFLATED_BYTES).getBytes(StandardCharsets.US_ASCII));
    byte[] payload = new byte[INFLATED_BYTES / 100];
    int length = deflater.deflate(payload, 0, payload.length, Deflater.SYNC_FLUSH) - 4;
    deflater.end();
    return Buffer.buffer()
        .appendByte((byte) 0xC1)
        .appendByte((byte) 0xFE)
        .appendUnsignedShort(length)
        .appendInt(0)
        .appendBytes(payload, 0, length);
  }
}
