package org.ctibar.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.config.Settings;
import org.ctibar.gateway.GatewayVerticle;
import org.ctibar.outside.BridgePage;
import org.ctibar.outside.Tokens;
import org.ctibar.store.PreparedDatabase;

/** A node with everything, the demo's people and a simulated switch. */
final class WholeNode implements AutoCloseable {
  static final Tokens TOKENS = new Tokens("0123456789abcdef0123456789abcdef");

  private final Path data;
  private final Node node;
  /** Kept: who is garbage closes its sockets. */
  private final WebSocketClient clients;

  private final HttpClient requests = HttpClient.newHttpClient();

  record Answer(int status, JsonObject body) {
    int code() {
      return body.getInteger("code");
    }

    JsonObject data() {
      return body.getJsonObject("data");
    }
  }

  private WholeNode(Path data) {
    this.data = data;
    Map<String, String> environment = Map.of(
        "CTI_HTTP_PORT", "0",
        "CTI_JWT_SECRET", TOKENS.secret(),
        "CTI_DATA_DIR", data.toString(),
        "CTI_PG_PROGRAMS_DIR",
            Path.of("target/postgres-programs").toAbsolutePath().toString());
    node = get(Node.start(
        Path.of("").toAbsolutePath(), Settings.load(Path.of("conf/ctibar.yaml"), environment)));
    clients = vertx().createWebSocketClient();
  }

  static WholeNode in(Path folder) {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      PreparedDatabase.into(data);
      return new WholeNode(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Vertx vertx() {
    return node.vertx();
  }

  /** A supervisor's page that is told of the board. */
  BridgePage watch(String user) {
    BridgePage opened = new BridgePage(get(clients.connect(new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port())
        .setURI("/eventbus/websocket?token=" + TOKENS.of(user)))));
    opened.say("register", "cti.client.board", null);
    return opened;
  }

  void signIn(String user, String extension) {
    tell(new AgentCommand.Login(
        user, user, extension, new SessionRef("tab-" + user, "n1#1", "browser-" + user)));
  }

  void tell(AgentCommand command) {
    get(Topics.AGENT_COMMAND.ask(vertx(), command));
  }

  /** As {@code scripts/call} takes it: {@code 127.0.0.1:8021}. */
  String simulator() {
    try {
      JsonObject state = new JsonObject(Files.readString(data.resolve("simulator.json")));
      return state.getString("host") + ":" + state.getInteger("port");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an operator might do to the database by hand. */
  void database(String sql) {
    try {
      Path server = data.resolve("postgres");
      String port = Files.readString(server.resolve("port")).strip();
      String password = Files.readString(server.resolve("password")).strip();
      try (Connection connection = DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + port + "/ctibar", "ctibar", password);
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Below {@code /api/v1}.
   *
   * @param user null for nobody
   * @param body null for none
   */
  Answer rest(HttpMethod method, String path, String user, JsonObject body) {
    return restText(method, path, user, body == null ? null : body.encode());
  }

  /** As {@link #rest}. */
  Answer restText(HttpMethod method, String path, String user, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
        .method(
            method.name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (user != null) {
      request.header("authorization", "Bearer " + TOKENS.of(user));
    }
    try {
      HttpResponse<String> response = requests.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), new JsonObject(response.body()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    get(node.stop());
  }

  private int port() {
    return GatewayVerticle.actualPort(vertx());
  }

  static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
