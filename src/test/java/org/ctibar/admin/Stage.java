package org.ctibar.admin;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.admin.Board.AgentRow;
import org.ctibar.admin.Board.NodeRow;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.bus.NodeNews;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.cluster.Members;
import org.ctibar.config.PasswordRules;
import org.ctibar.gateway.Account;
import org.ctibar.gateway.Accounts;
import org.ctibar.gateway.Annexes;
import org.ctibar.gateway.GatewayConfig;
import org.ctibar.gateway.Phone;
import org.ctibar.gateway.SigningSecrets;
import org.ctibar.gateway.SockJsSessions;
import org.ctibar.gateway.TokenService;
import org.ctibar.outside.BridgePage;
import org.ctibar.outside.Tokens;
import org.ctibar.store.AgentLog;
import org.ctibar.store.CallHistory;
import org.ctibar.store.ClassOfService;
import org.ctibar.store.Database;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectoryEditor;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.GroupCalls;
import org.ctibar.store.Member;
import org.ctibar.store.Person;
import org.ctibar.store.Role;
import org.ctibar.store.TestDatabase;

/** The real verticle and bridge; agents, switches and nodes only tell that they are as a board has them. */
final class Stage implements AutoCloseable {
  static final Path GOLDEN = Path.of("docs/protocol/golden/bridge");
  static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String SUPERVISOR = "supervisor";
  static final Tokens TOKENS = new Tokens("0123456789abcdef0123456789abcdef");

  private final Vertx vertx = TestDatabase.VERTX;
  private final Board board;
  private final HttpServer server;
  /** Kept: who is garbage closes its sockets. */
  private final WebSocketClient clients =
      vertx.createWebSocketClient(new WebSocketClientOptions().setReceiveBufferSize(65_536));

  private final String deployment;
  private final List<MessageConsumer<?>> domains;
  private final List<Runnable> accountsChanged = new CopyOnWriteArrayList<>();
  private volatile Object lastOrder;
  private volatile long validFromMs;

  /** As the golden snapshot has it. */
  static Stage golden() throws IOException {
    JsonObject entry =
        new JsonArray(Files.readString(GOLDEN.resolve("snapshot.json"))).getJsonObject(0);
    JsonObject board = entry.getJsonObject("server").getJsonObject("body");
    Stage stage = new Stage(Json.decode(board.encode(), Board.class));
    stage.tell();
    return stage;
  }

  private Stage(Board board) {
    this.board = board;
    Database database = TestDatabase.emptied();
    TokenService tokens = new TokenService(
        vertx,
        SigningSecrets.of(TOKENS.secret()),
        new People(),
        new GatewayConfig.Lifetimes(Duration.ofHours(1), Duration.ofDays(7)));
    domains = List.of(
        Topics.AGENT_COMMAND.serve(vertx, "", this::ordered),
        Topics.CALL_COMMAND.serve(vertx, "fs1", this::ordered),
        Topics.QUEUE_COMMAND.serve(vertx, "1", this::ordered));
    deployment = TestDatabase.await(vertx.deployVerticle(new AdminVerticle(
        new AdminConfig(
            Duration.ofMillis(50),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            ZoneOffset.ofHours(10)),
        DirectorySource.of(directory()),
        new AdminStores(
            new GroupCalls(database),
            new CallHistory(database),
            new AgentLog(database),
            new DirectoryEditor(database, Optional.empty(), new PasswordRules(10))),
        tokens,
        new Annexes(),
        Members.alone(board.node()),
        new SwitchNames(List.of("fs1", "fs2")),
        Clock.fixed(Instant.ofEpochMilli(board.at()), ZoneOffset.UTC))));
    server = TestDatabase.await(listening(new Door(tokens)));
    tell();
  }

  /** As the gateway does it, all on one event loop. */
  private Future<HttpServer> listening(Door door) {
    Promise<HttpServer> listening = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> {
      Router router = Router.router(vertx);
      router
          .route("/eventbus/*")
          .subRouter(Bridge.annex(door).routes(vertx, new SockJsSessions(List.of(), true)));
      vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").onComplete(listening);
    });
    return listening.future();
  }

  BridgePage watch() {
    String uri = "/eventbus/websocket?token=" + TOKENS.of(SUPERVISOR);
    return new BridgePage(TestDatabase.await(clients.connect(port(), "127.0.0.1", uri)));
  }

  int port() {
    return server.actualPort();
  }

  /** Orders, and that tokens were revoked. */
  void forget() {
    lastOrder = null;
    validFromMs = 0;
  }

  /** Of everybody, those that were given out so far. */
  void revokeTokens() {
    validFromMs = System.currentTimeMillis() + 1_000;
    accountsChanged.forEach(Runnable::run);
  }

  /** To all pages, as the verticle does. */
  void tellBoard(JsonObject message) {
    vertx.eventBus().publish(Permissions.BOARD, message, new DeliveryOptions().setLocalOnly(true));
  }

  /** The rows of a table. */
  List<JsonObject> shown(String table) {
    try (BridgePage page = watch()) {
      return page.ask(Permissions.SNAPSHOT, new JsonObject()).getJsonArray(table).stream()
          .map(JsonObject.class::cast)
          .toList();
    }
  }

  /** What the domain was last asked to do. */
  Object lastOrder() {
    return lastOrder;
  }

  private Future<Void> ordered(CallCommand order) {
    lastOrder = order;
    return Future.succeededFuture();
  }

  private Future<Void> ordered(QueueCommand order) {
    lastOrder = order;
    return Future.succeededFuture();
  }

  /** During a call it waits for the end. */
  private Future<AgentReply> ordered(AgentCommand order) {
    if (order instanceof AgentCommand.Overview) {
      return Future.succeededFuture(AgentReply.of(List.of()));
    }
    lastOrder = order;
    AgentRow agent = board.agents().stream()
        .filter(row -> row.id().equals(order.agentId()))
        .findFirst()
        .orElseThrow();
    return agent.presence() == Presence.LOGGED_OUT
        ? Future.failedFuture(new CtiException(ErrorCode.NOT_SIGNED_IN, "not signed in"))
        : Future.succeededFuture(new AgentReply(agent.work() != Work.IDLE, null, null, null, null));
  }

  /** Done when supervisors see it. */
  private void tell() {
    board.agents().stream()
        .filter(row -> row.presence() != Presence.LOGGED_OUT)
        .forEach(row -> Topics.AGENT_EVENT.publish(vertx, "", event(row)));
    board.calls().forEach(call -> Topics.CALL_EVENT.publish(vertx, "", new CallEvent(1, 1, call)));
    board.nodes().forEach(node -> Topics.NODE_NEWS.publish(vertx, "", news(node)));
    await()
        .atMost(DEADLINE)
        .until(() -> shown("calls").size() == board.calls().size()
            && shown("nodes").size() == board.nodes().size());
  }

  private AgentEvent event(AgentRow row) {
    AgentSnapshot now = new AgentSnapshot(
        true,
        row.presence(),
        row.reason(),
        row.work(),
        row.next(),
        row.since(),
        row.readyAt(),
        1,
        row.callId() == null ? null : view(row),
        row.callSince(),
        null,
        List.of(),
        List.of());
    return new AgentEvent(
        row.id(), now, List.of(), row.noPage() == null ? List.of("tab") : List.of());
  }

  private static CallView view(AgentRow row) {
    return new CallView(
        row.callId(),
        "fs1",
        row.direction(),
        row.popScreenNo(),
        null,
        false,
        new CallView.QueueRef(row.queueId(), row.queueId()),
        Map.of());
  }

  private NodeNews news(NodeRow node) {
    return new NodeNews(
        node.id() + "#1",
        board.at(),
        node.startedAt(),
        node.verticles(),
        node.owned(),
        Map.of("fs1", true),
        node.pages(),
        node.cpu(),
        node.heapUsedBytes(),
        node.heapMaxBytes());
  }

  private Directory directory() {
    Directory.Builder all = Directory.builder();
    board.groups().forEach(group -> all.add(Group.of(group.id(), group.name())));
    for (AgentRow row : board.agents()) {
      all.add(new Person(
          row.id(),
          row.name(),
          Optional.of(row.extNo()),
          Set.of(Role.AGENT),
          ClassOfService.NATIONAL,
          true,
          Instant.EPOCH));
      row.groups().forEach(group -> all.add(new Member(group, row.id(), 1)));
    }
    return all.add(Person.agent(SUPERVISOR, "1099").withRoles(Role.SUPERVISOR)).build();
  }

  @Override
  public void close() {
    domains.forEach(MessageConsumer::unregister);
    TestDatabase.await(server.close());
    TestDatabase.await(vertx.undeploy(deployment));
  }

  private final class People implements Accounts {
    @Override
    public Future<Optional<Account>> verify(String user, String md5Hex) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Optional<Account> find(String user) {
      String role = user.equals(SUPERVISOR) ? "supervisor" : "agent";
      return Optional.of(new Account(user, user, "1099", List.of(role), true, validFromMs));
    }

    @Override
    public Optional<Phone> phone(String extension) {
      return Optional.empty();
    }

    @Override
    public void onChange(Runnable listener) {
      Context context = vertx.getOrCreateContext();
      accountsChanged.add(() -> context.runOnContext(v -> listener.run()));
    }
  }
}
