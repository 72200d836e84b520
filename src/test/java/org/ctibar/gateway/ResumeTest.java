package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
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

/** A connection is lost; the session is not. With two event loops a page often comes back on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
  private static final String BROWSER = "5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44";
  private static final int KEPT_EVENTS = 4;
  private static final GatewayConfig.Ws WS = new GatewayConfig.Ws(
      Duration.ofSeconds(15),
      50,
      16_384,
      Duration.ofSeconds(10),
      Duration.ofSeconds(60),
      KEPT_EVENTS,
      262_144,
      Duration.ofSeconds(5),
      true);

  private TestGateway gateway;
  private String agent;
  private int people;

  @BeforeAll
  void start() {
    gateway = TestGateway.start(WS);
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void hire() {
    agent = "agent" + (200 + ++people);
    gateway.accounts.add(new Account(agent, "Nick", "2" + people, List.of("agent"), true, 0));
  }

  @Test
  void missedEventsFollowTheWelcome() {
    String session = signInAndDrop();
    gateway.agents.tell(
        agent,
        FakeAgents.callback("onHangup", Map.of("callId", "c", "cause", "x", "code", 0)),
        FakeAgents.callback("onReady", Map.of()));
    TestPage back = new TestPage(gateway);
    awaitDetached();
    JsonObject welcome = back.resume(gateway.token(agent), BROWSER, session, 1);
    assertThat(welcome.getBoolean("resumed")).isTrue();
    assertThat(welcome.getString("session")).isEqualTo(session);
    assertThat(welcome.getLong("seq")).isEqualTo(3);
    assertThat(back.event("onHangup").getLong("seq")).isEqualTo(2);
    assertThat(back.event("onReady").getLong("seq")).isEqualTo(3);
    await()
        .untilAsserted(() -> assertThat(gateway.agents.received(AgentCommand.Attach.class))
            .anyMatch(a -> a.agentId().equals(agent)
                && a.session().sessionId().equals(TestPage.idOf(session))));
    gateway.agents.tell(agent, FakeAgents.callback("onBusy", Map.of("reason", "busy")));
    assertThat(back.event("onBusy").getLong("seq")).isEqualTo(4);
  }

  @Test
  void aCommandLeftUnansweredIsAnsweredToTheNewConnection() {
    TestPage page = new TestPage(gateway);
    String session = page.auth(gateway.token(agent), BROWSER).getString("session");
    page.command("login");
    page.event("onLogin");
    page.reply();
    gateway.agents.on(
        AgentCommand.Dial.class,
        c -> Future.succeededFuture(
            gateway.agents.awaiting(agent, "call-r", "onCalleeAnswer", 60_000)));
    page.command("m1", "makecall", new JsonObject().put("to", "1002"));
    await().until(() -> !gateway.agents.received(AgentCommand.Dial.class).isEmpty());
    page.drop();
    awaitDetached();
    gateway.agents.tell(agent, FakeAgents.callback("onCalleeAnswer", Map.of("callId", "call-r")));
    TestPage back = new TestPage(gateway);
    back.resume(gateway.token(agent), BROWSER, session, 1);
    back.event("onCalleeAnswer");
    assertThat(back.reply().getString("id")).isEqualTo("m1");
    back.command("m1", "makecall", new JsonObject().put("to", "1002"));
    assertThat(back.reply().getJsonObject("data").getString("callId")).isEqualTo("call-r");
    assertThat(gateway.agents.received(AgentCommand.Dial.class)).hasSize(1);
  }

  @Test
  void aConnectionThatHangsIsReplaced() {
    TestPage hanging = new TestPage(gateway);
    String session = hanging.auth(gateway.token(agent), BROWSER).getString("session");
    TestPage back = new TestPage(gateway);
    assertThat(back.resume(gateway.token(agent), BROWSER, session, 0).getBoolean("resumed"))
        .isTrue();
    assertThat(hanging.closeCode()).isEqualTo(1000);
    back.command("snapshot");
    back.reply();
  }

  @Test
  void whoMissedTooMuchBeginsAnew() {
    String session = signInAndDrop();
    awaitDetached();
    for (int i = 0; i < KEPT_EVENTS + 1; i++) {
      gateway.agents.tell(agent, FakeAgents.callback("onReady", Map.of()));
    }
    TestPage back = new TestPage(gateway);
    JsonObject welcome = back.resume(gateway.token(agent), BROWSER, session, 1);
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.getString("session")).isNotEqualTo(session);
    assertThat(welcome.getLong("seq")).isZero();
  }

  @Test
  void aSessionIsOnlyForItsOwnPersonAndBrowser() {
    String session = signInAndDrop();
    TestPage stranger = new TestPage(gateway);
    assertThat(stranger.resume(gateway.token("admin"), BROWSER, session, 1).getBoolean("resumed"))
        .isFalse();
    TestPage otherBrowser = new TestPage(gateway);
    assertThat(otherBrowser.resume(gateway.token(agent), "other", session, 1).getBoolean("resumed"))
        .isFalse();
    TestPage future = new TestPage(gateway);
    assertThat(future.resume(gateway.token(agent), BROWSER, session, 99).getBoolean("resumed"))
        .isFalse();
    TestPage unknown = new TestPage(gateway);
    assertThat(unknown.resume(gateway.token(agent), BROWSER, "none", 0).getBoolean("resumed"))
        .isFalse();
  }

  @Test
  void whoWasKickedMeanwhileIsToldAndNotTakenBack() {
    String session = signInAndDrop();
    awaitDetached();
    gateway.agents.tell(
        agent,
        new Callback(
            "onKicked", Map.of("reason", "other_browser"), List.of(TestPage.idOf(session))));
    TestPage back = new TestPage(gateway);
    back.resume(gateway.token(agent), BROWSER, session, 1);
    back.event("onKicked");
    back.next("bye");
    assertThat(back.closeCode()).isEqualTo(4002);
  }

  @Test
  void whoWasReplacedMeanwhileIsNotShownTheOther() {
    String session = signInAndDrop();
    awaitDetached();
    TestPage newer = TestPage.signedIn(gateway, agent, "other-browser");
    gateway.agents.on(
        AgentCommand.Attach.class,
        c -> Future.failedFuture(new CtiException(ErrorCode.NOT_SIGNED_IN, "other browser")));
    TestPage back = new TestPage(gateway);
    JsonObject welcome = back.resume(gateway.token(agent), BROWSER, session, 1);
    assertThat(welcome.getBoolean("resumed")).isTrue();
    JsonObject frame = back.next();
    while (!"onKicked".equals(frame.getString("event"))) {
      frame = back.next("event");
    }
    back.next("bye");
    assertThat(back.closeCode()).isEqualTo(4002);
    gateway.agents.answerAttachAgain();
    newer.command("ready");
    newer.event("onReady");
  }

  private String signInAndDrop() {
    TestPage page = new TestPage(gateway);
    String session = page.auth(gateway.token(agent), BROWSER).getString("session");
    page.command("login");
    page.event("onLogin");
    page.reply();
    page.drop();
    return session;
  }

  private void awaitDetached() {
    await()
        .untilAsserted(() -> assertThat(gateway.agents.received(AgentCommand.Detach.class))
            .anyMatch(d -> d.agentId().equals(agent)));
  }
}
