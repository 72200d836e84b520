package org.ctibar.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ctibar.outside.Node;
import org.ctibar.outside.Page;

/** Agents of the demonstration's skill group 1 who take every call, talk a moment and hang up. */
final class Agents {
  private static final long TALK_MS = 200;
  private static final long HEARTBEAT_MS = 15_000;

  private final Vertx vertx;
  private final AtomicInteger answered = new AtomicInteger();

  Agents(Vertx vertx) {
    this.vertx = vertx;
  }

  /** @param first 1001 to 1050 are those of the demonstration */
  void signIn(Node node, int first, int last) throws Exception {
    List<Integer> extensions = IntStream.rangeClosed(first, last).boxed().toList();
    Crowd.all(extensions.size(), n -> {
      Page page = new Page(node, user(extensions.get(n - 1)));
      page.onEvent(event -> work(page, event));
      vertx.setPeriodic(HEARTBEAT_MS, t -> page.ping());
      return page.signIn().compose(Page::goReady);
    });
  }

  int answered() {
    return answered.get();
  }

  private void work(Page page, JsonObject event) {
    switch (event.getString("event")) {
      case "onRing" -> page.command("offhook");
      case "onAnswer" -> {
        answered.incrementAndGet();
        vertx.setTimer(TALK_MS, t -> page.command("hangup"));
      }
      default -> {}
    }
  }

  private static String user(int extension) {
    return extension == 1001 ? "admin" : "agent" + (extension - 1000);
  }
}
