package org.ctibar.simulator;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recording of a real switch: what was commanded, what it answered, what happened. */
record Trace(String name, List<Step> steps) {
  static final Path FOLDER = Path.of("src/test/resources/traces");
  private static final Pattern ORIGINATION = Pattern.compile("origination_uuid=([0-9a-f-]{36})");

  sealed interface Step permits Event, Command, Api {}

  record Event(JsonObject headers) implements Step {
    String name() {
      return headers.getString("Event-Name");
    }

    /** The channel it is about; empty for jobs, registrations and the like. */
    String uuid() {
      return headers.getString("Unique-ID", "");
    }

    String header(String name) {
      return headers.getString(name, "");
    }
  }

  record Command(String text, String reply, String job) implements Step {
    /** The leg that this command makes, if it names one. */
    Optional<String> newLeg() {
      Matcher uuid = ORIGINATION.matcher(text);
      return text.startsWith("bgapi originate") && uuid.find()
          ? Optional.of(uuid.group(1))
          : Optional.empty();
    }
  }

  record Api(String text, String response) implements Step {
    Optional<String> killed() {
      return text.startsWith("uuid_kill ") ? Optional.of(text.split(" ")[1]) : Optional.empty();
    }
  }

  static Trace read(String name) throws IOException {
    List<Step> steps = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(name + ".jsonl"))) {
      JsonObject json = new JsonObject(line);
      if (json.containsKey("event")) {
        steps.add(new Event(json.getJsonObject("event")));
      } else if (json.containsKey("api")) {
        steps.add(new Api(json.getString("api"), json.getString("response")));
      } else {
        steps.add(
            new Command(json.getString("command"), json.getString("reply"), json.getString("job")));
      }
    }
    return new Trace(name, steps);
  }

  List<Event> events() {
    return steps.stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
  }

  /** The events of each channel, channels in the order in which they appeared. */
  static Map<String, List<Event>> byChannel(List<Event> events) {
    Map<String, List<Event>> channels = new LinkedHashMap<>();
    events.stream()
        .filter(event -> !event.uuid().isEmpty())
        .forEach(event ->
            channels.computeIfAbsent(event.uuid(), u -> new ArrayList<>()).add(event));
    return channels;
  }

  Optional<Event> first(String eventName, String uuid) {
    return events().stream()
        .filter(event -> event.name().equals(eventName) && event.uuid().equals(uuid))
        .findFirst();
  }

  boolean isCommanded(String uuid) {
    return steps.stream()
        .anyMatch(
            step -> step instanceof Command command && command.newLeg().equals(Optional.of(uuid)));
  }

  boolean isKilled(String uuid) {
    return steps.stream()
        .anyMatch(step -> step instanceof Api api && api.killed().equals(Optional.of(uuid)));
  }

  boolean isToldToTalk(String uuid) {
    return steps.stream()
        .anyMatch(step ->
            step instanceof Api api && api.text().equals("uuid_phone_event " + uuid + " talk"));
  }
}
