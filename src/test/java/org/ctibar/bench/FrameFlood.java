package org.ctibar.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ctibar.outside.Node;
import org.ctibar.outside.Pace;
import org.ctibar.outside.Page;

/** One page that sends far too many frames, and comes back whenever it is thrown out. */
final class FrameFlood {
  private final Node node;
  private final String user;
  private final AtomicInteger thrownOut = new AtomicInteger();
  private volatile Page page;
  private volatile boolean over;

  FrameFlood(Node node, String user) {
    this.node = node;
    this.user = user;
  }

  /** @return how many frames were sent */
  long run(int framesPerSecond, Duration length) {
    AtomicLong sent = new AtomicLong();
    connect();
    Pace.run(framesPerSecond, length, () -> {
      Page now = page;
      if (now != null) {
        now.write(Page.frame("f" + sent.getAndIncrement(), "snapshot", new JsonObject()));
      }
    });
    over = true;
    return sent.get();
  }

  int thrownOut() {
    return thrownOut.get();
  }

  private void connect() {
    Page fresh = new Page(node, user);
    fresh.open().onSuccess(opened -> {
      fresh.closed().onSuccess(v -> {
        page = null;
        thrownOut.incrementAndGet();
        if (!over) {
          connect();
        }
      });
      page = fresh;
    });
  }
}
