package org.ctibar.gateway;

import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page over {@code /sockjs}, whatever its transport. */
final class SockJsConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(SockJsConnection.class);

  private final SockJSSocket socket;
  private volatile boolean closed;

  SockJsConnection(SockJSSocket socket, int writeQueueBytes) {
    this.socket = socket;
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
    socket.write(text).onFailure(e -> LOG.debug("Frame not sent", e));
  }

  @Override
  public void close(CloseCode code) {
    if (!closed) {
      closed = true;
      socket.close(code.number(), code.reason());
    }
  }
}
