package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What ends a session, or its connection, without a word of the page. */
class SessionEndTest {
  private static final String AGENT = "admin";
  private static final String BROWSER = "browser";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aPageThatDoesNotReadIsDisconnected() {
    gateway = TestGateway.start(ws(60_000, 16_384));
    TestPage page = TestPage.signedIn(gateway, AGENT, BROWSER);
    TestPage reader = TestPage.of(gateway, "agent2", "another-browser");
    page.socket.pause();
    String much = "x".repeat(50_000);
    await().atMost(DEADLINE).pollInterval(Duration.ofMillis(5)).until(() -> {
      gateway.agents.tell(AGENT, FakeAgents.callback("onBusy", Map.of("reason", much)));
      return !gateway.agents.received(AgentCommand.Detach.class).isEmpty();
    });
    page.socket.resume();
    page.closeCode();
    reader.command("snapshot");
    assertThat(reader.reply().getInteger("code")).isZero();
  }

  @Test
  void whoComesBackTooLateBeginsAnew() {
    gateway = TestGateway.start(ws(50, 262_144));
    TestPage page = new TestPage(gateway);
    String session = page.auth(gateway.token(AGENT), BROWSER).getString("session");
    page.drop();
    await().atMost(DEADLINE).until(() -> gateway.services.sessions().all().isEmpty());
    TestPage late = new TestPage(gateway);
    JsonObject welcome = late.resume(gateway.token(AGENT), BROWSER, session, 0);
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.getString("session")).isNotEqualTo(session);
  }

  @Test
  void whoIsGoneBeforeTheLoginIsDoneLeavesNoSessionBehind() {
    gateway = TestGateway.start(ws(50, 262_144));
    Promise<AgentReply> done = Promise.promise();
    gateway.agents.on(AgentCommand.Login.class, login -> done.future());
    TestPage page = TestPage.of(gateway, AGENT, BROWSER);
    page.command("login");
    await()
        .atMost(DEADLINE)
        .until(() -> !gateway.agents.received(AgentCommand.Login.class).isEmpty());
    page.drop();
    await().atMost(DEADLINE).until(() -> gateway.services.sessions().all().isEmpty());

    done.complete(gateway.agents.done(AGENT));

    await()
        .atMost(DEADLINE)
        .until(() -> !gateway.agents.received(AgentCommand.Detach.class).isEmpty());
  }

  @Test
  void aLoginThatWasNotAnsweredLeavesNoSessionBehind() {
    gateway = TestGateway.start();
    gateway.agents.on(
        AgentCommand.Login.class,
        login -> Future.failedFuture(new CtiException(ErrorCode.TIMEOUT, "no answer")));
    TestPage page = TestPage.of(gateway, AGENT, BROWSER);
    page.command("login");
    assertThat(page.reply().getInteger("code")).isEqualTo(ErrorCode.TIMEOUT.number());

    page.drop();

    await()
        .atMost(DEADLINE)
        .until(() -> !gateway.agents.received(AgentCommand.Detach.class).isEmpty());
  }

  @Test
  void whoIsDisabledIsSentAwayAtOnce() {
    gateway = TestGateway.start(ws(60_000, 262_144));
    TestPage page = TestPage.signedIn(gateway, AGENT, BROWSER);
    TestPage other = TestPage.signedIn(gateway, "agent2", BROWSER);

    gateway.accounts.add(new Account(AGENT, AGENT, "1001", List.of("agent"), false, 0));

    assertThat(page.next("bye").getInteger("code")).isEqualTo(ErrorCode.TOKEN_INVALID.number());
    assertThat(page.closeCode()).isEqualTo(4001);
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> assertThat(gateway.agents.received(AgentCommand.Detach.class)).hasSize(1));
    other.command("snapshot");
    assertThat(other.reply().getInteger("code")).isZero();
  }

  @Test
  void aSessionThatIsAwayEndsWithTheTokensOfItsPerson() {
    gateway = TestGateway.start(ws(600_000, 262_144));
    TestPage page = TestPage.signedIn(gateway, AGENT, BROWSER);
    page.drop();
    await()
        .atMost(DEADLINE)
        .until(() -> !gateway.agents.received(AgentCommand.Detach.class).isEmpty());

    gateway.accounts.revokeTokensBefore(AGENT, System.currentTimeMillis() + 1_000);

    await().atMost(DEADLINE).until(() -> gateway.services.sessions().all().isEmpty());
  }

  @Test
  void whoIsDisabledDoesNothingMoreThoughTheNewsIsStillOnItsWay() {
    gateway = TestGateway.start(ws(60_000, 262_144));
    TestPage page = TestPage.signedIn(gateway, AGENT, BROWSER);

    gateway.accounts.people.put(
        AGENT, new Account(AGENT, AGENT, "1001", List.of("agent"), false, 0));
    page.command("makecall", new JsonObject().put("to", "1002"));

    assertThat(page.reply().getInteger("code")).isEqualTo(ErrorCode.TOKEN_INVALID.number());
    assertThat(gateway.agents.received(AgentCommand.Dial.class)).isEmpty();
  }

  @Test
  void aNodeThatLeavesWithoutAgentsSaysSoOnce() {
    gateway = TestGateway.start();
    List<TestPage> pages = List.of(
        TestPage.signedIn(gateway, AGENT, BROWSER), TestPage.signedIn(gateway, "agent2", BROWSER));
    gateway.agents.on(
        AgentCommand.Detach.class,
        c -> Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "nobody serves")));
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger("org.ctibar.gateway");
    lines.start();
    log.setLevel(Level.WARN);
    log.addAppender(lines);
    gateway.undeploy();
    log.detachAppender(lines);
    log.setLevel(null);
    pages.forEach(page -> assertThat(page.closeCode()).isEqualTo(4003));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Agents not told that sessions end count=2 why=nobody serves");
  }

  /** Without a heartbeat that would look by itself. */
  private static GatewayConfig.Ws ws(long resumeKeepMs, int writeQueueBytes) {
    return new GatewayConfig.Ws(
        Duration.ofMinutes(10),
        50,
        16_384,
        Duration.ofSeconds(10),
        Duration.ofMillis(resumeKeepMs),
        256,
        writeQueueBytes,
        Duration.ofSeconds(5),
        true);
  }
}
