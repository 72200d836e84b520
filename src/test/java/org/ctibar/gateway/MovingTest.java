package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.call.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page goes on at another node. */
class MovingTest {
  private static final String AGENT = "admin";
  private static final String BROWSER = "5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44";

  private TestGateway first;
  private TestGateway second;
  private String session;

  @BeforeEach
  void start() {
    first = TestGateway.start();
    second = first.another("n2");
  }

  @AfterEach
  void stop() {
    first.close();
  }

  @Test
  void theSessionGoesOnWithTheStateInsteadOfTheEvents() {
    signIn();
    first.agents.call =
        new CallView("c1", "fs1", Direction.INBOUND, "13800001111", null, false, null, Map.of());
    TestPage there = new TestPage(second);
    JsonObject welcome = there.goOn(first.token(AGENT), BROWSER, session, 1);
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.getBoolean("moved")).isTrue();
    assertThat(welcome.getString("session")).isNotEqualTo(session);
    assertThat(TestPage.idOf(welcome.getString("session"))).isEqualTo(TestPage.idOf(session));
    JsonObject snapshot = there.event("onSnapshot");
    assertThat(snapshot.getLong("seq")).isEqualTo(1);
    assertThat(snapshot.getJsonObject("data").getJsonObject("call").getString("callId"))
        .isEqualTo("c1");
    assertThat(first.agents.received(AgentCommand.Login.class)).hasSize(1);
    assertThat(first.agents.received(AgentCommand.Attach.class))
        .extracting(a -> a.session().node())
        .containsExactly("n2#1");
    first.agents.tell(AGENT, FakeAgents.callback("onBusy", Map.of("reason", "busy")));
    assertThat(there.event("onBusy").getLong("seq")).isEqualTo(2);
  }

  @Test
  void whatIsToldBeforeTheStateIsKnownComesAfterItAndOnlyIfItIsNewer() {
    signIn();
    long known = first.agents.revisions.get(AGENT);
    first.agents.on(AgentCommand.Attach.class, attach -> {
      first.agents.tell(AGENT, known + 1, FakeAgents.callback("onBusy", Map.of("reason", "old")));
      first.agents.revisions.put(AGENT, known + 1);
      AgentReply reply = first.agents.done(AGENT);
      first.agents.tell(AGENT, known + 2, FakeAgents.callback("onReady", Map.of()));
      return Future.succeededFuture(reply);
    });
    TestPage there = new TestPage(second);
    there.goOn(first.token(AGENT), BROWSER, session, 1);
    assertThat(there.event("onSnapshot").getLong("revision")).isEqualTo(known + 1);
    assertThat(there.event("onReady").getLong("revision")).isEqualTo(known + 2);
  }

  @Test
  void aCommandSentAgainHasTheSameId() {
    TestPage here = signIn();
    here.command("7", "ready", new JsonObject());
    here.event("onReady");
    TestPage there = new TestPage(second);
    there.goOn(first.token(AGENT), BROWSER, session, 1);
    there.event("onSnapshot");
    there.command("7", "ready", new JsonObject());
    there.event("onReady");
    assertThat(first.agents.commandIds.stream().filter(id -> id.endsWith(":7")).toList())
        .containsExactly(TestPage.idOf(session) + ":7", TestPage.idOf(session) + ":7");
  }

  @Test
  void theNodeThatIsLeftDoesNotTakeTheSessionAway() {
    TestPage here = signIn();
    TestPage there = new TestPage(second);
    there.goOn(first.token(AGENT), BROWSER, session, 1);
    there.event("onSnapshot");
    here.drop();
    await()
        .untilAsserted(() -> assertThat(first.agents.received(AgentCommand.Detach.class))
            .extracting(AgentCommand.Detach::node)
            .containsExactly("n1#1"));
  }

  @Test
  void backAtTheFirstNodeNothingOldIsReplayed() {
    signIn();
    TestPage there = new TestPage(second);
    String moved = there.goOn(first.token(AGENT), BROWSER, session, 1).getString("session");
    there.event("onSnapshot");
    there.drop();
    TestPage back = new TestPage(first);
    JsonObject welcome = back.goOn(first.token(AGENT), BROWSER, moved, 1);
    assertThat(welcome.getBoolean("moved")).isTrue();
    assertThat(back.event("onSnapshot").getLong("seq")).isEqualTo(1);
    assertThat(first.services.sessions().all()).hasSize(1);
    first.agents.tell(AGENT, FakeAgents.callback("onReady", Map.of()));
    back.event("onReady");
    assertThat(back.frames).isEmpty();
  }

  @Test
  void aPageThatWasNotSignedInIsNotSignedInByMoving() {
    TestPage here = new TestPage(first);
    session = here.auth(first.token(AGENT), BROWSER).getString("session");
    TestPage there = new TestPage(second);
    JsonObject welcome = there.resume(first.token(AGENT), BROWSER, session, 0);
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.containsKey("moved")).isFalse();
    there.command("snapshot");
    there.reply();
    assertThat(first.agents.received(AgentCommand.Attach.class)).isEmpty();
  }

  @Test
  void whereNothingIsKnownOfTheAgentThePageHasToSignIn() {
    signIn();
    first.agents.sessions.clear();
    first.agents.revisions.clear();
    refuseAttach();
    TestPage there = new TestPage(second);
    JsonObject welcome = there.goOn(first.token(AGENT), BROWSER, session, 1);
    assertThat(welcome.containsKey("moved")).isFalse();
    there.command("login");
    there.event("onLogin");
  }

  @Test
  void whoSignedOutMeanwhileIsTold() {
    signIn();
    first.agents.sessions.clear();
    refuseAttach();
    TestPage there = new TestPage(second);
    assertThat(there.goOn(first.token(AGENT), BROWSER, session, 1).getBoolean("moved"))
        .isTrue();
    assertThat(there.event("onSnapshot").getJsonObject("data").getBoolean("signedIn"))
        .isFalse();
  }

  @Test
  void whoWasReplacedByAnotherBrowserIsOut() {
    signIn();
    refuseAttach();
    TestPage there = new TestPage(second);
    there.goOn(first.token(AGENT), BROWSER, session, 1);
    there.event("onKicked");
    there.next("bye");
    assertThat(there.closeCode()).isEqualTo(4002);
  }

  @Test
  void aNodeThatCannotTellSendsThePageOn() {
    signIn();
    first.agents.on(
        AgentCommand.Attach.class,
        c -> Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "minority")));
    TestPage there = new TestPage(second);
    JsonObject bye = there.goOn(first.token(AGENT), BROWSER, session, 1);
    assertThat(bye.getString("type")).isEqualTo("bye");
    assertThat(bye.getBoolean("reconnect")).isTrue();
    assertThat(there.closeCode()).isEqualTo(4003);
    assertThat(second.services.sessions().all()).isEmpty();
  }

  @Test
  void aSessionOfSomebodyElseIsANewOne() {
    signIn();
    TestPage there = new TestPage(second);
    JsonObject welcome = there.goOn(first.token("agent2"), BROWSER, session, 1);
    assertThat(welcome.containsKey("moved")).isFalse();
    assertThat(TestPage.idOf(welcome.getString("session"))).isNotEqualTo(TestPage.idOf(session));
    assertThat(first.agents.received(AgentCommand.Attach.class)).isEmpty();
  }

  private void refuseAttach() {
    first.agents.on(
        AgentCommand.Attach.class,
        c -> Future.failedFuture(new CtiException(ErrorCode.NOT_SIGNED_IN, "not signed in")));
  }

  private TestPage signIn() {
    TestPage page = new TestPage(first);
    session = page.auth(first.token(AGENT), BROWSER).getString("session");
    page.command("login");
    page.event("onLogin");
    page.reply();
    return page;
  }
}
