package org.ctibar.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctibar.admin.Board.AgentRow;
import org.ctibar.admin.Board.NodeRow;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
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
import org.ctibar.gateway.Account;
import org.ctibar.gateway.Accounts;
import org.ctibar.gateway.Annexes;
import org.ctibar.gateway.Phone;
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
  private static final String SUPERVISOR = "supervisor";
  private static final Tokens TOKENS = new Tokens("0123456789abcdef0123456789abcdef");

  private final Vertx vertx = TestDatabase.VERTX;
  private final Board board;
  private final HttpServer server;
  /** Kept: who is garbage closes its sockets. */
  private final WebSocketClient clients = vertx.createWebSocketClient();

  private final String deployment;
  private final List<MessageConsumer<?>> domains;
  private volatile Object lastOrder;

  Stage(Board board) {
    this.board = board;
    Database database = TestDatabase.emptied();
    TokenService tokens =
        new TokenService(vertx, TOKENS.secret(), new OneAccount(), Duration.ofHours(1));
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
            new DirectoryEditor(database, Optional.empty())),
        tokens,
        new Annexes(),
        Members.alone(board.node()),
        new SwitchNames(List.of("fs1", "fs2")),
        Clock.fixed(Instant.ofEpochMilli(board.at()), ZoneOffset.UTC))));
    Router router = Router.router(vertx);
    router.route("/eventbus/*").subRouter(Bridge.annex(new Door(tokens)).routes(vertx));
    server =
        TestDatabase.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    tell();
  }

  BridgePage watch() {
    String uri = "/eventbus/websocket?token=" + TOKENS.of(SUPERVISOR);
    return new BridgePage(
        TestDatabase.await(clients.connect(server.actualPort(), "127.0.0.1", uri)));
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

  private void tell() {
    board.agents().stream()
        .filter(row -> row.presence() != Presence.LOGGED_OUT)
        .forEach(row -> Topics.AGENT_EVENT.publish(vertx, "", event(row)));
    board.calls().forEach(call -> Topics.CALL_EVENT.publish(vertx, "", new CallEvent(1, 1, call)));
    board.nodes().forEach(node -> Topics.NODE_NEWS.publish(vertx, "", news(node)));
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

  private static final class OneAccount implements Accounts {
    @Override
    public Future<Optional<Account>> verify(String user, String md5Hex) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Optional<Account> find(String user) {
      return Optional.of(new Account(user, user, "1099", List.of("supervisor"), true, 0));
    }

    @Override
    public Optional<Phone> phone(String extension) {
      return Optional.empty();
    }
  }
}
