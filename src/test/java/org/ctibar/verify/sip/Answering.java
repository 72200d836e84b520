package org.ctibar.verify.sip;

import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;

/** Repeats a 200 to an INVITE until the other side has it: UDP promises nothing. */
final class Answering {
  private static final long REPEAT_MS = 500;
  private static final int MOST = 16;

  private final Vertx vertx;
  private final Line line;
  private long timer = -1;

  Answering(Vertx vertx, Line line) {
    this.vertx = vertx;
    this.line = line;
  }

  void untilAcknowledged(SipMessage invite, SipMessage ok, SocketAddress to) {
    vertx.cancelTimer(timer);
    line.endpoint().answer(invite, ok, to);
    repeat(ok, to, MOST);
  }

  void acknowledged() {
    vertx.cancelTimer(timer);
  }

  private void repeat(SipMessage ok, SocketAddress to, int left) {
    if (left > 0) {
      timer = vertx.setTimer(REPEAT_MS, t -> {
        line.endpoint().sendOnce(ok, to);
        repeat(ok, to, left - 1);
      });
    }
  }
}
