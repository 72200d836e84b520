package org.ctibar.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import org.ctibar.gateway.TokenService.Identity;

/** One supervisor's page on the bridge. Belongs to the event loop of its socket. */
final class Seat {
  /** As on {@code /ws}. */
  private static final int SLOW_READER = 4004;

  private static final int MOST_UNHEEDED = 50;
  private static final int WRITE_QUEUE_BYTES = 512 * 1024;

  private final SockJSSocket socket;
  private final Identity identity;
  private long expiryTimer;
  private boolean behind;
  private int unheeded;

  Seat(SockJSSocket socket, Identity identity) {
    this.socket = socket;
    this.identity = identity;
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
  }

  String user() {
    return identity.account().user();
  }

  List<String> roles() {
    return identity.account().roles();
  }

  void closesBy(long timer) {
    expiryTimer = timer;
  }

  long expiryTimer() {
    return expiryTimer;
  }

  /**
   * Whether there is room for one more message. A page that does not read is told nothing more until it does.
   *
   * @param caughtUp runs when a page that was spared something reads again
   */
  boolean hasRoom(Runnable caughtUp) {
    if (!socket.writeQueueFull()) {
      return !behind;
    }
    if (!behind) {
      behind = true;
      socket.drainHandler(v -> {
        behind = false;
        caughtUp.run();
      });
    }
    return false;
  }

  /** Whether it may ask something more; one that asks on and on without reading the answers is closed. */
  boolean mayAsk() {
    if (!socket.writeQueueFull()) {
      unheeded = 0;
      return true;
    }
    if (++unheeded == MOST_UNHEEDED) {
      close(SLOW_READER, "page does not read");
    }
    return false;
  }

  void tell(String address, Object body) {
    JsonObject message =
        new JsonObject().put("type", "rec").put("address", address).put("body", body);
    socket.write(Buffer.buffer(message.encode()));
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }
}
