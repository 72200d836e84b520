package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a page sees of its session: commands, events, other tabs and browsers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
  private static final String BROWSER = "5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44";

  private TestGateway gateway;
  private String agent;
  private int people;

  @BeforeAll
  void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** Each test has its own agent: nothing of another's is seen. */
  @BeforeEach
  void hire() {
    agent = "agent" + (100 + ++people);
    gateway.accounts.add(new Account(agent, "Nick", "1" + people, List.of("agent"), true, 0));
  }

  @Test
  void welcomesAndSignsIn() {
    TestPage page = new TestPage(gateway);
    JsonObject welcome = page.auth(gateway.token(agent), BROWSER);
    assertThat(welcome.getString("type")).isEqualTo("welcome");
    assertThat(welcome.getString("id")).isEqualTo("a1");
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.getLong("seq")).isZero();
    assertThat(welcome.getLong("heartbeatMs")).isEqualTo(15_000);
    assertThat(welcome.getJsonObject("user"))
        .isEqualTo(new JsonObject()
            .put("user", agent)
            .put("nickname", "Nick")
            .put("extNo", "1" + people)
            .put("roles", new JsonArray().add("agent")));

    page.command("login");
    JsonObject onLogin = page.event("onLogin");
    assertThat(onLogin.getLong("seq")).isEqualTo(1);
    assertThat(onLogin.getLong("revision")).isEqualTo(1);
    assertThat(onLogin.getJsonArray("allowed")).isEqualTo(new JsonArray(FakeAgents.ALLOWED));
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isZero();
    assertThat(reply.getJsonObject("data"))
        .isEqualTo(
            new JsonObject().put("user", agent).put("nickname", "Nick").put("extNo", "1" + people));
  }

  @Test
  void repliesAsTheProtocolSays() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    page.command("busy", new JsonObject().put("reason", "lunch"));
    assertThat(page.event("onBusy").getJsonObject("data").getString("reason")).isEqualTo("lunch");
    assertThat(page.reply().getJsonObject("data").fieldNames()).contains("presence", "reason");
    page.command("snapshot");
    assertThat(page.reply().getJsonObject("data").fieldNames())
        .containsExactly(
            "signedIn",
            "presence",
            "reason",
            "work",
            "next",
            "since",
            "readyAt",
            "revision",
            "call",
            "allowed");
    page.command("logout");
    page.event("onLogout");
    assertThat(page.reply().getJsonObject("data")).isEqualTo(new JsonObject());
  }

  @Test
  void passesRefusalsOnWithWhatIsAllowed() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    gateway.agents.on(
        AgentCommand.Offhook.class,
        c -> Future.failedFuture(new CtiException(
            ErrorCode.NOT_ALLOWED_NOW, "not allowed now", List.of("ready", "makecall"))));
    page.command("offhook");
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isEqualTo(4);
    assertThat(reply.getJsonArray("allowed")).containsExactly("ready", "makecall");
  }

  @Test
  void givesTheFirstAnswerAgain() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    page.command("x1", "ready", new JsonObject());
    page.event("onReady");
    JsonObject first = page.reply();
    page.command("x1", "logout", new JsonObject());
    assertThat(page.reply()).isEqualTo(first);
    assertThat(gateway.agents.received(AgentCommand.Logout.class))
        .noneMatch(c -> c.agentId().equals(agent));
  }

  @Test
  void bothTabsOfABrowserAreTold() {
    TestPage one = TestPage.signedIn(gateway, agent, BROWSER);
    TestPage two = TestPage.of(gateway, agent, BROWSER);
    two.command("login");
    two.event("onLogin");
    two.reply();
    one.event("onLogin");
    gateway.agents.tell(agent, FakeAgents.callback("onReady", Map.of()));
    assertThat(one.event("onReady").getLong("seq")).isEqualTo(3);
    assertThat(two.event("onReady").getLong("seq")).isEqualTo(2);
  }

  @Test
  void aPageThatIsNotSignedInSeesNothing() {
    TestPage signedIn = TestPage.signedIn(gateway, agent, BROWSER);
    TestPage onlooker = TestPage.of(gateway, agent, BROWSER);
    gateway.agents.tell(agent, FakeAgents.callback("onReady", Map.of()));
    signedIn.event("onReady");
    onlooker.command("snapshot");
    onlooker.reply();
  }

  @Test
  void theOlderBrowserIsKicked() {
    TestPage older = TestPage.signedIn(gateway, agent, BROWSER);
    String olderSession = gateway.agents.sessions.get(agent).get(0);
    TestPage newer = TestPage.of(gateway, agent, "another-browser");
    gateway.agents.sessions.put(agent, List.of());
    newer.command("login");
    newer.event("onLogin");
    newer.reply();
    older.event("onLogin");
    gateway.agents.tell(
        agent, new Callback("onKicked", Map.of("reason", "other_browser"), List.of(olderSession)));
    older.event("onKicked");
    JsonObject bye = older.next("bye");
    assertThat(bye.getInteger("code")).isEqualTo(11);
    assertThat(bye.getBoolean("reconnect")).isFalse();
    assertThat(older.closeCode()).isEqualTo(4002);
    gateway.agents.tell(agent, FakeAgents.callback("onReady", Map.of()));
    newer.event("onReady");
  }

  @Test
  void eventsOutOfOrderAreToldInOrder() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    gateway.agents.tell(agent, 3, FakeAgents.callback("onAnswer", Map.of("callId", "c")));
    gateway.agents.tell(agent, 2, FakeAgents.callback("onRing", Map.of("callId", "c")));
    JsonObject ring = page.event("onRing");
    assertThat(ring.getJsonObject("data").containsKey("queue")).isTrue();
    page.event("onAnswer");
  }

  @Test
  void aLostEventIsMadeGoodByASnapshot() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    gateway.agents.changeUntold(agent);
    gateway.agents.tell(agent, FakeAgents.callback("onBusy", Map.of("reason", "busy")));
    page.event("onBusy");
    JsonObject snapshot = page.event("onSnapshot");
    assertThat(snapshot.getLong("revision")).isEqualTo(3);
    assertThat(snapshot.getJsonObject("data").getLong("revision")).isEqualTo(3);
  }

  @Test
  void aLostEventThatOnlyTheReplyBetraysToo() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    gateway.agents.on(AgentCommand.GoReady.class, c -> {
      gateway.agents.changeUntold(agent);
      return Future.succeededFuture(gateway.agents.done(agent));
    });
    page.command("ready");
    page.reply();
    assertThat(page.event("onSnapshot").getLong("revision")).isEqualTo(2);
  }

  @Test
  void aLostNewestEventIsFoundByAPing() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    gateway.agents.changeUntold(agent);
    page.ping(1, 1);
    assertThat(page.next("pong").getLong("revision")).isEqualTo(1);
    assertThat(page.event("onSnapshot").getLong("revision")).isEqualTo(2);
    page.ping(2, 2);
    assertThat(page.next("pong").getLong("revision")).isEqualTo(2);
  }

  @Test
  void pingsAskTheAgentOnceAHeartbeat() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    for (int i = 0; i < 5; i++) {
      page.ping(1, 1);
      page.next("pong");
    }
    page.command("snapshot");
    page.reply();
    assertThat(gateway.agents.received(AgentCommand.Look.class))
        .filteredOn(look -> look.agentId().equals(agent))
        .as("one for the pings, one for the command")
        .hasSize(2);
  }

  @Test
  void pingsOfAPageThatIsNotSignedInAskNothing() {
    TestPage page = TestPage.of(gateway, agent, BROWSER);
    page.ping(0, 0);
    page.next("pong");
    page.command("snapshot");
    page.reply();
    assertThat(gateway.agents.received(AgentCommand.Look.class))
        .filteredOn(look -> look.agentId().equals(agent))
        .hasSize(1);
  }

  @Test
  void answersPings() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    page.ping(1, 1);
    assertThat(page.next("pong"))
        .isEqualTo(new JsonObject().put("type", "pong").put("seq", 1).put("revision", 1));
  }

  @Test
  void renewsTheToken() {
    TestPage page = TestPage.of(gateway, agent, BROWSER);
    page.command("renew");
    JsonObject data = page.reply().getJsonObject("data");
    assertThat(data.getLong("expiresAt")).isPositive();
    TestPage other = new TestPage(gateway);
    assertThat(other.auth(data.getString("token"), BROWSER).getString("type")).isEqualTo("welcome");
  }

  @Test
  void aPageThatRenewsOutlivesItsFirstToken() {
    String token = gateway.token(agent, Duration.ofSeconds(6));
    TestPage renewing = new TestPage(gateway);
    renewing.auth(token, BROWSER);
    renewing.command("renew");
    renewing.reply();
    TestPage other = new TestPage(gateway);
    other.auth(token, BROWSER);
    assertThat(other.next("bye").getInteger("code")).isEqualTo(8);
    renewing.command("snapshot");
    assertThat(renewing.reply().getInteger("code")).isZero();
  }

  @Test
  void aRenewedTokenCanBeRevoked() {
    TestPage page = TestPage.of(gateway, agent, BROWSER);
    page.command("renew");
    page.reply();
    gateway.accounts.revokeTokensBefore(agent, System.currentTimeMillis() + 1_000);
    assertThat(page.next("bye").getInteger("code")).isEqualTo(ErrorCode.TOKEN_INVALID.number());
  }

  @Test
  void peopleWithoutAnExtensionDoNotSignIn() {
    TestPage page = TestPage.of(gateway, "supervisor", BROWSER);
    page.command("login");
    assertThat(page.reply().getInteger("code")).isEqualTo(ErrorCode.FORBIDDEN.number());
  }

  @Test
  void aLostConnectionIsToldToTheAgent() {
    TestPage page = TestPage.signedIn(gateway, agent, BROWSER);
    page.drop();
    await()
        .untilAsserted(() -> assertThat(gateway.agents.received(AgentCommand.Detach.class))
            .anyMatch(d -> d.agentId().equals(agent)));
  }
}
