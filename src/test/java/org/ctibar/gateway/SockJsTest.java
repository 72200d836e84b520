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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void signsInByItsWebSocket() throws InterruptedException {
    BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    WebSocketClient client = gateway.vertx.createWebSocketClient();
    WebSocket socket = TestGateway.wait(
        client.connect(gateway.port, "127.0.0.1", "/sockjs/000/session1/websocket"));
    socket.textMessageHandler(frames::add);
    assertThat(frames.poll(30, TimeUnit.SECONDS)).isEqualTo("o");
    socket.writeTextMessage(new JsonArray().add(auth().encode()).encode());
    assertThat(message(frames.poll(30, TimeUnit.SECONDS)).getString("type")).isEqualTo("welcome");
    socket.writeTextMessage(new JsonArray().add(login().encode()).encode());
    assertThat(message(frames.poll(30, TimeUnit.SECONDS)).getString("event")).isEqualTo("onLogin");
    assertThat(message(frames.poll(30, TimeUnit.SECONDS)).getString("type")).isEqualTo("reply");
    TestGateway.wait(socket.close());
    TestGateway.wait(client.close());
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

  private static JsonObject message(String frame) {
    assertThat(frame).startsWith("a[");
    return new JsonObject(new JsonArray(frame.substring(1)).getString(0));
  }

  private final class Polling {
    private final String path;
    private final Deque<JsonObject> received = new ArrayDeque<>();

    Polling(String session) {
      path = "/sockjs/000/" + session;
    }

    String poll() {
      HttpResponse<Buffer> response =
          TestGateway.wait(web.post(gateway.port, "127.0.0.1", path + "/xhr").send());
      return response.bodyAsString();
    }

    void send(JsonObject frame) {
      HttpResponse<Buffer> sent =
          TestGateway.wait(web.post(gateway.port, "127.0.0.1", path + "/xhr_send")
              .putHeader("content-type", "text/plain")
              .sendBuffer(Buffer.buffer(new JsonArray().add(frame.encode()).encode())));
      assertThat(sent.statusCode()).isEqualTo(204);
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
