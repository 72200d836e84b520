package org.ctibar.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import org.ctibar.gateway.TokenService.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One supervisor's page on the bridge. Belongs to the event loop of its socket. */
final class Seat {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);
  /** As on {@code /ws}. */
  private static final int TOO_MUCH = 1008;

  private static final int MOST_A_SECOND = 20;

  private static final int MOST_UNHEEDED = 50;
  private static final int WRITE_QUEUE_BYTES = 512 * 1024;

  private final SockJSSocket socket;
  private final Identity identity;
  private long expiryTimer;
  private boolean behind;
  private boolean registered;
  private boolean closing;
  private long secondBegan;
  private int said;
  private int unheeded;

  Seat(SockJSSocket socket, Identity identity) {
    this.socket = socket;
    this.identity = identity;
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
  }

  Identity identity() {
    return identity;
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
    if (!full()) {
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

  /**
   * Whether it may say something more: not too much in a second, and not while it does not read what it is answered. One
   * that does not heed that is closed.
   *
   * @param nowMs of a clock that never goes back
   */
  boolean maySpeak(long nowMs) {
    if (nowMs - secondBegan >= 1_000) {
      secondBegan = nowMs;
      said = 0;
    }
    if (++said <= MOST_A_SECOND && !full()) {
      unheeded = 0;
      return true;
    }
    if (++unheeded == MOST_UNHEEDED) {
      close(TOO_MUCH, "too many messages");
    }
    return false;
  }

  /** Whether this is its first registration; more of them would only tell everything more often. */
  boolean register() {
    boolean first = !registered;
    registered = true;
    return first;
  }

  /** Whether there was a registration to give up. */
  boolean unregister() {
    boolean was = registered;
    registered = false;
    return was;
  }

  private boolean full() {
    try {
      return socket.writeQueueFull();
    } catch (IllegalStateException closed) {
      return true;
    }
  }

  void tell(String address, Object body) {
    JsonObject message =
        new JsonObject().put("type", "rec").put("address", address).put("body", body);
    socket.write(Buffer.buffer(message.encode()));
  }

  void close(int code, String reason) {
    if (!closing) {
      closing = true;
      LOG.warn("Page of a supervisor sent away user={} why={}", user(), reason);
      socket.close(code, reason);
    }
  }
}
