package org.ctibar.verify;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctibar.simulator.Trace;
import org.ctibar.simulator.Trace.Event;
import org.ctibar.verify.sip.SipCall;
import org.ctibar.verify.sip.SipPhone;

/** What people and phones did in a recording, done again with our phones: each event that was not the switch's own doing. */
final class ReplayPeople {
  private static final Pattern EXTENSION = Pattern.compile("\\b10\\d\\d\\b");
  private static final String CALLER = "13800001111";
  private static final String CALLEE = "13912345678";
  private static final Map<String, Integer> STATUS = Map.of(
      "USER_BUSY", 486, "CALL_REJECTED", 603, "NO_USER_RESPONSE", 480, "UNALLOCATED_NUMBER", 404);
  private static final double AT_ONCE_S = 0.006;

  private final Trace trace;
  private final Stage stage;
  private final Replay replay;
  private final Map<String, String> extensions = new LinkedHashMap<>();
  private final Map<String, SipCall> calls = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();

  ReplayPeople(Trace trace, Stage stage, Replay replay) {
    this.trace = trace;
    this.stage = stage;
    this.replay = replay;
    trace.steps().stream()
        .filter(step -> !(step instanceof Event))
        .map(Object::toString)
        .forEach(this::findExtensions);
  }

  /** A command of the recording with our numbers, and the uuids of our channels. */
  String translated(String command) throws Exception {
    String text = command.replaceAll(
        "sofia/external/" + CALLEE + "@[0-9.]+:\\d+",
        Matcher.quoteReplacement(stage.site().outboundTo(stage.outsideNumber())));
    for (Map.Entry<String, String> uuid : replay.uuids().entrySet()) {
      text = text.replace(uuid.getKey(), uuid.getValue());
    }
    Matcher extension =
        EXTENSION.matcher(text.replace(CALLER, stage.site().caller(0).user()));
    return extension.replaceAll(found -> {
      String mapped = extensions.get(found.group());
      return mapped == null ? found.group() : mapped;
    });
  }

  void bringAbout(Event event) throws Exception {
    switch (event.name()) {
      case "CHANNEL_STATE", "CHANNEL_OUTGOING", "CHANNEL_CREATE" -> begin(event);
      case "CHANNEL_ANSWER" -> answer(event);
      case "CHANNEL_CALLSTATE" -> hold(event);
      case "CHANNEL_HANGUP" -> end(event);
      case "DTMF" -> {
        if (event.header("DTMF-Source").equals("RTP")) {
          replay.awaitWhatCameBefore();
          call(event).press(event.header("DTMF-Digit").charAt(0));
        }
      }
      default -> {
        // the switch's own doing
      }
    }
  }

  /** Those whom the recording could not reach are at a phone that is not registered. */
  private void findExtensions(String command) {
    Matcher user = Pattern.compile("user/(10\\d\\d)").matcher(command);
    while (user.find()) {
      boolean reached = trace.events().stream()
          .anyMatch(event -> event.name().equals("CHANNEL_CREATE")
              && event.header("Caller-Destination-Number").equals(user.group(1)));
      extensions.computeIfAbsent(
          user.group(1),
          e -> reached
              ? stage.plan().attended().get(extensions.size())
              : stage.plan().unregistered());
    }
  }

  private void begin(Event event) throws Exception {
    String uuid = event.uuid();
    if (replay.uuids().containsKey(uuid)) {
      return;
    }
    if (trace.isCommanded(uuid)) {
      replay.uuids().put(uuid, uuid);
      return;
    }
    replay.awaitWhatCameBefore();
    if (event.header("Call-Direction").equals("inbound")) {
      SipPhone caller = stage.site().caller(0);
      calls.put(uuid, Awaited.done("call", caller.call(stage.plan().number())));
      learn(uuid, created -> created.header("Call-Direction").equals("inbound"));
    } else {
      String originator = replay.uuids().get(event.header("Other-Leg-Unique-ID"));
      learn(
          uuid,
          created ->
              originator == null || originator.equals(created.header("Other-Leg-Unique-ID")));
    }
  }

  private void learn(String uuid, Predicate<Event> wanted) {
    Event created = Until.present(
        "a new channel",
        () -> replay.arrived().stream()
            .filter(event -> event.name().equals("CHANNEL_CREATE"))
            .filter(event -> !replay.uuids().containsValue(event.uuid()))
            .filter(this::isOurs)
            .filter(wanted)
            .findFirst());
    replay.uuids().put(uuid, created.uuid());
  }

  private boolean isOurs(Event created) {
    return List.of(
            created.header("Caller-Caller-ID-Number"), created.header("Caller-Destination-Number"))
        .stream()
        .anyMatch(stage.site()::isOurs);
  }

  private void answer(Event event) throws Exception {
    boolean dialled = event.header("Call-Direction").equals("outbound");
    if (dialled
        && !trace.isToldToTalk(event.uuid())
        && !event.header("variable_sip_auto_answer").equals("true")) {
      replay.awaitWhatCameBefore();
      Awaited.done("answer", call(event).answer());
    }
  }

  private void hold(Event event) throws Exception {
    String state = event.header("Channel-Call-State");
    boolean byCommand = trace.steps().stream()
        .anyMatch(step -> step instanceof Trace.Api api
            && api.text().startsWith("uuid_hold ")
            && api.names(event.uuid())
            && Math.abs(api.at() - event.at()) < AT_ONCE_S);
    if (byCommand || !Set.of("HELD", "UNHELD").contains(state)) {
      return;
    }
    replay.awaitWhatCameBefore();
    if (state.equals("HELD")) {
      Awaited.done("hold key", call(event).hold());
    } else if (atOnce(event, next -> next.name().equals("CHANNEL_HANGUP"))) {
      end(event);
    } else if (atOnce(event, next -> next.header("Event-Subclass").equals("sofia::reinvite"))) {
      Awaited.done("resume key", call(event).resume());
    }
  }

  private boolean atOnce(Event event, Predicate<Event> wanted) {
    return trace.events().stream()
        .filter(next -> next.uuid().equals(event.uuid()))
        .filter(next -> Math.abs(next.at() - event.at()) < AT_ONCE_S)
        .anyMatch(wanted);
  }

  private void end(Event event) throws Exception {
    String uuid = event.uuid();
    if (!ended.add(uuid)) {
      return;
    }
    Event over = trace.first("CHANNEL_HANGUP_COMPLETE", uuid).orElseThrow();
    switch (over.header("variable_sip_hangup_disposition")) {
      case "recv_bye", "recv_cancel" -> {
        replay.awaitWhatCameBefore();
        Awaited.done("hang up", call(event).hangUp());
      }
      case "recv_refuse" -> {
        replay.awaitWhatCameBefore();
        int status = STATUS.getOrDefault(over.header("Hangup-Cause"), 480);
        Awaited.done("refuse", call(event).refuse(status));
      }
      default -> {
        if (isEndedByRecorder(event)) {
          replay.awaitWhatCameBefore();
          replay.isOver(event);
          stage.site().switchView().endAll();
        }
      }
    }
  }

  /** Whoever recorded ended what was left. */
  private boolean isEndedByRecorder(Event event) {
    return !trace.isKilled(event.uuid())
        && trace.steps().stream()
            .noneMatch(step -> !(step instanceof Event) && step.at() >= event.at())
        && trace.events().stream()
            .noneMatch(other -> other.name().equals("CHANNEL_HANGUP")
                && !other.uuid().equals(event.uuid())
                && other.at() <= event.at()
                && other.at() > event.at() - 0.1);
  }

  /** At the phone that the channel leads to. */
  private SipCall call(Event event) throws Exception {
    String uuid = event.uuid();
    if (!calls.containsKey(uuid)) {
      String number =
          trace.first("CHANNEL_CREATE", uuid).orElseThrow().header("Caller-Destination-Number");
      SipPhone phone = number.equals(CALLEE)
          ? stage.outside()
          : stage.site().phone(Optional.ofNullable(extensions.get(number)).orElse(number));
      calls.put(uuid, Until.present("the phone " + phone + " is called", phone::call));
    }
    return calls.get(uuid);
  }
}
