package org.ctibar.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctibar.outside.Pace;
import org.ctibar.simulator.EslProbe;
import org.ctibar.simulator.Trace;
import org.ctibar.simulator.Trace.Api;
import org.ctibar.simulator.Trace.Command;
import org.ctibar.simulator.Trace.Event;

/**
 * Plays a recording against the switch: its commands, each as soon as everything that came before it in the recording
 * (and is not its own effect) has happened here too, and not sooner than it came there; what people did, with our
 * phones. Then each channel must have had the events that it had in the recording, in the same order.
 */
final class Replay {
  /** What the platform listens to. Others tell the same again, or differ from one try to the next. */
  private static final Set<String> COMPARED = Set.of(
      "CHANNEL_CREATE",
      "CHANNEL_PROGRESS",
      "CHANNEL_PROGRESS_MEDIA",
      "CHANNEL_ANSWER",
      "CHANNEL_PARK",
      "CHANNEL_BRIDGE",
      "CHANNEL_UNBRIDGE",
      "CHANNEL_HOLD",
      "CHANNEL_UNHOLD",
      "CHANNEL_HANGUP_COMPLETE",
      "PLAYBACK_START",
      "PLAYBACK_STOP",
      "DTMF");

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
  private static final Duration HAPPENS_WITHIN = Duration.ofSeconds(10);
  private static final double UNHURRIED_S = 0.15;

  private final Trace trace;
  private final ReplayPeople people;
  private final EslProbe events;
  private final EslProbe commands;
  private final Map<String, String> ours = new LinkedHashMap<>();
  private final Map<String, Integer> wanted = new LinkedHashMap<>();
  private double comparedUntil = Double.MAX_VALUE;
  private List<Event> compared;

  private Replay(Trace trace, Stage stage) throws Exception {
    this.trace = trace;
    events = stage.site().switchView().probe();
    commands = stage.site().switchView().probe();
    people = new ReplayPeople(trace, stage, this);
    events.command("event json " + String.join(" ", COMPARED));
  }

  static void run(String name, Stage stage) throws Exception {
    Replay replay = new Replay(Trace.read(name), stage);
    try {
      replay.play();
      replay.compare();
    } finally {
      stage.site().switchView().endAll();
      replay.events.close();
      replay.commands.close();
    }
  }

  /** Recorded uuid → ours. */
  Map<String, String> uuids() {
    return ours;
  }

  private void play() throws Exception {
    Set<Event> skipped = new LinkedHashSet<>();
    double at = 0;
    for (Trace.Step step : trace.steps()) {
      boolean effect = step instanceof Event event && isEffectOfCommandToCome(event);
      if (compared == null && !effect && step.at() - at > UNHURRIED_S) {
        awaitWhatCameBefore();
        Duration pause = Duration.ofMillis((long) ((step.at() - at) * 1_000));
        Pace.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
      }
      at = step.at();
      play(step, skipped);
    }
    skipped.forEach(this::expect);
    if (compared == null) {
      awaitWhatCameBefore();
    }
  }

  private void play(Trace.Step step, Set<Event> skipped) throws Exception {
    if (step instanceof Event event) {
      people.bringAbout(event);
      if (isEffectOfCommandToCome(event)) {
        skipped.add(event);
      } else {
        expect(event);
      }
      return;
    }
    awaitWhatCameBefore();
    if (step instanceof Command command) {
      String job = command.job() == null ? "" : "\nJob-UUID: " + command.job();
      commands.command(people.translated(command.text()) + job);
    } else if (step instanceof Api api) {
      ask(people.translated(api.text()));
    }
    skipped.forEach(this::expect);
    skipped.clear();
  }

  /** Whoever recorded then ended all channels together, and so do we, but in what order is chance. */
  void isOver(Event lastButOne) {
    if (compared == null) {
      comparedUntil = lastButOne.at();
      compared = arrived();
    }
  }

  /** Some commands are answered only when somebody has answered the phone. */
  private void ask(String api) throws Exception {
    if (api.matches("conference \\S+ dial .*")) {
      commands.command("bgapi " + api);
    } else {
      commands.api(api);
    }
  }

  void awaitWhatCameBefore() throws Exception {
    Until.equal(trace.name() + ": still to happen", HAPPENS_WITHIN, List.of(), this::missing);
  }

  /** All that happened so far. */
  List<Event> arrived() {
    try {
      return events.awaitEvents("", all -> true).stream()
          .map(event -> new Event(event, 0))
          .toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void expect(Event event) {
    if (isCompared(event)) {
      wanted.merge(event.name() + " " + ours.getOrDefault(event.uuid(), "?"), 1, Integer::sum);
    }
  }

  private List<String> missing() {
    Map<String, Integer> have = new LinkedHashMap<>();
    arrived().forEach(event -> have.merge(event.name() + " " + event.uuid(), 1, Integer::sum));
    return wanted.entrySet().stream()
        .filter(entry -> have.getOrDefault(entry.getKey(), 0) < entry.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isEffectOfCommandToCome(Event event) {
    return trace.steps().stream()
        .dropWhile(step -> step != event)
        .anyMatch(later ->
            later instanceof Command command && command.newLeg().equals(Optional.of(event.uuid()))
                || later instanceof Api api
                    && api.killed().equals(Optional.of(event.uuid()))
                    && event.header("Answer-State").equals("hangup"));
  }

  private void compare() {
    Map<String, List<Event>> happened = Trace.byChannel(compared == null ? arrived() : compared);
    List<Event> recording =
        trace.events().stream().filter(event -> event.at() < comparedUntil).toList();
    List<String> differences = new ArrayList<>();
    Trace.byChannel(recording).forEach((uuid, recorded) -> {
      List<String> expected = names(recorded);
      List<String> names = names(happened.getOrDefault(ours.get(uuid), List.of()));
      if (!names.equals(expected)) {
        differences.add("a channel should have " + expected + ", but has " + names);
      }
    });
    if (!differences.isEmpty()) {
      throw new AssertionError(String.join("; ", differences));
    }
  }

  private static List<String> names(List<Event> events) {
    List<String> names = new ArrayList<>(
        events.stream().filter(Replay::isCompared).map(Event::name).toList());
    // a leg that is left alone and killed at once: by chance it parks in between
    while (names.size() > 1 && names.get(names.size() - 2).equals("CHANNEL_PARK")) {
      names.remove(names.size() - 2);
    }
    return names;
  }

  private static boolean isCompared(Event event) {
    return COMPARED.contains(event.name()) && !event.uuid().isEmpty();
  }
}
