package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.call.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken or hostile page gets. */
class BadInputTest {
  private static final String BROWSER = "browser";

  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x.y.z", "登录"})
  void badTokensAreToldAndNotTriedAgain(String token) {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    assertBye(page.auth(token, BROWSER), 6, false);
    assertThat(page.closeCode()).isEqualTo(4001);
  }

  @Test
  void revokedAndExpiredTokensAreTold() {
    gateway = TestGateway.start();
    String revoked = gateway.token("admin");
    gateway.accounts.revokeTokensBefore("admin", System.currentTimeMillis() + 1_000);
    assertBye(new TestPage(gateway).auth(revoked, BROWSER), 6, false);
    String expired = gateway.token("agent2", Duration.ZERO);
    TestPage page = new TestPage(gateway);
    assertBye(page.auth(expired, BROWSER), 8, false);
    assertThat(page.closeCode()).isEqualTo(4001);
  }

  @Test
  void whoSaysNothingIsSentAway() {
    gateway = TestGateway.start(ws(15_000, 200));
    TestPage page = new TestPage(gateway);
    assertBye(page.next(), 12, true);
    assertThat(page.closeCode()).isEqualTo(4004);
  }

  @Test
  void whoFallsSilentIsSentAway() {
    gateway = TestGateway.start(ws(100, 10_000));
    TestPage page = TestPage.of(gateway, "admin", BROWSER);
    assertBye(page.next(), 12, true);
    assertThat(page.closeCode()).isEqualTo(4004);
  }

  @Test
  void aRevokedTokenEndsAnOpenSession() {
    gateway = TestGateway.start(ws(100, 10_000));
    TestPage page = TestPage.of(gateway, "admin", BROWSER);
    gateway.accounts.revokeTokensBefore("admin", System.currentTimeMillis() + 1_000);
    assertBye(page.next(), 6, false);
    assertThat(page.closeCode()).isEqualTo(4001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth please",
        "{\"type\":\"auth\"",
        "[]",
        "{\"type\":\"hello\"}",
        "{\"type\":\"command\",\"command\":\"login\"}",
        "{\"type\":\"auth\",\"id\":\"1\",\"token\":\"x\"}"
      })
  void badFramesAreToldAndTheConnectionStays(String text) {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.text(text);
    assertThat(page.next("error").getInteger("code")).isEqualTo(1);
    assertThat(page.auth(gateway.token("admin"), BROWSER).getString("type")).isEqualTo("welcome");
    page.text(text);
    assertThat(page.next("error").getInteger("code")).isEqualTo(1);
    page.command("snapshot");
    page.reply();
  }

  @Test
  void anExpiredTokenEndsASessionOnlyAfterTheCall() {
    gateway = TestGateway.start();
    gateway.agents.call = new CallView(
        "call-1", "fs1", Direction.INBOUND, "13800001111", null, false, null, Map.of());
    TestPage page = new TestPage(gateway);
    page.auth(gateway.token("admin", Duration.ofSeconds(3)), BROWSER);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !gateway.agents.received(AgentCommand.Look.class).isEmpty());
    assertThat(page.closed).isNotDone();
    gateway.agents.call = null;
    assertBye(page.next(), 8, false);
    assertThat(page.closeCode()).isEqualTo(4001);
  }

  @Test
  void aNodeThatLeavesSaysSo() {
    gateway = TestGateway.start();
    TestPage page = TestPage.signedIn(gateway, "admin", BROWSER);
    gateway.undeploy();
    assertBye(page.next(), 13, true);
    assertThat(page.closeCode()).isEqualTo(4003);
    assertThat(gateway.agents.received(AgentCommand.Detach.class)).hasSize(1);
    assertThat(GatewayVerticle.actualPort(gateway.vertx)).isZero();
  }

  @Test
  void binaryFramesAreRefused() {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.socket.writeBinaryMessage(Buffer.buffer("{\"type\":\"ping\"}"));
    assertThat(page.next("error").getInteger("code")).isEqualTo(1);
  }

  @Test
  void whoNeverStopsSendingGarbageIsSentAway() {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    IntStream.range(0, 30).forEach(i -> page.text("garbage"));
    IntStream.range(0, 30).forEach(i -> page.next("error"));
    page.next("bye");
    assertThat(page.closeCode()).isEqualTo(1008);
  }

  @ParameterizedTest
  @ValueSource(ints = {16_385, 40_000, 70_000})
  void framesThatAreTooLargeEndTheConnection(int size) {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.text("x".repeat(size));
    assertThat(page.closeCode()).isEqualTo(1009);
    assertThat(page.next("error").getInteger("code")).isEqualTo(20);
  }

  @Test
  void messagesInManyPartsAreLimitedToo() {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.socket.writeFrame(io.vertx.core.http.WebSocketFrame.textFrame("x".repeat(60_000), false));
    page.socket.writeFrame(io.vertx.core.http.WebSocketFrame.continuationFrame(
        Buffer.buffer("x".repeat(60_000)), true));
    assertThat(page.closeCode()).isEqualTo(1009);
  }

  @Test
  void countsBytesNotCharacters() {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.text("{\"type\":\"x\",\"a\":\"" + "王".repeat(5_500) + "\"}");
    assertThat(page.next("error").getInteger("code")).isEqualTo(20);
    assertThat(page.closeCode()).isEqualTo(1009);
  }

  @Test
  void commandsBeforeAuthenticationAreRefused() {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.command("login");
    assertThat(page.next("error").getInteger("code")).isEqualTo(6);
    assertThat(gateway.agents.received).isEmpty();
  }

  @Test
  void aCommandRightBehindTheTokenWaitsForTheSession() {
    gateway = TestGateway.start();
    TestPage page = new TestPage(gateway);
    page.text("{\"type\":\"auth\",\"id\":\"a1\",\"token\":\"" + gateway.token("admin")
        + "\",\"browser\":\"" + BROWSER + "\"}");
    page.command("snapshot");
    page.next("welcome");
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explode  | {}                                | 2",
        "transfer | {\"to\":\"1\"}                  | 1",
        "transfer | {\"type\":\"to_phone\"}         | 1",
        "transfer | {\"to\":\"1\",\"type\":\"to_nowhere\"} | 1",
        "consult  | {}                                | 1",
        "consult  | {\"to\":1002}                     | 1",
        "dtmf     | {}                                | 1",
        "dtmf     | {\"digits\":12}                   | 1",
        "dtmf     | {\"digits\":\"hello\"}           | 1",
        "dtmf     | {\"digits\":\"123456789012345678901234567890123\"} | 1",
        "makecall | {}                                | 1",
        "makecall | {\"to\":1002}                     | 1",
        "makecall | {\"to\":\"\"}                     | 1",
        "makecall | {\"to\":null}                     | 1",
        "makecall | {\"to\":\"1002\",\"data\":[]}     | 1",
        "makecall | {\"to\":\"1002\",\"data\":{\"a\":{}}} | 1",
        "busy     | {\"reason\":7}                    | 1",
        "busy     | {\"reason\":\"\"}                 | 1",
      })
  void badCommandsGetATypedAnswer(String command, String args, int code) {
    gateway = TestGateway.start();
    TestPage page = TestPage.of(gateway, "admin", BROWSER);
    page.command(command, new JsonObject(args));
    assertThat(page.reply().getInteger("code")).isEqualTo(code);
    assertThat(gateway.agents.received).isEmpty();
  }

  @Test
  void aLongNumberIsRefusedBeforeAnybodySeesIt() {
    gateway = TestGateway.start();
    TestPage page = TestPage.of(gateway, "admin", BROWSER);
    page.command("makecall", new JsonObject().put("to", "1".repeat(65)));
    assertThat(page.reply().getInteger("code")).isEqualTo(1);
  }

  @Test
  void aFloodIsRefusedThenEndedWhileOthersWork() {
    gateway = TestGateway.start();
    TestPage flood = TestPage.signedIn(gateway, "admin", BROWSER);
    TestPage other = TestPage.signedIn(gateway, "agent2", "other");
    long feeder = gateway.vertx.setPeriodic(
        10,
        t -> IntStream.range(0, 10)
            .forEach(i -> flood.command("f" + i + t, "ready", new JsonObject())));
    JsonObject refused = flood.next();
    while (refused.getInteger("code", 0) != 9) {
      refused = flood.next();
    }
    assertThat(refused.getString("type")).isEqualTo("reply");
    for (int i = 0; i < 20; i++) {
      String id = other.command("snapshot");
      assertThat(other.reply().getString("id")).isEqualTo(id);
    }
    assertThat(flood.closeCode()).isEqualTo(1008);
    gateway.vertx.cancelTimer(feeder);
    assertThat(gateway.agents.received(AgentCommand.GoReady.class)).hasSizeLessThan(200);
    other.command("ready");
    other.event("onReady");
    other.reply();
  }

  private static GatewayConfig.Ws ws(long heartbeatMs, long authTimeoutMs) {
    return new GatewayConfig.Ws(
        Duration.ofMillis(heartbeatMs),
        50,
        16_384,
        Duration.ofMillis(authTimeoutMs),
        Duration.ofSeconds(60),
        256,
        262_144,
        Duration.ofSeconds(5),
        true);
  }

  private static void assertBye(JsonObject frame, int code, boolean reconnect) {
    assertThat(frame.getString("type")).as(frame.encode()).isEqualTo("bye");
    assertThat(frame.getInteger("code")).isEqualTo(code);
    assertThat(frame.getBoolean("reconnect")).isEqualTo(reconnect);
  }
}
