package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page that speaks the protocol frame by frame. */
final class TestPage {
  private static final int WAIT_S = 30;

  final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final WebSocket socket;
  /** Kept: a client that nobody holds closes its sockets. */
  private final WebSocketClient client;

  private int commands;

  TestPage(TestGateway gateway) {
    client = gateway.vertx.createWebSocketClient();
    socket = TestGateway.wait(client.connect(
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(gateway.port).setURI("/ws")));
    socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
    socket.closeHandler(v -> closed.complete(
        socket.closeStatusCode() == null ? -1 : socket.closeStatusCode().intValue()));
  }

  /** Connected and welcomed. */
  static TestPage of(TestGateway gateway, String user, String browser) {
    TestPage page = new TestPage(gateway);
    page.auth(gateway.token(user), browser);
    return page;
  }

  /** Connected, welcomed and signed in. */
  static TestPage signedIn(TestGateway gateway, String user, String browser) {
    TestPage page = of(gateway, user, browser);
    page.command("login");
    page.event("onLogin");
    page.reply();
    return page;
  }

  JsonObject auth(String token, String browser) {
    send(new JsonObject()
        .put("type", "auth")
        .put("id", "a1")
        .put("token", token)
        .put("browser", browser));
    return next();
  }

  /** Resumes a session in which the agent was signed in, wherever that was. */
  JsonObject goOn(String token, String browser, String session, long seq) {
    return resume(
        token,
        browser,
        new JsonObject().put("session", session).put("seq", seq).put("signedIn", true));
  }

  JsonObject resume(String token, String browser, String session, long seq) {
    return resume(token, browser, new JsonObject().put("session", session).put("seq", seq));
  }

  private JsonObject resume(String token, String browser, JsonObject resume) {
    send(new JsonObject()
        .put("type", "auth")
        .put("id", "a2")
        .put("token", token)
        .put("browser", browser)
        .put("resume", resume));
    return next();
  }

  /** What the agent domain calls the session that a page knows by this name. */
  static String idOf(String session) {
    return session.substring(0, session.indexOf('.'));
  }

  String command(String command) {
    return command(command, new JsonObject());
  }

  String command(String command, JsonObject args) {
    String id = "c" + ++commands;
    command(id, command, args);
    return id;
  }

  void command(String id, String command, JsonObject args) {
    send(new JsonObject()
        .put("type", "command")
        .put("id", id)
        .put("command", command)
        .put("args", args));
  }

  void ping(long seq, long revision) {
    send(new JsonObject().put("type", "ping").put("seq", seq).put("revision", revision));
  }

  void send(JsonObject frame) {
    text(frame.encode());
  }

  void text(String text) {
    socket.writeTextMessage(text);
  }

  JsonObject next() {
    try {
      JsonObject frame = frames.poll(WAIT_S, TimeUnit.SECONDS);
      assertThat(frame).as("a frame within " + WAIT_S + " s").isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonObject next(String type) {
    JsonObject frame = next();
    assertThat(frame.getString("type")).as(frame.encode()).isEqualTo(type);
    return frame;
  }

  JsonObject event(String name) {
    JsonObject frame = next("event");
    assertThat(frame.getString("event")).as(frame.encode()).isEqualTo(name);
    return frame;
  }

  JsonObject reply() {
    return next("reply");
  }

  int closeCode() {
    try {
      return closed.get(WAIT_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("not closed", e);
    }
  }

  void drop() {
    TestGateway.wait(socket.close());
  }
}
