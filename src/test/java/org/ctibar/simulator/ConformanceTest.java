package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.ctibar.simulator.Trace.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated switch against recordings of a real one. */
class ConformanceTest {
  private final Vertx vertx = Vertx.vertx();
  private final ManualScheduler clock = new ManualScheduler();
  private SimulatedSwitch simulated;
  private int port;

  @BeforeEach
  void start() throws Exception {
    simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults(), context -> clock);
    port = simulated.listen(0).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  static Stream<String> played() throws IOException {
    return Files.readAllLines(Trace.FOLDER.resolve("PLAYED.txt")).stream()
        .filter(line -> !line.isBlank());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("played")
  void behavesAsRecorded(String name) throws Exception {
    Trace trace = Trace.read(name);
    TracePlayer player = new TracePlayer(trace, simulated, clock, port);
    try {
      List<Event> received = player.play();
      SoftAssertions softly = new SoftAssertions();
      ReplyComparison.compare(player.exchanges(), softly);
      compareChannels(trace, received, player.uuids(), softly);
      compareOthers(trace, received, player.uuids(), softly);
      softly.assertAll();
    } finally {
      player.close();
    }
  }

  private static void compareChannels(
      Trace trace, List<Event> received, Map<String, String> uuids, SoftAssertions softly) {
    Map<String, List<Event>> ours = Trace.byChannel(received.stream()
        .filter(event ->
            trace.tellsOfRefers() || !event.header("Event-Subclass").matches("sofia::transfer.*"))
        .toList());
    Map<String, List<Event>> theirs = Trace.byChannel(trace.events());
    assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(uuids.values());
    theirs.forEach((uuid, recorded) -> {
      List<Event> simulatedEvents = ours.get(uuids.get(uuid));
      List<String> names = simulatedEvents.stream().map(ConformanceTest::label).toList();
      List<String> recordedNames = recorded.stream().map(ConformanceTest::label).toList();
      softly.assertThat(names).as("events of %s", uuid).isEqualTo(recordedNames);
      if (names.equals(recordedNames)) {
        for (int i = 0; i < recorded.size(); i++) {
          HeaderComparison.compare(
              trace.name(), recorded.get(i), simulatedEvents.get(i), uuids, softly);
        }
      }
    });
  }

  /** Jobs and registrations. */
  private static void compareOthers(
      Trace trace, List<Event> received, Map<String, String> uuids, SoftAssertions softly) {
    List<Event> recorded =
        trace.events().stream().filter(event -> event.uuid().isEmpty()).toList();
    for (Event event : recorded) {
      List<Event> theirs =
          recorded.stream().filter(other -> kind(other).equals(kind(event))).toList();
      List<Event> ours =
          received.stream().filter(other -> kind(other).equals(kind(event))).toList();
      softly.assertThat(ours).as(kind(event)).hasSameSizeAs(theirs);
      if (ours.size() == theirs.size()) {
        HeaderComparison.compare(
            trace.name(), event, ours.get(theirs.indexOf(event)), uuids, softly);
      }
    }
  }

  private static String kind(Event event) {
    return String.join(
        " ",
        event.name(),
        event.header("Event-Subclass"),
        event.header("Job-UUID"),
        event.header("username"),
        event.header("Conference-Name"),
        event.header("Action"));
  }

  private static String label(Event event) {
    return (event.name() + " " + event.header("Channel-State") + " " + event.header("Application"))
        .strip();
  }
}
