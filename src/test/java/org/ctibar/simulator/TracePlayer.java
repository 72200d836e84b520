package org.ctibar.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ctibar.simulator.Trace.Api;
import org.ctibar.simulator.Trace.Command;
import org.ctibar.simulator.Trace.Event;

/**
 * Plays a recording against the simulated switch: its commands over TCP, each as soon as everything that
 * came before it in the recording (and is not its own effect) has happened here too; what people did,
 * through the script methods. The switch's clock stands still in between, so load does not matter.
 */
final class TracePlayer {
  private static final String ALL_KINDS =
      "CHANNEL_CREATE CHANNEL_DESTROY CHANNEL_STATE CHANNEL_CALLSTATE CHANNEL_ANSWER CHANNEL_HANGUP"
          + " CHANNEL_HANGUP_COMPLETE CHANNEL_EXECUTE CHANNEL_EXECUTE_COMPLETE CHANNEL_BRIDGE"
          + " CHANNEL_UNBRIDGE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_OUTGOING CHANNEL_PARK"
          + " CHANNEL_UNPARK CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_ORIGINATE CALL_UPDATE PLAYBACK_START"
          + " PLAYBACK_STOP MEDIA_BUG_START MEDIA_BUG_STOP BACKGROUND_JOB DTMF CUSTOM sofia::register sofia::unregister sofia::expire"
          + " sofia::reinvite sofia::transferor sofia::transferee conference::maintenance";

  /** What was sent, what the recording answered (with our uuids) and what the simulator answered. */
  record Exchange(String text, String expected, String actual) {}

  private final Trace trace;
  private final SimulatedSwitch simulated;
  private final People people;
  private final ManualScheduler clock;
  private final long deadlineMicros;
  private final EslProbe events;
  private final EslProbe commands;
  private final Map<String, String> ours = new LinkedHashMap<>();
  private final Map<String, Integer> wanted = new LinkedHashMap<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Map<Api, Future<String>> lateAnswers = new LinkedHashMap<>();

  TracePlayer(Trace trace, SimulatedSwitch simulated, ManualScheduler clock, int port)
      throws Exception {
    this.trace = trace;
    this.simulated = simulated;
    this.clock = clock;
    people = new People(trace, simulated, this);
    deadlineMicros = clock.nowMicros() + 120_000_000L;
    events = EslProbe.signedIn(port);
    events.command("event json " + ALL_KINDS);
    commands = EslProbe.signedIn(port);
  }

  /** Recorded uuid → ours. */
  Map<String, String> uuids() {
    return ours;
  }

  List<Exchange> exchanges() {
    return exchanges;
  }

  List<Event> play() throws Exception {
    people.setTheStage();
    Set<Event> skipped = new LinkedHashSet<>();
    for (Trace.Step step : trace.steps()) {
      if (step instanceof Event event) {
        people.bringAbout(event);
        expect(event, skipped);
      } else if (step instanceof Command command) {
        awaitWhatCameBefore();
        send(command);
        settle(skipped);
      } else if (step instanceof Api api) {
        awaitWhatCameBefore();
        ask(api);
        settle(skipped);
      }
    }
    settle(skipped);
    awaitWhatCameBefore();
    for (Map.Entry<Api, Future<String>> late : lateAnswers.entrySet()) {
      exchanges.add(new Exchange(
          late.getKey().text(), translate(late.getKey().response()), run(late.getValue())));
    }
    return received();
  }

  void close() throws Exception {
    events.close();
    commands.close();
  }

  /** The event has to be here before the next command, unless it is that command's own effect. */
  private void expect(Event event, Set<Event> skipped) {
    if (isEffectOfCommandToCome(event)) {
      skipped.add(event);
    } else {
      wanted.merge(key(event), 1, Integer::sum);
    }
  }

  private boolean isEffectOfCommandToCome(Event event) {
    int at = indexOf(event);
    for (Trace.Step later : trace.steps().subList(at + 1, trace.steps().size())) {
      boolean makes = later instanceof Command command
          && (command.newLeg().equals(java.util.Optional.of(event.uuid()))
              || event.header("Job-UUID").equals(command.job()));
      boolean kills = later instanceof Api api
          && api.killed().equals(java.util.Optional.of(event.uuid()))
          && event.header("Answer-State").equals("hangup");
      if (makes || kills) {
        return true;
      }
    }
    return false;
  }

  private int indexOf(Event event) {
    for (int i = 0; i < trace.steps().size(); i++) {
      if (trace.steps().get(i) == event) {
        return i;
      }
    }
    throw new IllegalStateException();
  }

  private void settle(Set<Event> skipped) {
    skipped.forEach(event -> wanted.merge(key(event), 1, Integer::sum));
    skipped.clear();
  }

  /** The answer to some commands is there only when somebody has answered the phone. */
  private void ask(Api api) throws Exception {
    if (api.text().matches("conference \\S+ dial .*")) {
      lateAnswers.put(api, simulated.api(translate(api.text())));
    } else {
      exchanges.add(
          new Exchange(api.text(), translate(api.response()), commands.api(translate(api.text()))));
    }
  }

  private void send(Command command) throws Exception {
    String text = translate(command.text());
    if (command.job() != null) {
      text += "\nJob-UUID: " + command.job();
    }
    exchanges.add(new Exchange(
        command.text(), translate(command.reply()), commands.command(text).replyText()));
  }

  /** Turns the clock until everything wanted has happened. */
  void awaitWhatCameBefore() throws Exception {
    for (List<JsonObject> all = arrived(); !isComplete(all); all = arrived()) {
      if (clock.nowMicros() > deadlineMicros) {
        throw new AssertionError("never happened in " + trace.name() + ": " + missing(all));
      }
      turnTheClock();
    }
  }

  void turnTheClock() {
    run(simulated.onContext(() -> {
      clock.step();
      return null;
    }));
  }

  /** The events up to now: the answer to a command on their own link comes behind them. */
  List<JsonObject> arrived() throws Exception {
    events.command("noop");
    return events.awaitEvents("", all -> true);
  }

  private boolean isComplete(List<JsonObject> all) {
    return missing(all).isEmpty();
  }

  private List<String> missing(List<JsonObject> all) {
    Map<String, Integer> have = new LinkedHashMap<>();
    all.forEach(event -> have.merge(ourKey(event), 1, Integer::sum));
    return wanted.entrySet().stream()
        .filter(entry -> have.getOrDefault(entry.getKey(), 0) < entry.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Event> received() throws Exception {
    return arrived().stream().map(event -> new Event(event, 0)).toList();
  }

  private String key(Event event) {
    return event.name() + event.header("Event-Subclass") + " " + event.header("Channel-State") + " "
        + ours.getOrDefault(event.uuid(), "") + event.header("Job-UUID");
  }

  private static String ourKey(JsonObject event) {
    return event.getString("Event-Name") + event.getString("Event-Subclass", "") + " "
        + event.getString("Channel-State", "") + " " + event.getString("Unique-ID", "")
        + event.getString("Job-UUID", "");
  }

  private String translate(String text) {
    String translated = text;
    for (Map.Entry<String, String> uuid : ours.entrySet()) {
      translated = translated.replace(uuid.getKey(), uuid.getValue());
    }
    return translated;
  }

  static <T> T run(Future<T> step) {
    try {
      return step.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
