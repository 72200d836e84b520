package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page over {@code /sockjs}, whatever its transport. */
final class SockJsConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(SockJsConnection.class);

  private static final long FETCH_TIMEOUT_MS = 5_000;

  private final SockJSSocket socket;
  private final boolean overWebSocket;
  private volatile boolean closed;
  private volatile Future<Void> lastWrite = Future.succeededFuture();

  SockJsConnection(SockJSSocket socket, int writeQueueBytes) {
    this.socket = socket;
    this.overWebSocket = socket.routingContext().request().path().endsWith("/websocket");
    socket.setWriteQueueMaxSize(writeQueueBytes);
  }

  @Override
  public void send(String text) {
    if (closed) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(CloseCode.SLOW_READER);
      return;
    }
    lastWrite = socket.write(text).onFailure(e -> LOG.debug("Frame not sent", e));
  }

  @Override
  public boolean isOneStream() {
    return overWebSocket;
  }

  /** Not before the page fetched its last frame: SockJS drops what still waits for the next poll. */
  @Override
  public void close(CloseCode code) {
    if (!closed) {
      closed = true;
      lastWrite
          .timeout(FETCH_TIMEOUT_MS, TimeUnit.MILLISECONDS)
          .onComplete(v -> socket.close(code.number(), code.reason()));
    }
  }
}
