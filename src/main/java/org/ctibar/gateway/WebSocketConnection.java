package org.ctibar.gateway;

import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page over {@code /ws}. */
final class WebSocketConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  private final ServerWebSocket socket;

  WebSocketConnection(ServerWebSocket socket, int writeQueueBytes) {
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
  public void close(CloseCode code) {
    if (!socket.isClosed()) {
      socket.close(code.number(), code.reason()).onFailure(e -> LOG.debug("Close not sent", e));
    }
  }
}
