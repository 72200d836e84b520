package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.config.Settings;
import org.ctibar.gateway.GatewayVerticle;
import org.ctibar.outside.BridgePage;
import org.ctibar.outside.Tokens;
import org.ctibar.simulator.CallCommand;
import org.ctibar.store.PreparedDatabase;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A supervisor's page at a whole node, as docs/protocol/console.md has it. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisorTest {
  private static final Tokens TOKENS = new Tokens("0123456789abcdef0123456789abcdef");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Path data;
  private Node node;
  /** Kept: who is garbage closes its sockets. */
  private WebSocketClient clients;

  private BridgePage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    PreparedDatabase.into(data);
    begin();
  }

  private void begin() {
    node = node();
    clients = node.vertx().createWebSocketClient();
  }

  private Node node() {
    Map<String, String> environment = Map.of(
        "CTI_HTTP_PORT", "0",
        "CTI_JWT_SECRET", TOKENS.secret(),
        "CTI_DATA_DIR", data.toString(),
        "CTI_PG_PROGRAMS_DIR",
            Path.of("target/postgres-programs").toAbsolutePath().toString());
    return get(Node.start(
        Path.of("").toAbsolutePath(), Settings.load(Path.of("conf/ctibar.yaml"), environment)));
  }

  @AfterAll
  void stop() {
    get(node.stop());
  }

  @BeforeEach
  void open() {
    page = watch("supervisor");
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void whoIsNoSupervisorIsRefusedAtTheDoor() {
    assertThat(statusAtTheDoor("/eventbus/websocket")).isEqualTo(401);
    assertThat(statusAtTheDoor("/eventbus/websocket?token=x")).isEqualTo(401);
    assertThat(statusAtTheDoor("/eventbus/websocket?token=" + TOKENS.of("supervisor", -1)))
        .isEqualTo(401);
    assertThat(statusAtTheDoor("/eventbus/websocket?token=" + TOKENS.of("agent2")))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  /eventbus/",
        "GET  /eventbus/000/abcdefgh/websocket",
        "POST /eventbus/000/abcdefgh/xhr",
        "POST /eventbus/000/abcdefgh/xhr_streaming",
        "POST /eventbus/000/abcdefgh/xhr_send",
        "GET  /eventbus/000/abcdefgh/eventsource",
        "GET  /eventbus/000/abcdefgh/htmlfile",
        "GET  /api/v1/calls",
        "GET  /api/v1/calls/export",
      })
  void noOtherWayInIsOpenToAnAgent(String way) {
    HttpMethod method = HttpMethod.valueOf(way.split(" +")[0]);
    String path = way.split(" +")[1];
    assertThat(statusAtTheDoor(path, method, "")).isEqualTo(401);
    assertThat(statusAtTheDoor(path, method, TOKENS.of("agent2"))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/eventbus/iframe.html",
        "/eventbus/iframe-1.6.1.html",
        "/eventbus/000/abcdefgh/htmlfile",
        "/eventbus/000/abcdefgh/jsonp",
      })
  void noScriptOfOthersRunsAsOurs(String path) {
    assertThat(statusAtTheDoor(path, HttpMethod.GET, TOKENS.of("supervisor"))).isEqualTo(404);
  }

  @Test
  void nothingButItsAddressesIsReached() {
    page.say("register", "cti.agent.event", null);
    page.say("register", "cti.client.agent.force", null);
    page.say("publish", "cti.client.board", new JsonObject());
    page.say("send", "cti.agent.command", new JsonObject());
    await().atMost(DEADLINE).until(() -> page.refusals() == 4);
  }

  @Test
  void aPageIsToldOnceHoweverOftenItRegisters() {
    IntStream.range(0, 5).forEach(n -> page.say("register", "cti.client.board", null));
    await().atMost(DEADLINE).until(() -> page.refusals() == 5);
    await().atMost(DEADLINE).until(() -> page.revisions().size() >= 2);
    assertThat(page.revisions()).doesNotHaveDuplicates();
  }

  @Test
  void tenThousandRegistrationsEndTheConnectionAndNoOther() {
    try (BridgePage greedy = watch("admin")) {
      IntStream.range(0, 10_000).forEach(n -> greedy.say("register", "cti.client." + n, null));
      await().atMost(DEADLINE).until(greedy::closed);
      assertThat(greedy.refusals()).isLessThan(200);
      assertThat(greedy.closeCode()).isEqualTo((short) 1008);
      assertThat(page.ask("cti.client.snapshot", new JsonObject()).getString("type"))
          .isEqualTo("snapshot");
    }
  }

  @Test
  void hearsOfAgentsOfAnyPageWithoutAskingAgain() {
    JsonObject all = page.ask("cti.client.snapshot", new JsonObject());
    assertThat(all.getJsonArray("agents")).hasSize(50);
    signIn("agent5", "1005");
    JsonObject row = page.row("agents", "agent5", r -> r.getString("presence").equals("NOT_READY"));
    assertThat(row.getString("reason")).isEqualTo("login");
    assertThat(row.getString("extNo")).isEqualTo("1005");
    assertThat(page.revisions()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void forcesAnAgentInItsOwnNameWhateverThePageClaims() {
    signIn("agent6", "1006");
    JsonObject answer = page.ask(
        "cti.client.agent.force",
        new JsonObject().put("agentId", "agent6").put("to", "rest").put("reason", "lunch"),
        new JsonObject().put("user", "admin"));
    assertThat(answer.getBoolean("queued")).isFalse();
    page.row("agents", "agent6", r -> "rest".equals(r.getString("reason")));
  }

  @Test
  void whatCannotBeForcedSaysWhy() {
    assertThat(force("agent7", "ready", "early").getInteger("failureCode")).isEqualTo(3);
    assertThat(force("nobody", "ready", "early").getInteger("failureCode")).isEqualTo(10);
    assertThat(force("agent7", "ready", " ").getInteger("failureCode")).isEqualTo(1);
    assertThat(force("agent7", "no such\n", "x").getInteger("failureCode")).isEqualTo(1);
    assertThat(page.failure("cti.client.agent.force", "no object").getInteger("failureCode"))
        .isEqualTo(1);
  }

  @Test
  void theDayIsTheSameCountedFromEventsAndFromTheRecords() {
    page.ask("cti.client.snapshot", new JsonObject());
    call(3, "13800001111");
    JsonObject live = page.row("groups", "1", r -> r.getInteger("abandoned") >= 3);
    int offered = live.getInteger("offered");
    assertThat(live.getInteger("shortAbandoned")).isEqualTo(offered);
    assertThat(page.saw("calls", "state", "WAITING")).isTrue();

    page.close();
    get(node.stop());
    begin();
    page = watch("supervisor");
    JsonObject counted = page.row("groups", "1", r -> r.getInteger("offered") == offered);
    List.of("answered", "abandoned", "shortAbandoned", "answeredInTime", "waitMs")
        .forEach(figure ->
            assertThat(counted.getValue(figure)).as(figure).isEqualTo(live.getValue(figure)));
  }

  @Test
  void hearsAnAgentOnItsOwnPhoneAndTakesTheCallOver() {
    signIn("agent9", "1009");
    get(Topics.AGENT_COMMAND.ask(node.vertx(), new AgentCommand.Dial("agent9", "1010", Map.of())));
    page.row("agents", "agent9", r -> "TALKING".equals(r.getString("work")));
    page.row("calls", r -> "TALKING".equals(r.getString("state")) && has(r, "agent9"));

    page.ask("cti.client.call.listen", listen("agent9", "whisper"));
    String call =
        page.row("calls", r -> "whisper".equals(part(r).getString("mode"))).getString("callId");
    page.ask("cti.client.call.listen", listen("agent9", "barge"));
    page.row(
        "calls",
        r -> "barge".equals(part(r).getString("mode")) && part(r).containsKey("answeredAt"));
    page.ask("cti.client.call.takeover", reason());

    page.row("calls", r -> "agent".equals(part(r).getString("role")));
    assertThat(page.failure("cti.client.call.takeover", reason()).getInteger("failureCode"))
        .isEqualTo(4);
    page.ask("cti.client.call.leave", new JsonObject());
    page.ask("cti.client.call.end", reason().put("callId", call));
  }

  @Test
  void whatCannotBeHeardSaysWhy() {
    String address = "cti.client.call.listen";
    assertThat(page.failure(address, listen("agent10", "monitor")).getInteger("failureCode"))
        .isEqualTo(4);
    assertThat(page.failure(address, listen("nobody", "monitor")).getInteger("failureCode"))
        .isEqualTo(4);
    assertThat(page.failure(address, listen("agent10", "shout")).getInteger("failureCode"))
        .isEqualTo(1);
    assertThat(page.failure(address, listen("agent10", " ")).getInteger("failureCode"))
        .isEqualTo(1);
    page.ask("cti.client.call.leave", new JsonObject());
  }

  private static JsonObject listen(String agent, String mode) {
    return reason().put("agentId", agent).put("mode", mode);
  }

  private static JsonObject reason() {
    return new JsonObject().put("reason", "training");
  }

  private static boolean has(JsonObject call, String agent) {
    return !part(call, agent).isEmpty();
  }

  /** The supervisor's in this call. */
  private static JsonObject part(JsonObject call) {
    return part(call, "supervisor");
  }

  private static JsonObject part(JsonObject call, String agent) {
    return call.getJsonArray("parties", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .filter(party -> agent.equals(party.getString("agentId")))
        .findFirst()
        .orElse(new JsonObject());
  }

  @Test
  void thePastIsForSupervisorsOnly() {
    assertThat(past("", null).getInteger("code")).isEqualTo(6);
    assertThat(past("", TOKENS.of("agent2")).getInteger("code")).isEqualTo(5);
    assertThat(past("?number=%25", TOKENS.of("supervisor")).getInteger("code")).isEqualTo(1);
    assertThat(past("/no-call", TOKENS.of("supervisor")).getInteger("code")).isEqualTo(1);
    assertThat(past("/" + new UUID(1, 2), TOKENS.of("supervisor")).getInteger("code"))
        .isEqualTo(10);
  }

  @Test
  void aCallOfThePastIsFoundAndTold() {
    call(1, "13800007777");
    String token = TOKENS.of("supervisor");
    JsonObject found = await()
        .atMost(DEADLINE)
        .until(
            () -> past("?number=7777&result=unanswered", token).getJsonObject("data"),
            data -> data.getJsonArray("calls").size() == 1)
        .getJsonArray("calls")
        .getJsonObject(0);
    assertThat(found.getString("queueId")).isEqualTo("1");
    JsonObject whole = past("/" + found.getString("callId"), token).getJsonObject("data");
    assertThat(whole.getJsonArray("legs").getJsonObject(0).getString("number"))
        .isEqualTo("13800007777");
    assertThat(text("/api/v1/calls/export?number=7777", token)).contains(",13800007777,7001,1,");
  }

  private JsonObject past(String of, String token) {
    return new JsonObject(text("/api/v1/calls" + of, token));
  }

  private String text(String uri, String token) {
    return get(node.vertx()
        .createHttpClient()
        .request(HttpMethod.GET, port(), "127.0.0.1", uri)
        .compose(request -> {
          if (token != null) {
            request.putHeader("authorization", "Bearer " + token);
          }
          return request.send().compose(response -> response.body());
        })
        .map(body -> body.toString()));
  }

  private void call(int count, String from) {
    int exit = new CommandLine(new CallCommand(System.out))
        .execute(
            "7001",
            "--from",
            from,
            "--count",
            String.valueOf(count),
            "--rate",
            "5",
            "--duration",
            "1",
            "--switch",
            simulator());
    assertThat(exit).isZero();
  }

  @Test
  void aPageWhoseTokenExpiresIsClosed() {
    try (BridgePage brief = new BridgePage(get(connect(TOKENS.of("admin", 2))))) {
      await().atMost(DEADLINE).until(brief::closed);
      assertThat(brief.closeCode()).isEqualTo((short) 4001);
    }
  }

  @Test
  void aPageThatAsksWithoutReadingIsClosedAndNobodyElseWaits() {
    try (BridgePage deaf = watch("admin")) {
      deaf.stopReading();
      for (int n = 0; n < 5_000; n++) {
        deaf.say("send", "cti.client.snapshot", new JsonObject(), "r" + n);
      }
      signIn("agent8", "1008");
      page.row("agents", "agent8", r -> r.getString("presence").equals("NOT_READY"));
      deaf.readOn();
      await().atMost(DEADLINE).until(deaf::closed);
      assertThat(deaf.answers()).as("what was kept for it").isLessThan(100);
    }
  }

  private JsonObject force(String agent, String to, String reason) {
    return page.failure(
        "cti.client.agent.force",
        new JsonObject().put("agentId", agent).put("to", to).put("reason", reason));
  }

  private void signIn(String user, String extension) {
    get(Topics.AGENT_COMMAND.ask(
        node.vertx(),
        new AgentCommand.Login(
            user, user, extension, new SessionRef("tab-" + user, "n1#1", "browser-" + user))));
  }

  private String simulator() {
    try {
      JsonObject state = new JsonObject(Files.readString(data.resolve("simulator.json")));
      return state.getString("host") + ":" + state.getInteger("port");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private BridgePage watch(String user) {
    BridgePage opened = new BridgePage(get(connect(TOKENS.of(user))));
    opened.say("register", "cti.client.board", null);
    return opened;
  }

  private Future<WebSocket> connect(String token) {
    return clients.connect(new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port())
        .setURI("/eventbus/websocket?token=" + token));
  }

  private int statusAtTheDoor(String uri) {
    Future<?> refused = clients.connect(port(), "127.0.0.1", uri);
    get(refused.otherwiseEmpty());
    return ((UpgradeRejectedException) refused.cause()).getStatus();
  }

  /** The bridge reads the token in the address, the calls of the past in a header. */
  private int statusAtTheDoor(String path, HttpMethod method, String token) {
    return get(node.vertx()
        .createHttpClient()
        .request(method, port(), "127.0.0.1", path + "?token=" + token)
        .compose(
            request -> request.putHeader("authorization", "Bearer " + token).send())
        .map(response -> response.statusCode()));
  }

  private int port() {
    return GatewayVerticle.actualPort(node.vertx());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
