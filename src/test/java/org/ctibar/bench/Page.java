package org.ctibar.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An agent's page: a WebSocket that speaks the protocol of docs/protocol. */
final class Page {
  private record Expected(String event, long sentNs, Latencies into) {}

  private final Node node;
  private final String user;
  private final AtomicInteger commandIds = new AtomicInteger();
  private final Map<String, Promise<Void>> replies = new ConcurrentHashMap<>();
  private final Promise<Void> welcomed = Promise.promise();
  private final Promise<Void> closed = Promise.promise();
  private volatile Consumer<JsonObject> onEvent = event -> {};
  private volatile Expected expected;
  private volatile boolean ready;
  private volatile WebSocket socket;

  Page(Node node, String user) {
    this.node = node;
    this.user = user;
  }

  Page onEvent(Consumer<JsonObject> handler) {
    onEvent = handler;
    return this;
  }

  /** @return done when the node said welcome */
  Future<Page> open() {
    return node.connect().compose(connected -> {
      socket = connected;
      connected.textMessageHandler(text -> received(text, System.nanoTime()));
      connected.closeHandler(v -> lost());
      JsonObject auth = new JsonObject()
          .put("type", "auth")
          .put("id", "a")
          .put("token", node.tokens().of(user))
          .put("browser", UUID.randomUUID().toString());
      connected.writeTextMessage(auth.encode());
      return welcomed.future().map(this);
    });
  }

  Future<Page> signIn() {
    return open().compose(page -> page.command("login")).map(this);
  }

  Future<Page> goReady() {
    ready = true;
    return command("ready").map(this);
  }

  /** @return fails with the refusal */
  Future<Void> command(String command) {
    String id = String.valueOf(commandIds.incrementAndGet());
    Promise<Void> reply = Promise.promise();
    replies.put(id, reply);
    socket.writeTextMessage(frame(id, command));
    return reply.future();
  }

  /** Ready if not ready, else busy; from the frame's sending to its event's arrival is recorded. */
  void toggle(Latencies into) {
    ready = !ready;
    expected = new Expected(ready ? "onReady" : "onBusy", System.nanoTime(), into);
    command(ready ? "ready" : "busy");
  }

  boolean waits() {
    return expected != null;
  }

  void ping() {
    socket.writeTextMessage("{\"type\":\"ping\",\"seq\":0,\"revision\":0}");
  }

  /** Whatever the node's answer will be. */
  void write(String text) {
    socket.writeTextMessage(text);
  }

  Future<Void> closed() {
    return closed.future();
  }

  Future<Void> close() {
    return socket.close();
  }

  static String frame(String id, String command) {
    return "{\"type\":\"command\",\"id\":\"" + id + "\",\"command\":\"" + command
        + "\",\"args\":{}}";
  }

  private void lost() {
    String reason = user + ": disconnected, code " + socket.closeStatusCode();
    welcomed.tryFail(reason);
    replies.values().forEach(reply -> reply.tryFail(reason));
    closed.tryComplete();
  }

  private void received(String text, long atNs) {
    JsonObject frame = new JsonObject(Buffer.buffer(text));
    switch (frame.getString("type")) {
      case "welcome" -> welcomed.tryComplete();
      case "event" -> event(frame, atNs);
      case "reply" -> replied(frame);
      case "bye" -> welcomed.tryFail(frame.getString("msg"));
      default -> {}
    }
  }

  private void event(JsonObject event, long atNs) {
    Expected waited = expected;
    if (waited != null && waited.event().equals(event.getString("event"))) {
      expected = null;
      waited.into().record(waited.sentNs(), atNs);
    }
    onEvent.accept(event);
  }

  private void replied(JsonObject frame) {
    Promise<Void> reply = replies.remove(frame.getString("id", ""));
    if (reply == null) {
      return;
    }
    if (frame.getInteger("code") == 0) {
      reply.tryComplete();
    } else {
      reply.tryFail(user + ": " + frame.getString("msg"));
    }
  }
}
