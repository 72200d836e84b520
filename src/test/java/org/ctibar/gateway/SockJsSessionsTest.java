package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two paths with SockJS on one node, and a session that was opened at one of them. */
class SockJsSessionsTest {
  private static final String OWN = "192.0.2.1";
  private static final String OTHER = "192.0.2.2";
  private static final String OPEN = "o\n";

  private final Vertx vertx = Vertx.vertx();
  /** SockJS closes the connection of each poll. */
  private final WebClient web = WebClient.create(vertx, new WebClientOptions().setKeepAlive(false));

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<SockJSSocket> sockets = new CopyOnWriteArrayList<>();
  private int port;

  @AfterEach
  void close() {
    TestGateway.wait(vertx.close());
  }

  @BeforeEach
  void open() {
    serve(true);
    assertThat(post("/one/000/mine/xhr", OWN, "").bodyAsString()).isEqualTo(OPEN);
  }

  private void serve(boolean sameAddress) {
    SockJsSessions sessions = new SockJsSessions(List.of("127.0.0.1"), sameAddress);
    Router router = Router.router(vertx);
    for (String path : List.of("/one/*", "/two/*")) {
      router.route(path).subRouter(sessions.guard(vertx));
      router.post(path).handler(SockJsEndpoints.body(10_000));
      router
          .route(path)
          .subRouter(SockJSHandler.create(vertx, SockJsEndpoints.options())
              .socketHandler(socket -> {
                sessions.opened(socket);
                sockets.add(socket);
                socket.handler(text -> said.add(text.toString()));
                socket.closeHandler(v -> sessions.closed(socket));
              }));
    }
    HttpServer server =
        TestGateway.wait(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    port = server.actualPort();
  }

  @Test
  void whoOpenedItGoesOnWithIt() {
    assertThat(post("/one/000/mine/xhr_send", OWN, "[\"hello\"]").statusCode()).isEqualTo(204);
    await().until(() -> said.contains("hello"));
    sockets.get(0).write("answer");
    assertThat(post("/one/another-server/mine/xhr", OWN, "").bodyAsString())
        .isEqualTo("a[\"answer\"]\n");
  }

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({
    "/one/000/mine/xhr_send, 192.0.2.2",
    "/one/000/%6dine/xhr_send, 192.0.2.2",
    "/one/000/mine/xhr, 192.0.2.2",
    "/one/000/mine/xhr_streaming, 192.0.2.2",
    "/two/000/mine/xhr_send, 192.0.2.1",
    "/two/000/mine/xhr, 192.0.2.1",
    "/two/000/own/xhr_send?param0=mine, 192.0.2.1",
    "/one/000/own/xhr?param0=mine, 192.0.2.2",
    "/one/000/own/xhr?x=1&PARAM0=mine, 192.0.2.2",
  })
  void whoOnlyKnowsItsNameIsToldThatThereIsNone(String uri, String address) {
    assertThat(post(uri, address, "[\"hello\"]").statusCode()).isEqualTo(404);
    assertThat(post("/one/000/mine/xhr_send", OWN, "[\"mine\"]").statusCode()).isEqualTo(204);
    await().until(() -> !said.isEmpty());
    assertThat(said).containsExactly("mine");
  }

  @Test
  void noFieldOfAFormNamesASession() {
    sockets.get(0).write("secret");
    HttpResponse<Buffer> answer = TestGateway.wait(web.post(port, "127.0.0.1", "/one/000/own/xhr")
        .putHeader("content-type", "application/x-www-form-urlencoded")
        .putHeader("x-forwarded-for", OTHER)
        .sendBuffer(Buffer.buffer("param0=mine")));
    assertThat(answer.bodyAsString()).as("a session of their own").isEqualTo(OPEN);
  }

  @Test
  void aNameIsFreeAgainWhenItsSessionIsClosed() {
    sockets.get(0).close();
    await().until(() -> post("/one/000/mine/xhr", OTHER, "").statusCode() == 200);
  }

  @Test
  void aSiteBehindSeveralAddressesSwitchesTheAddressOff() {
    serve(false);
    String open = post("/one/000/anywhere/xhr", OWN, "").bodyAsString();
    assertThat(open).isEqualTo(OPEN);
    assertThat(post("/one/000/anywhere/xhr_send", OTHER, "[\"hello\"]").statusCode())
        .isEqualTo(204);
    assertThat(post("/two/000/anywhere/xhr_send", OWN, "[\"hello\"]").statusCode())
        .isEqualTo(404);
  }

  private HttpResponse<Buffer> post(String uri, String address, String body) {
    return TestGateway.wait(web.post(port, "127.0.0.1", uri)
        .putHeader("content-type", "text/plain")
        .putHeader("x-forwarded-for", address)
        .sendBuffer(Buffer.buffer(body)));
  }
}
