package org.ctibar.call;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.EslEventDecoder;
import org.ctibar.store.Directory;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;

/**
 * A recording of a real switch, given to a call event by event. Its legs are renamed to the uuids that we would have
 * given them, and its jobs to those of their legs.
 */
final class TracePlay {
  private static final Pattern NEW_LEG = Pattern.compile("origination_uuid=([0-9a-f-]{36})");
  private static final Directory DIRECTORY = Directory.builder()
      .add(Group.of("1", "support"))
      .add(NumberRoute.of("7001", "1"))
      .add(NumberRoute.of("5000", "1"))
      .build();

  private final List<JsonObject> lines = new ArrayList<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final String caller;
  private CallPlay play;

  private TracePlay(String name, boolean inbound) throws IOException {
    List<String> text = Files.readAllLines(Path.of("src/test/resources/traces", name + ".jsonl"));
    text.forEach(line -> lines.add(new JsonObject(line)));
    caller = inbound ? firstInbound() : null;
    List<String> made = List.copyOf(legsMade());
    for (int i = 0; i < made.size(); i++) {
      renamed.put(made.get(i), inbound ? CallIds.offer(caller, i + 1) : own(i));
    }
    jobs();
  }

  private static String own(int index) {
    return index == 0 ? CallPlay.OWN : CallPlay.CALLEE;
  }

  /** A caller who is queued on arrival and at once offered to alice, if the recording rings a phone. */
  static CallPlay inbound(String name) throws IOException {
    TracePlay trace = new TracePlay(name, true);
    trace.lines.stream().filter(line -> line.containsKey("event")).forEach(trace::inbound);
    return trace.play;
  }

  /** A call of alice; the second leg of the recording is the callee. */
  static CallPlay dialled(String name, Destination to) throws IOException {
    TracePlay trace = new TracePlay(name, false);
    trace.play = CallPlay.dialling(to);
    trace.lines.stream()
        .filter(line -> line.containsKey("event"))
        .forEach(line -> trace.tell(trace.event(line), at(line)));
    return trace.play;
  }

  /**
   * An offer to alice that is given up.
   *
   * @param after the event after which time is up; null for before any
   */
  static CallPlay givenUp(String name, String after) throws IOException {
    TracePlay trace = new TracePlay(name, false);
    trace.renamed.replaceAll((from, to) -> to.equals(CallPlay.OWN) ? CallPlay.AGENT : to);
    trace.play = CallPlay.offered();
    if (after == null) {
      trace.play.timeUp(CallInput.Timer.RING, CallPlay.AGENT);
    }
    trace.lines.stream().filter(line -> line.containsKey("event")).forEach(line -> {
      EslEvent event = trace.event(line);
      trace.tell(event, at(line));
      if (event.name().equals(after)) {
        trace.play.timeUp(CallInput.Timer.RING, CallPlay.AGENT);
      }
    });
    return trace.play;
  }

  private void inbound(JsonObject line) {
    EslEvent event = event(line);
    if (play != null) {
      tell(event, at(line));
    } else if (event.name().equals("CHANNEL_PARK")) {
      play = CallPlay.of(
          Arrival.route(event, "fs1", DIRECTORY, CallPlay.TIMES, at(line)).orElseThrow());
      play.name(caller, "caller").name(CallIds.offer(caller, 1), "agent").at(at(line));
      if (!renamed.isEmpty()) {
        play.ask(new CallCommand.Ring(caller, CallIds.offer(caller, 1), "alice", "1001", 15_000));
      }
    }
  }

  private void tell(EslEvent event, long atMs) {
    LegEvent.of(event)
        .filter(news -> play.call().facts().leg(news.leg()).isPresent())
        .ifPresent(news -> play.at(atMs).take(news));
  }

  private static long at(JsonObject line) {
    return 1_000_000 + Math.round(line.getDouble("t") * 1_000);
  }

  private EslEvent event(JsonObject line) {
    String json = line.getJsonObject("event").encode();
    for (Map.Entry<String, String> name : renamed.entrySet()) {
      json = json.replace(name.getKey(), name.getValue());
    }
    return EslEventDecoder.fromJson(json);
  }

  private String firstInbound() {
    return lines.stream()
        .filter(line -> line.containsKey("event"))
        .map(line -> line.getJsonObject("event"))
        .filter(event -> "CHANNEL_CREATE".equals(event.getString("Event-Name")))
        .map(event -> event.getString("Unique-ID"))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> legsMade() {
    Set<String> legs = new LinkedHashSet<>();
    lines.forEach(line -> newLeg(line).ifPresent(legs::add));
    return legs;
  }

  private void jobs() {
    lines.forEach(line ->
        newLeg(line).ifPresent(leg -> renamed.put(line.getString("job"), renamed.get(leg))));
  }

  private static Optional<String> newLeg(JsonObject line) {
    Matcher leg = NEW_LEG.matcher(line.getString("command", ""));
    return leg.find() ? Optional.of(leg.group(1)) : Optional.empty();
  }
}
