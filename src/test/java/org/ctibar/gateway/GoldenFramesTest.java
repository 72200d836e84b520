package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.SessionRef;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The frames that the TypeScript tests read, too. */
class GoldenFramesTest {
  private static final Path GOLDEN = Path.of("docs/protocol/golden");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Account ADMIN =
      new Account("admin", "admin", "1001", List.of("agent"), true, 0);

  @TestFactory
  Stream<DynamicTest> everyClientFrameIsUnderstood() throws IOException {
    return entries("client-frames.json")
        .map(entry -> test(entry, () -> {
          ClientFrame frame = Frames.decode(entry.get("frame").toString());
          assertThat(frame).isNotInstanceOf(ClientFrame.Malformed.class);
          if (frame instanceof ClientFrame.Command command
              && !Commands.isOfGateway(command.command())) {
            assertThat(outcome(command)).isIn(ErrorCode.OK, ErrorCode.NOT_AVAILABLE_YET);
          }
        }));
  }

  @TestFactory
  Stream<DynamicTest> everyServerFrameIsWrittenAsItStands() throws IOException {
    return entries("server-frames.json")
        .map(entry -> test(entry, () -> {
          JsonNode golden = entry.get("frame");
          ServerFrame frame = MAPPER.treeToValue(golden, ServerFrame.class);
          assertThat(MAPPER.readTree(Frames.encode(frame))).isEqualTo(golden);
          assertThat(fields(MAPPER.readTree(Frames.encode(frame)))).isEqualTo(fields(golden));
        }));
  }

  @TestFactory
  Stream<DynamicTest> everyFrameOfTheConversationsToo() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(GOLDEN)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("flow-")).toList()) {
        JsonNode flow = MAPPER.readTree(Files.readString(file));
        tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
          for (JsonNode step : flow.get("steps")) {
            if (step.has("client")) {
              assertThat(Frames.decode(step.get("client").toString()))
                  .isNotInstanceOf(ClientFrame.Malformed.class);
            } else if (step.has("server")) {
              ServerFrame frame = MAPPER.treeToValue(step.get("server"), ServerFrame.class);
              assertThat(MAPPER.readTree(Frames.encode(frame))).isEqualTo(step.get("server"));
            }
          }
        }));
      }
    }
    return tests.stream();
  }

  /** On one connection, after authentication: it stays. The call domain judges numbers, here a fake of it. */
  @Test
  void badFramesAreAnsweredAsWritten() throws IOException {
    try (TestGateway gateway = TestGateway.start()) {
      gateway.agents.on(
          AgentCommand.Dial.class,
          c -> Future.failedFuture(new CtiException(ErrorCode.BAD_NUMBER, "not a number")));
      TestPage page = TestPage.signedIn(gateway, "admin", "browser");
      for (JsonNode entry : entries("bad-client-frames.json").toList()) {
        page.text(entry.get("text").asText());
        JsonObject answer = page.next();
        entry
            .get("answer")
            .properties()
            .forEach(field -> assertThat(answer.getValue(field.getKey()).toString())
                .as(entry.get("name").asText() + ": " + answer)
                .isEqualTo(field.getValue().asText()));
      }
      page.command("snapshot");
      assertThat(page.reply().getInteger("code")).isZero();
    }
  }

  private static ErrorCode outcome(ClientFrame.Command command) {
    try {
      Commands.of(command, ADMIN, new SessionRef("s", "n1", "b"));
      return ErrorCode.OK;
    } catch (CtiException e) {
      return e.code();
    }
  }

  private static List<String> fields(JsonNode frame) {
    List<String> names = new ArrayList<>();
    frame.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static DynamicTest test(JsonNode entry, org.junit.jupiter.api.function.Executable check) {
    return DynamicTest.dynamicTest(entry.get("name").asText(), check);
  }

  private static Stream<JsonNode> entries(String file) throws IOException {
    JsonNode all = MAPPER.readTree(Files.readString(GOLDEN.resolve(file)));
    return StreamSupport.stream(all.spliterator(), false);
  }
}
