package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ctibar.bus.Json;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.ListenMode;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.outside.BridgePage;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What supervisors' pages and the platform say to each other, in files that the TypeScript tests read, too. */
@Tag(Tiers.INTEGRATION)
class GoldenBridgeTest {
  private static final String WHY = "help in sales";

  private static Stage stage;

  @BeforeAll
  static void begin() throws IOException {
    stage = Stage.golden();
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @TestFactory
  Stream<DynamicTest> everyBoardIsWrittenAsItStands() throws IOException {
    return Stream.concat(entries("snapshot.json").stream(), entries("delta.json").stream())
        .map(entry -> DynamicTest.dynamicTest(entry.getString("name"), () -> {
          String golden = body(entry);
          String written = Json.encode(Json.decode(golden, Board.class));
          assertThat(Json.mapper().readTree(written)).isEqualTo(Json.mapper().readTree(golden));
          assertThat(fields(written)).isEqualTo(fields(golden));
        }));
  }

  /** Rows that the platform makes itself of what it hears, not only their type. */
  @ParameterizedTest
  @ValueSource(strings = {"agents", "calls", "switches", "nodes"})
  void theBoardHasTheRowsOfTheFile(String table) throws IOException {
    JsonObject golden = new JsonObject(body(entries("snapshot.json").get(0)));
    await()
        .atMost(Stage.DEADLINE)
        .untilAsserted(() -> assertThat(stage.shown(table))
            .containsExactlyInAnyOrderElementsOf(rows(golden, table)));
  }

  static Stream<Arguments> acts() {
    String talk = "5f0c8a52-1f7e-4a39-9c55-2f0b6d1c7e10";
    String waits = "0e9b1a77-5c3d-4f6a-8e21-6a7d5b9c3f04";
    return Stream.of(
        Arguments.of("force", new AgentCommand.Force("agent2", "培训", "supervisor", WHY)),
        Arguments.of("end", new CallCommand.End(talk)),
        Arguments.of("move", new CallCommand.MoveTo(waits, "2")),
        Arguments.of("prefer", new CallCommand.Prefer(waits)),
        Arguments.of("assign", new QueueCommand.Assign(waits, "agent2")),
        Arguments.of(
            "listen",
            new CallCommand.Listen(talk, "agent2", "supervisor", "1099", ListenMode.WHISPER)),
        Arguments.of("leave", new CallCommand.StopListening(talk, "supervisor")),
        Arguments.of("takeover", new CallCommand.TakeOver(talk, "supervisor")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acts")
  void everyActIsOrderedAndAnsweredAsWritten(String act, Object order) throws IOException {
    play(act + ".json");
    assertThat(stage.lastOrder()).isEqualTo(order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"day.json", "connection.json", "refusals.json"})
  void theRestIsAnsweredAsWritten(String file) throws IOException {
    play(file);
  }

  @Test
  void noFileIsForgotten() throws IOException {
    Stream<String> played = Stream.concat(
        acts().map(act -> act.get()[0] + ".json"),
        Stream.of("snapshot.json", "delta.json", "day.json", "connection.json", "refusals.json"));
    try (Stream<Path> files = Files.list(Stage.GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(played.toList());
    }
  }

  private static void play(String file) throws IOException {
    List<JsonObject> expected = new ArrayList<>();
    try (BridgePage page = stage.watch()) {
      for (JsonObject entry : entries(file)) {
        page.send(entry.getJsonObject("client"));
        if (entry.containsKey("server")) {
          expected.add(entry.getJsonObject("server"));
          await()
              .atMost(Stage.DEADLINE)
              .untilAsserted(
                  () -> assertThat(page.answered()).as(entry.encode()).isEqualTo(expected));
        }
      }
    }
  }

  private static List<JsonObject> entries(String file) throws IOException {
    return objects(new JsonArray(Files.readString(Stage.GOLDEN.resolve(file))));
  }

  private static List<JsonObject> rows(JsonObject board, String table) {
    return objects(board.getJsonArray(table));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String body(JsonObject entry) {
    return entry.getJsonObject("server").getJsonObject("body").encode();
  }

  /** In order, of all rows. */
  private static List<String> fields(String text) throws IOException {
    List<String> names = new ArrayList<>();
    collect(Json.mapper().readTree(text), names);
    return names;
  }

  private static void collect(JsonNode node, List<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> collect(child, names));
  }
}
