package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same frames where a network breaks WebSockets. */
class SockJsTest {
  private TestGateway gateway;
  private WebClient web;

  @BeforeEach
  void start() {
    gateway = TestGateway.start();
    web = WebClient.create(gateway.vertx);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sockjs/iframe.html",
        "/sockjs/iframe-1.6.1.html",
        "/sockjs//iframe.html",
        "/sockjs/%69frame.html",
        "/sockjs/iframe.html?c=x",
        "/sockjs/000/session/htmlfile?c=x",
        "/sockjs/000/session/jsonp?c=x",
      })
  void noScriptOfOthersRunsAsOurs(String path) {
    HttpResponse<Buffer> response =
        TestGateway.wait(web.get(gateway.port, "127.0.0.1", path).send());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(String.valueOf(response.bodyAsString())).doesNotContain("script");
  }

  @Test
  void signsInByItsWebSocket() {
    BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    WebSocketClient client = gateway.vertx.createWebSocketClient();
    WebSocket socket = TestGateway.wait(
        client.connect(gateway.port, "127.0.0.1", "/sockjs/000/session1/websocket"));
    socket.textMessageHandler(text -> unpacked(text).forEach(frames::add));
    socket.writeTextMessage(new JsonArray().add(auth().encode()).encode());
    assertThat(next(frames).getString("type")).isEqualTo("welcome");
    socket.writeTextMessage(new JsonArray().add(login().encode()).encode());
    assertThat(next(frames).getString("event")).isEqualTo("onLogin");
    assertThat(next(frames).getString("type")).isEqualTo("reply");
    TestGateway.wait(socket.close());
  }

  @Test
  void signsInByPolling() {
    Polling page = new Polling("session2");
    assertThat(page.poll()).isEqualTo("o\n");
    page.send(auth());
    assertThat(page.next().getString("type")).isEqualTo("welcome");
    page.send(login());
    assertThat(page.next().getString("event")).isEqualTo("onLogin");
    assertThat(page.next().getString("type")).isEqualTo("reply");
  }

  @Test
  void theLastWordArrivesBeforeTheEnd() {
    Polling page = new Polling("session3");
    page.poll();
    page.send(auth().put("token", "x.y.z"));
    JsonObject bye = page.next();
    assertThat(bye.getString("type")).isEqualTo("bye");
    assertThat(bye.getInteger("code")).isEqualTo(6);
    assertThat(page.poll()).startsWith("c[");
  }

  @Test
  void aSessionMovesFromOneTransportToTheOther() {
    TestPage page = new TestPage(gateway);
    String session = page.auth(gateway.token("admin"), "browser").getString("session");
    page.drop();
    Polling back = new Polling("session4");
    back.poll();
    back.send(auth().put("resume", new JsonObject().put("session", session).put("seq", 0)));
    assertThat(back.next().getBoolean("resumed")).isTrue();
  }

  @Test
  void itsUrlIsNoCredentialElsewhere() {
    Polling page = new Polling("session5", "192.0.2.1");
    page.poll();
    page.send(auth());
    page.next();
    Polling stranger = new Polling("session5", "192.0.2.2");
    assertThat(stranger
            .post("xhr_send", new JsonArray().add(login().encode()).encode())
            .statusCode())
        .isEqualTo(404);
    assertThat(stranger.post("xhr", "").statusCode()).isEqualTo(404);
    page.send(login());
    assertThat(page.next().getString("event")).isEqualTo("onLogin");
  }

  @Test
  void whoKnowsItsUrlButNotItsTokenIsGivenNoSecret() {
    Polling page = new Polling("session6");
    page.poll();
    JsonObject auth = auth();
    page.send(auth);
    page.next();
    for (String command : List.of("renew", "phone")) {
      for (String token : new String[] {null, "x.y.z", gateway.token("agent2")}) {
        page.send(command("1", command, token));
        JsonObject reply = page.next();
        assertThat(reply.getInteger("code")).as("%s", reply).isEqualTo(6);
        assertThat(reply.containsKey("data")).isFalse();
      }
    }
    page.send(command("2", "renew", auth.getString("token")));
    JsonObject renewed = page.next();
    assertThat(renewed.getJsonObject("data").getString("token")).isNotEmpty();
    page.send(command("2", "snapshot", null));
    assertThat(page.next().encode())
        .as("an answer of before is not repeated")
        .doesNotContain("token");
    page.send(command("3", "phone", renewed.getJsonObject("data").getString("token")));
    assertThat(page.next().getInteger("code")).isNotEqualTo(6);
  }

  @Test
  void itsWebSocketIsOfWhoOpenedIt() {
    BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    WebSocketClient client = gateway.vertx.createWebSocketClient();
    WebSocket socket = TestGateway.wait(
        client.connect(gateway.port, "127.0.0.1", "/sockjs/000/session7/websocket"));
    socket.textMessageHandler(text -> unpacked(text).forEach(frames::add));
    socket.writeTextMessage(new JsonArray().add(auth().encode()).encode());
    next(frames);
    socket.writeTextMessage(
        new JsonArray().add(command("1", "renew", null).encode()).encode());
    assertThat(next(frames).getInteger("code")).isZero();
    TestGateway.wait(socket.close());
  }

  private static JsonObject command(String id, String command, String token) {
    JsonObject args = token == null ? new JsonObject() : new JsonObject().put("token", token);
    return new JsonObject()
        .put("type", "command")
        .put("id", id)
        .put("command", command)
        .put("args", args);
  }

  private JsonObject auth() {
    return new JsonObject()
        .put("type", "auth")
        .put("id", "a1")
        .put("token", gateway.token("admin"))
        .put("browser", "browser");
  }

  private static JsonObject login() {
    return new JsonObject().put("type", "command").put("id", "1").put("command", "login");
  }

  /** One SockJS frame may hold several of ours. */
  private static List<String> unpacked(String frame) {
    return frame.startsWith("a")
        ? new JsonArray(frame.substring(1)).stream().map(Object::toString).toList()
        : List.of();
  }

  private static JsonObject next(BlockingQueue<String> frames) {
    try {
      String frame = frames.poll(30, TimeUnit.SECONDS);
      assertThat(frame).isNotNull();
      return new JsonObject(frame);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Polling {
    private final String path;
    private final String address;
    private final Deque<JsonObject> received = new ArrayDeque<>();

    Polling(String session) {
      this(session, "192.0.2.7");
    }

    Polling(String session, String address) {
      this.path = "/sockjs/000/" + session;
      this.address = address;
    }

    String poll() {
      return post("xhr", "").bodyAsString();
    }

    void send(JsonObject frame) {
      assertThat(post("xhr_send", new JsonArray().add(frame.encode()).encode()).statusCode())
          .isEqualTo(204);
    }

    HttpResponse<Buffer> post(String what, String body) {
      return TestGateway.wait(web.post(gateway.port, "127.0.0.1", path + "/" + what)
          .putHeader("content-type", "text/plain")
          .putHeader("x-forwarded-for", address)
          .sendBuffer(Buffer.buffer(body)));
    }

    JsonObject next() {
      while (received.isEmpty()) {
        String frame = poll();
        assertThat(frame).isNotNull().doesNotStartWith("c");
        if (frame.startsWith("a")) {
          new JsonArray(frame.substring(1))
              .forEach(text -> received.add(new JsonObject(text.toString())));
        }
      }
      return received.remove();
    }
  }
}
