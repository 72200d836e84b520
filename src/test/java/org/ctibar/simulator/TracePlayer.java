package org.ctibar.simulator;

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
          + " PLAYBACK_STOP BACKGROUND_JOB CUSTOM sofia::register sofia::unregister sofia::expire";

  /** What was sent, what the recording answered (with our uuids) and what the simulator answered. */
  record Exchange(String text, String expected, String actual) {}

  private final Trace trace;
  private final SimulatedSwitch simulated;
  private final ManualScheduler clock;
  private final long deadlineMicros;
  private final EslProbe events;
  private final EslProbe commands;
  private final Map<String, String> ours = new LinkedHashMap<>();
  private final Map<String, Integer> wanted = new LinkedHashMap<>();
  private final List<Exchange> exchanges = new ArrayList<>();

  TracePlayer(Trace trace, SimulatedSwitch simulated, ManualScheduler clock, int port)
      throws Exception {
    this.trace = trace;
    this.simulated = simulated;
    this.clock = clock;
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
    setTheStage();
    Set<Event> skipped = new LinkedHashSet<>();
    for (Trace.Step step : trace.steps()) {
      if (step instanceof Event event) {
        stimulate(event);
        expect(event, skipped);
      } else if (step instanceof Command command) {
        awaitWhatCameBefore();
        send(command);
        settle(skipped);
      } else if (step instanceof Api api) {
        awaitWhatCameBefore();
        exchanges.add(new Exchange(
            api.text(), translate(api.response()), commands.api(translate(api.text()))));
        settle(skipped);
      }
    }
    settle(skipped);
    awaitWhatCameBefore();
    return received();
  }

  void close() throws Exception {
    events.close();
    commands.close();
  }

  /** Every phone waits for the script; those that the recording could not reach are not registered. */
  private void setTheStage() {
    for (int extension = 1000; extension < 1100; extension++) {
      run(simulated.behave(String.valueOf(extension), PhoneBehaviour.ringsUntilTold()));
    }
    run(simulated.outsideNumberBehaves("13912345678", PhoneBehaviour.ringsUntilTold()));
    run(simulated.unregisterPhone("1059"));
    for (String uuid : Trace.byChannel(trace.events()).keySet()) {
      trace
          .first("CHANNEL_CREATE", uuid)
          .filter(created -> created.header("variable_sip_auto_answer").equals("true"))
          .ifPresent(created -> run(simulated.behave(
              created.header("Caller-Destination-Number"), PhoneBehaviour.answersAfter(0))));
    }
  }

  /** What a person or a phone did to bring this event about, if it was one. */
  private void stimulate(Event event) throws Exception {
    String uuid = event.uuid();
    switch (event.name()) {
      case "CHANNEL_STATE", "CHANNEL_OUTGOING" -> begin(event);
      case "CHANNEL_ANSWER" -> {
        boolean dialled = event.header("Call-Direction").equals("outbound");
        if (dialled
            && !trace.isToldToTalk(uuid)
            && !event.header("variable_sip_auto_answer").equals("true")) {
          awaitWhatCameBefore();
          run(simulated.answer(ours.get(uuid)));
        }
      }
      case "CHANNEL_HANGUP" -> end(uuid);
      case "CUSTOM" -> {
        if (event.header("Event-Subclass").equals("sofia::register")) {
          awaitWhatCameBefore();
          run(simulated.registerPhone(event.header("from-user")));
        }
      }
      default -> {
        // the switch's own doing
      }
    }
  }

  private void begin(Event event) throws Exception {
    String uuid = event.uuid();
    if (ours.containsKey(uuid)) {
      return;
    }
    if (trace.isCommanded(uuid)) {
      ours.put(uuid, uuid);
    } else if (event.header("Call-Direction").equals("inbound")) {
      Event created = trace.first("CHANNEL_CREATE", uuid).orElseThrow();
      ours.put(
          uuid,
          run(simulated.placeCall(new CallerSpec(
              created.header("Caller-Destination-Number"),
              created.header("Caller-Caller-ID-Number"),
              created.header("Caller-Caller-ID-Name"),
              0))));
    } else if (event.header("Other-Leg-Unique-ID").isEmpty()) {
      dialledByAnother(uuid);
    } else {
      ours.put(uuid, newLegOf(ours.get(event.header("Other-Leg-Unique-ID"))));
    }
  }

  /** Another client of the recorded switch dialled; here the test does. */
  private void dialledByAnother(String uuid) throws Exception {
    awaitWhatCameBefore();
    ours.put(uuid, uuid);
    String timeout =
        trace.first("CHANNEL_CREATE", uuid).orElseThrow().header("variable_originate_timeout");
    simulated.api("originate {origination_uuid=" + uuid + ",originate_timeout=" + timeout
        + "}user/1096 &park()");
  }

  private String newLegOf(String originator) throws Exception {
    awaitWhatCameBefore();
    while (dialledFor(arrived(), originator) == null) {
      run(simulated.onContext(() -> {
        clock.step();
        return null;
      }));
    }
    return dialledFor(arrived(), originator).getString("Unique-ID");
  }

  private static JsonObject dialledFor(List<JsonObject> all, String originator) {
    return all.stream()
        .filter(event -> event.getString("Event-Name").equals("CHANNEL_OUTGOING"))
        .filter(event -> originator.equals(event.getString("Other-Leg-Unique-ID")))
        .findFirst()
        .orElse(null);
  }

  private void end(String uuid) throws Exception {
    Event over = trace.first("CHANNEL_HANGUP_COMPLETE", uuid).orElseThrow();
    String disposition = over.header("variable_sip_hangup_disposition");
    if (disposition.equals("recv_bye")) {
      awaitWhatCameBefore();
      run(simulated.hangup(ours.get(uuid)));
    } else if (disposition.equals("recv_refuse")) {
      awaitWhatCameBefore();
      run(simulated.refuse(ours.get(uuid), over.header("Hangup-Cause")));
    } else if (disposition.equals("send_cancel")
        && !trace.isKilled(uuid)
        && !trace.isCommanded(uuid)) {
      awaitWhatCameBefore();
      run(simulated.api("uuid_kill " + ours.get(uuid)));
    }
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

  private void send(Command command) throws Exception {
    String text = translate(command.text());
    if (command.job() != null) {
      text += "\nJob-UUID: " + command.job();
    }
    exchanges.add(new Exchange(
        command.text(), translate(command.reply()), commands.command(text).replyText()));
  }

  /** Turns the clock until everything wanted has happened. */
  private void awaitWhatCameBefore() throws Exception {
    for (List<JsonObject> all = arrived(); !isComplete(all); all = arrived()) {
      if (clock.nowMicros() > deadlineMicros) {
        throw new AssertionError("never happened in " + trace.name() + ": " + missing(all));
      }
      run(simulated.onContext(() -> {
        clock.step();
        return null;
      }));
    }
  }

  /** The events up to now: the answer to a command on their own link comes behind them. */
  private List<JsonObject> arrived() throws Exception {
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
    return arrived().stream().map(Event::new).toList();
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

  private static <T> T run(io.vertx.core.Future<T> step) {
    try {
      return step.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
