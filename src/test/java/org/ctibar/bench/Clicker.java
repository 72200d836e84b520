package org.ctibar.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.ctibar.outside.Node;
import org.ctibar.outside.Page;

/** An agent who goes ready and busy in turn, and the times that it takes. */
final class Clicker {
  private record Expected(String event, long sentNs, Latencies into) {}

  private final Page page;
  private volatile Expected expected;
  private volatile boolean ready;

  private Clicker(Page page) {
    this.page = page;
  }

  static Future<Clicker> signIn(Node node, String user) {
    Page page = new Page(node, user);
    Clicker clicker = new Clicker(page);
    return page.onEvent(clicker::event).signIn().map(clicker);
  }

  /** Ready if not ready, else busy; from the frame's sending to its event's arrival is recorded. */
  void toggle(Latencies into) {
    ready = !ready;
    expected = new Expected(ready ? "onReady" : "onBusy", System.nanoTime(), into);
    page.command(ready ? "ready" : "busy");
  }

  boolean waits() {
    return expected != null;
  }

  Page page() {
    return page;
  }

  private void event(JsonObject event) {
    long atNs = System.nanoTime();
    Expected waited = expected;
    if (waited != null && waited.event().equals(event.getString("event"))) {
      expected = null;
      waited.into().record(waited.sentNs(), atNs);
    }
  }
}
