package org.ctibar.gateway;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page over {@code /ws}. */
final class WebSocketConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  /** Longer than a page may take to answer a close frame, see {@link GatewayVerticle}. */
  private static final long CLOSE_TIMEOUT_MS = 6_000;

  private final ServerWebSocket socket;
  private final HttpConnection transport;

  /** @param transport what {@code socket} was upgraded from */
  WebSocketConnection(ServerWebSocket socket, HttpConnection transport, int writeQueueBytes) {
    this.transport = transport;
    this.socket = socket.setWriteQueueMaxSize(writeQueueBytes);
  }

  @Override
  public void send(String text) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(CloseCode.SLOW_READER);
      return;
    }
    socket.writeTextMessage(text).onFailure(e -> LOG.debug("Frame not sent", e));
  }

  @Override
  public boolean isOneStream() {
    return true;
  }

  @Override
  public void close(CloseCode code) {
    if (!socket.isClosed()) {
      socket
          .close(code.number(), code.reason())
          .timeout(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
          .onFailure(this::cut);
    }
  }

  /**
   * Vert.x waits without end until the page has taken the close frame, which one that reads nothing never does; its
   * public API offers nothing harder. From the first handler on, nobody turns this into a close frame again.
   */
  private void cut(Throwable why) {
    LOG.debug("Close not answered", why);
    if (transport instanceof HttpServerConnection http) {
      http.channelHandlerContext()
          .channel()
          .pipeline()
          .firstContext()
          .close()
          .addListener(closed -> LOG.debug("Socket closed success={}", closed.isSuccess()));
    }
  }
}
