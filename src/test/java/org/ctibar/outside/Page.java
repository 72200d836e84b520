package org.ctibar.outside;

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
public final class Page {
  private static final JsonObject NOTHING = new JsonObject();

  private final Node node;
  private final String user;
  private final String browser;
  private final AtomicInteger commandIds = new AtomicInteger();
  private final Map<String, Promise<JsonObject>> replies = new ConcurrentHashMap<>();
  private final Promise<Void> welcomed = Promise.promise();
  private final Promise<Void> closed = Promise.promise();
  private volatile Consumer<JsonObject> onEvent = event -> {};
  private volatile WebSocket socket;

  /** In a browser of its own. */
  public Page(Node node, String user) {
    this(node, user, UUID.randomUUID().toString());
  }

  /** @param browser pages of the same one share the agent */
  public Page(Node node, String user, String browser) {
    this.node = node;
    this.user = user;
    this.browser = browser;
  }

  public Page onEvent(Consumer<JsonObject> handler) {
    onEvent = handler;
    return this;
  }

  public String user() {
    return user;
  }

  /** @return done when the node said welcome */
  public Future<Page> open() {
    return node.connect().compose(connected -> {
      socket = connected;
      connected.textMessageHandler(this::received);
      connected.closeHandler(v -> lost());
      JsonObject auth = new JsonObject()
          .put("type", "auth")
          .put("id", "a")
          .put("token", node.tokens().of(user))
          .put("browser", browser);
      connected.writeTextMessage(auth.encode());
      return welcomed.future().map(this);
    });
  }

  public Future<Page> signIn() {
    return open().compose(page -> page.command("login")).map(this);
  }

  public Future<Page> goReady() {
    return command("ready").map(this);
  }

  /** @return fails with the {@link Refusal} */
  public Future<JsonObject> command(String command) {
    return command(command, NOTHING);
  }

  /** @return the data of the reply; fails with the {@link Refusal} */
  public Future<JsonObject> command(String command, JsonObject args) {
    String id = String.valueOf(commandIds.incrementAndGet());
    Promise<JsonObject> reply = Promise.promise();
    replies.put(id, reply);
    socket.writeTextMessage(frame(id, command, args)).onFailure(reply::tryFail);
    return reply.future();
  }

  /** Nothing before it is open. */
  public void ping() {
    write("{\"type\":\"ping\",\"seq\":0,\"revision\":0}");
  }

  /** Whatever the node's answer will be. */
  public void write(String text) {
    WebSocket open = socket;
    if (open != null) {
      open.writeTextMessage(text);
    }
  }

  public Future<Void> closed() {
    return closed.future();
  }

  public Future<Void> close() {
    return socket.close();
  }

  /** Whether it was open or not. */
  public void leave() {
    WebSocket open = socket;
    if (open != null) {
      open.close();
    }
  }

  public static String frame(String id, String command, JsonObject args) {
    return "{\"type\":\"command\",\"id\":\"" + id + "\",\"command\":\"" + command + "\",\"args\":"
        + args.encode() + "}";
  }

  private void lost() {
    String reason = user + ": disconnected, code " + socket.closeStatusCode();
    welcomed.tryFail(reason);
    replies.values().forEach(reply -> reply.tryFail(reason));
    closed.tryComplete();
  }

  private void received(String text) {
    JsonObject frame = new JsonObject(Buffer.buffer(text));
    switch (frame.getString("type")) {
      case "welcome" -> welcomed.tryComplete();
      case "event" -> onEvent.accept(frame);
      case "reply" -> replied(frame);
      case "bye" -> welcomed.tryFail(frame.getString("msg"));
      default -> {}
    }
  }

  private void replied(JsonObject frame) {
    Promise<JsonObject> reply = replies.remove(frame.getString("id", ""));
    if (reply == null) {
      return;
    }
    if (frame.getInteger("code") == 0) {
      reply.tryComplete(frame.getJsonObject("data", NOTHING));
    } else {
      reply.tryFail(new Refusal(user, frame));
    }
  }
}
