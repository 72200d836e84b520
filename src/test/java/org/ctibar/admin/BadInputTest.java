package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.outside.BridgePage;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a broken or hostile supervisor's page gets, and others do not notice. */
@Tag(Tiers.INTEGRATION)
class BadInputTest {
  private static final JsonObject FORCE =
      new JsonObject().put("agentId", "agent1").put("to", "rest").put("reason", "lunch");

  private static Stage stage;
  private BridgePage page;

  @BeforeAll
  static void begin() throws IOException {
    stage = Stage.golden();
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @BeforeEach
  void open() {
    stage.forget();
    page = stage.watch();
  }

  @AfterEach
  void close() {
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "USER", "User", "agentId", "from"})
  void whoActsIsWhoConnectedWhateverThePageClaims(String header) {
    page.ask(Permissions.FORCE, FORCE, new JsonObject().put(header, "admin"));
    assertThat(stage.lastOrder())
        .isEqualTo(new AgentCommand.Force("agent1", "rest", "supervisor", "lunch"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cti.agent.command",
        "cti.call.command.fs1",
        "cti.client.",
        "cti.client.nothing",
        "cti.clientXagent.force",
        "CTI.CLIENT.AGENT.FORCE",
        "cti.client.agent.force ",
        "cti.client.agent.force\n",
        "cti.client.agent.force\u0000",
        "__vertx.reply.1",
        "",
      })
  void noAddressButTheirsIsReached(String address) {
    page.say("send", address, FORCE);
    page.say("publish", address, FORCE);
    page.say("register", address, null);
    await().atMost(Stage.DEADLINE).until(() -> page.refusals() == 3);
    assertThat(stage.lastOrder()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{}'                                        | missing_type",
        "'{\"type\":7}'                              | missing_address",
        "'{\"type\":\"send\"}'                       | missing_address",
        "'{\"type\":\"send\",\"address\":7}'         | rejected",
      })
  void whatIsNoMessageIsRefusedAndThePageGoesOn(String text, String why) {
    page.send(new JsonObject(text));
    await().atMost(Stage.DEADLINE).until(() -> page.errors().contains(why));
    assertThat(page.ask(Permissions.SNAPSHOT, new JsonObject()).getString("type"))
        .isEqualTo(Board.SNAPSHOT);
  }

  @Test
  void givingUpWhatItDoesNotHaveOpensNothing() {
    page.say("register", Permissions.BOARD, null);
    page.say("unregister", "cti.client.other", null);
    page.say("register", Permissions.BOARD, null);
    await().atMost(Stage.DEADLINE).until(() -> page.refusals() == 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "unregister", "publish", "send"})
  void tenThousandOfAnyKindHoweverLongTheAddressEndTheConnection(String kind) {
    String address = "cti.client." + "x".repeat(1_000);
    IntStream.range(0, 10_000).forEach(n -> page.say(kind, address + n, null));
    await().atMost(Stage.DEADLINE).until(page::closed);
    assertThat(page.closeCode()).isEqualTo((short) 1008);
    assertThat(page.errors()).hasSizeLessThan(200);
  }

  /** What comes in a minute comes at once. */
  @Test
  void aPageThatReadsNothingIsKeptNothingAndToldTheWholeBoardWhenItReads() {
    long characters = 30_000_000;
    JsonObject message = new JsonObject().put("row", "x".repeat(100_000));
    page.say("register", Permissions.BOARD, null);
    page.ask(Permissions.SNAPSHOT, new JsonObject());
    page.stopReading();
    try (BridgePage other = stage.watch()) {
      other.say("register", Permissions.BOARD, null);
      other.ask(Permissions.SNAPSHOT, new JsonObject());
      while (other.boardCharacters() < characters) {
        long before = other.boardCharacters();
        stage.tellBoard(message);
        await()
            .atMost(Stage.DEADLINE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> other.boardCharacters() > before);
      }
    }
    page.readOn();
    await().atMost(Stage.DEADLINE).until(() -> page.answers() == 2);
    assertThat(page.boardCharacters())
        .as("what was kept for it, the buffers of both machines included")
        .isLessThan(characters / 2);
  }

  @Test
  void aPageWhoseTokenIsRevokedIsClosedThoughNobodyTellsItAnything() {
    page.say("register", Permissions.BOARD, null);
    page.ask(Permissions.SNAPSHOT, new JsonObject());
    stage.revokeTokens();
    await().atMost(Stage.DEADLINE).until(page::closed);
    assertThat(page.closeCode()).isEqualTo((short) 4001);
    assertThat(stage.lastOrder()).isNull();
  }

  @Test
  void whatIsRefusedIsOneLineOfTheLogWhateverItHolds() {
    List<String> lines = logged(() -> {
      page.say("register", "x\nERROR all is lost " + "x".repeat(10_000), null);
      await().atMost(Stage.DEADLINE).until(() -> page.refusals() == 1);
    });
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith(
            "Refused over the bridge user=supervisor type=register address=x?ERROR all is lost")
        .hasSizeLessThan(200);
  }

  private static List<String> logged(Runnable deed) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger("org.ctibar.admin");
    lines.start();
    log.setLevel(Level.WARN);
    log.addAppender(lines);
    deed.run();
    log.detachAppender(lines);
    log.setLevel(null);
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
