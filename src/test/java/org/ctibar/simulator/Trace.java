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
public record Trace(String name, List<Step> steps) {
  public static final Path FOLDER = Path.of("src/test/resources/traces");
  private static final Pattern ORIGINATION = Pattern.compile("origination_uuid=([0-9a-f-]{36})");

  public sealed interface Step permits Event, Command, Api {
    /** Seconds since the recording began. */
    double at();
  }

  public record Event(JsonObject headers, double at) implements Step {
    public String name() {
      return headers.getString("Event-Name");
    }

    /** The channel it is about; empty for jobs, registrations and the like. */
    public String uuid() {
      return headers.getString("Unique-ID", "");
    }

    public String header(String name) {
      return headers.getString(name, "");
    }

    public boolean is(String eventName, String uuid) {
      return name().equals(eventName) && uuid().equals(uuid);
    }

    /** Who speaks in a conference, and the passing state between two bridges: chance, not behaviour. */
    private boolean isByTheWay() {
      return header("Action").matches("floor-change|start-talking|stop-talking|play-file-done")
          || name().equals("CHANNEL_STATE")
              && header("Channel-State").equals("CS_CONSUME_MEDIA")
              && header("Answer-State").equals("answered");
    }
  }

  public record Command(String text, String reply, String job, double at) implements Step {
    /** The leg that this command makes, if it names one. */
    public Optional<String> newLeg() {
      Matcher uuid = ORIGINATION.matcher(text);
      return text.startsWith("bgapi originate") && uuid.find()
          ? Optional.of(uuid.group(1))
          : Optional.empty();
    }
  }

  public record Api(String text, String response, double at) implements Step {
    public boolean names(String uuid) {
      return !uuid.isEmpty() && text.contains(uuid);
    }

    public Optional<String> killed() {
      return text.startsWith("uuid_kill ") ? Optional.of(text.split(" ")[1]) : Optional.empty();
    }
  }

  public static Trace read(String name) throws IOException {
    List<Step> steps = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(name + ".jsonl"))) {
      JsonObject json = new JsonObject(line);
      double at = json.getDouble("t");
      if (json.containsKey("event")) {
        Event event = new Event(json.getJsonObject("event"), at);
        if (!event.isByTheWay()) {
          steps.add(event);
        }
      } else if (json.containsKey("api")) {
        steps.add(new Api(json.getString("api"), json.getString("response"), at));
      } else {
        steps.add(new Command(
            json.getString("command"), json.getString("reply"), json.getString("job"), at));
      }
    }
    return new Trace(name, TraceOrder.causesFirst(steps));
  }

  public List<Event> events() {
    return steps.stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
  }

  /** The events of each channel, channels in the order in which they appeared. */
  public static Map<String, List<Event>> byChannel(List<Event> events) {
    Map<String, List<Event>> channels = new LinkedHashMap<>();
    events.stream()
        .filter(event -> !event.uuid().isEmpty())
        .forEach(event ->
            channels.computeIfAbsent(event.uuid(), u -> new ArrayList<>()).add(event));
    return channels;
  }

  public Optional<Event> first(String eventName, String uuid) {
    return events().stream()
        .filter(event -> event.name().equals(eventName) && event.uuid().equals(uuid))
        .findFirst();
  }

  public boolean isCommanded(String uuid) {
    return steps.stream()
        .anyMatch(
            step -> step instanceof Command command && command.newLeg().equals(Optional.of(uuid)));
  }

  /** By {@code conference NAME dial}, which the recording notes at the answer. */
  public boolean isDialledByConference(Event outgoing) {
    return steps.stream()
        .anyMatch(step -> step instanceof Api api
            && api.text().matches("conference \\S+ dial .*")
            && Math.abs(api.at() - outgoing.at()) < 0.1);
  }

  /** A talking leg that enters the dialplan, without a command and without a word of the profile. */
  public boolean isReferred(Event event) {
    return event.header("Channel-State").equals("CS_ROUTING")
        && event.header("Answer-State").equals("answered")
        && !tellsOfRefers()
        && !entersTheDialplan(event.uuid())
        && steps.stream()
            .noneMatch(step -> step instanceof Api api && api.text().startsWith("uuid_transfer "));
  }

  /** By the command that dialled it. */
  private boolean entersTheDialplan(String uuid) {
    return steps.stream()
        .anyMatch(step -> step instanceof Command command
            && command.newLeg().equals(Optional.of(uuid))
            && command.text().endsWith(" inline"));
  }

  /** The profile of this recording says when a phone transfers. */
  public boolean tellsOfRefers() {
    return events().stream()
        .anyMatch(event -> event.header("Event-Subclass").matches("sofia::transfer.*"));
  }

  /** With whom the leg last talked before the event. */
  public String partnerAt(Event event) {
    return events().stream()
        .filter(bridge -> bridge.name().equals("CHANNEL_BRIDGE") && bridge.at() <= event.at())
        .filter(bridge -> bridge.headers().encode().contains(event.uuid()))
        .map(bridge -> bridge.uuid().equals(event.uuid())
            ? bridge.header("Bridge-B-Unique-ID")
            : bridge.uuid())
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  public boolean isNeverBridgedByCommand(String uuid) {
    return steps.stream()
        .noneMatch(step ->
            step instanceof Api api && api.text().startsWith("uuid_bridge ") && api.names(uuid));
  }

  public boolean isKilled(String uuid) {
    return steps.stream()
        .anyMatch(step -> step instanceof Api api && api.killed().equals(Optional.of(uuid)));
  }

  public boolean isToldToTalk(String uuid) {
    return steps.stream()
        .anyMatch(step ->
            step instanceof Api api && api.text().equals("uuid_phone_event " + uuid + " talk"));
  }
}
