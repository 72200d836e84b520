package org.ctibar.simulator;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ctibar.simulator.Trace.Event;

/** What people and phones did in a recording, done again: each event that was not the switch's own doing. */
final class People {
  private static final int MAX_TURNS = 1_000;
  private static final double AT_ONCE_S = 0.006;
  private static final double SOON_S = 0.1;

  private final Trace trace;
  private final SimulatedSwitch simulated;
  private final TracePlayer player;
  private final Set<String> ended = new HashSet<>();
  private double sweptAt = -1;

  People(Trace trace, SimulatedSwitch simulated, TracePlayer player) {
    this.trace = trace;
    this.simulated = simulated;
    this.player = player;
  }

  /** Every phone waits for the script; those that the recording could not reach are not registered. */
  void setTheStage() {
    for (int extension = 1000; extension < 1100; extension++) {
      TracePlayer.run(simulated.behave(String.valueOf(extension), PhoneBehaviour.ringsUntilTold()));
    }
    TracePlayer.run(simulated.outsideNumberBehaves("13912345678", PhoneBehaviour.ringsUntilTold()));
    TracePlayer.run(simulated.unregisterPhone("1059"));
    for (String uuid : Trace.byChannel(trace.events()).keySet()) {
      trace
          .first("CHANNEL_CREATE", uuid)
          .filter(created -> created.header("variable_sip_auto_answer").equals("true"))
          .ifPresent(created -> TracePlayer.run(simulated.behave(
              created.header("Caller-Destination-Number"), PhoneBehaviour.answersAfter(0))));
    }
  }

  void bringAbout(Event event) throws Exception {
    switch (event.name()) {
      case "CHANNEL_STATE", "CHANNEL_OUTGOING" -> {
        begin(event);
        join(event);
        if (trace.isReferred(event)) {
          refer(trace.partnerAt(event), event.header("Caller-Destination-Number"));
        }
      }
      case "CHANNEL_ANSWER" -> answer(event);
      case "CHANNEL_CALLSTATE" -> hold(event);
      case "CHANNEL_HANGUP" -> end(event);
      case "DTMF" -> press(event);
      case "CUSTOM" -> {
        if (event.header("Event-Subclass").equals("sofia::register")) {
          player.awaitWhatCameBefore();
          TracePlayer.run(simulated.registerPhone(event.header("from-user")));
        } else if (event.header("Event-Subclass").equals("sofia::transferor")) {
          refer(event.uuid(), event.header("variable_transfer_destination").split(":")[1]);
        }
      }
      default -> {
        // the switch's own doing
      }
    }
  }

  private void answer(Event event) throws Exception {
    boolean dialled = event.header("Call-Direction").equals("outbound");
    if (dialled
        && !trace.isToldToTalk(event.uuid())
        && !event.header("variable_sip_auto_answer").equals("true")) {
      player.awaitWhatCameBefore();
      TracePlayer.run(simulated.answer(ours(event)));
    }
  }

  private void press(Event event) throws Exception {
    if (event.header("DTMF-Source").equals("RTP")) {
      player.awaitWhatCameBefore();
      TracePlayer.run(simulated.press(ours(event), event.header("DTMF-Digit")));
    }
  }

  private void refer(String uuid, String to) throws Exception {
    player.awaitWhatCameBefore();
    TracePlayer.run(simulated.refer(player.uuids().get(uuid), to));
  }

  /** A leg leaves its conversation though no command told it to: a phone joined its two calls. */
  private void join(Event event) throws Exception {
    boolean moves = event.header("Channel-State").equals("CS_HIBERNATE");
    Optional<Event> joined = trace.events().stream()
        .filter(other -> !other.header("variable_refer_uuid").isEmpty())
        .findFirst();
    if (moves && joined.isPresent() && trace.isNeverBridgedByCommand(event.uuid())) {
      player.awaitWhatCameBefore();
      TracePlayer.run(simulated.join(
          ours(joined.get()), player.uuids().get(joined.get().header("variable_refer_uuid"))));
    }
  }

  private void hold(Event event) throws Exception {
    boolean held = event.header("Channel-Call-State").equals("HELD");
    boolean unheld = event.header("Channel-Call-State").equals("UNHELD");
    if (!held && !unheld || isHoldCommanded(event)) {
      return;
    }
    if (unheld && follows(event, AT_ONCE_S, next -> next.is("CHANNEL_HANGUP", event.uuid()))) {
      end(event);
    } else if (held) {
      player.awaitWhatCameBefore();
      TracePlayer.run(simulated.holdByPhone(ours(event)));
    } else if (follows(event, AT_ONCE_S, next -> isReinvite(next, event.uuid()))) {
      player.awaitWhatCameBefore();
      TracePlayer.run(simulated.unholdByPhone(ours(event)));
    }
  }

  private boolean isHoldCommanded(Event event) {
    return trace.steps().stream()
        .anyMatch(step -> step instanceof Trace.Api api
            && api.text().startsWith("uuid_hold ")
            && api.names(event.uuid())
            && Math.abs(api.at() - event.at()) < AT_ONCE_S);
  }

  private static boolean isReinvite(Event event, String uuid) {
    return event.header("Event-Subclass").equals("sofia::reinvite")
        && event.uuid().equals(uuid);
  }

  private boolean follows(Event event, double withinS, Predicate<Event> wanted) {
    return trace.events().stream()
        .filter(next -> next.at() >= event.at() && next.at() < event.at() + withinS)
        .anyMatch(wanted);
  }

  private void begin(Event event) throws Exception {
    String uuid = event.uuid();
    if (player.uuids().containsKey(uuid)) {
      return;
    }
    if (trace.isCommanded(uuid)) {
      player.uuids().put(uuid, uuid);
    } else if (event.header("Channel-Name").startsWith("sofia/internal/")
        && event.header("Call-Direction").equals("inbound")) {
      Event created = trace.first("CHANNEL_CREATE", uuid).orElseThrow();
      player
          .uuids()
          .put(
              uuid,
              TracePlayer.run(simulated.dialFrom(
                  created.header("Caller-Username"), created.header("Caller-Destination-Number"))));
    } else if (event.header("Call-Direction").equals("inbound")) {
      Event created = trace.first("CHANNEL_CREATE", uuid).orElseThrow();
      player
          .uuids()
          .put(
              uuid,
              TracePlayer.run(simulated.placeCall(new CallerSpec(
                  created.header("Caller-Destination-Number"),
                  created.header("Caller-Caller-ID-Number"),
                  created.header("Caller-Caller-ID-Name"),
                  0))));
    } else if (!event.header("Other-Leg-Unique-ID").isEmpty()) {
      String originator = player.uuids().get(event.header("Other-Leg-Unique-ID"));
      player
          .uuids()
          .put(uuid, newLeg(leg -> originator.equals(leg.getString("Other-Leg-Unique-ID"))));
    } else if (trace.isDialledByConference(event)) {
      player
          .uuids()
          .put(uuid, newLeg(leg -> !player.uuids().containsValue(leg.getString("Unique-ID"))));
    } else {
      dialledByAnother(uuid);
    }
  }

  /** Another client of the recorded switch dialled; here the test does. */
  private void dialledByAnother(String uuid) throws Exception {
    player.awaitWhatCameBefore();
    player.uuids().put(uuid, uuid);
    String timeout =
        trace.first("CHANNEL_CREATE", uuid).orElseThrow().header("variable_originate_timeout");
    simulated.api("originate {origination_uuid=" + uuid + ",originate_timeout=" + timeout
        + "}user/1096 &park()");
  }

  private String newLeg(Predicate<JsonObject> dialled) throws Exception {
    player.awaitWhatCameBefore();
    for (int i = 0; find(player.arrived(), dialled) == null; i++) {
      if (i > MAX_TURNS) {
        throw new AssertionError("nobody was dialled in " + trace.name());
      }
      player.turnTheClock();
    }
    return find(player.arrived(), dialled).getString("Unique-ID");
  }

  private static JsonObject find(List<JsonObject> all, Predicate<JsonObject> dialled) {
    return all.stream()
        .filter(event -> event.getString("Event-Name").equals("CHANNEL_OUTGOING"))
        .filter(dialled)
        .findFirst()
        .orElse(null);
  }

  private void end(Event event) throws Exception {
    String uuid = event.uuid();
    Event over = trace.first("CHANNEL_HANGUP_COMPLETE", uuid).orElseThrow();
    if (!ended.add(uuid)) {
      return;
    }
    switch (over.header("variable_sip_hangup_disposition")) {
      case "recv_bye" -> {
        player.awaitWhatCameBefore();
        TracePlayer.run(simulated.hangup(ours(event)));
      }
      case "recv_refuse" -> {
        player.awaitWhatCameBefore();
        TracePlayer.run(simulated.refuse(ours(event), over.header("Hangup-Cause")));
      }
      case "send_cancel" -> {
        if (!trace.isKilled(uuid) && !trace.isCommanded(uuid)) {
          player.awaitWhatCameBefore();
          TracePlayer.run(simulated.api("uuid_kill " + ours(event)));
        }
      }
      case "send_bye" -> {
        if (over.header("Hangup-Cause").equals("MEDIA_TIMEOUT")) {
          player.awaitWhatCameBefore();
          TracePlayer.run(simulated.goDead(ours(event)));
          return;
        }
        if (!trace.isKilled(uuid) && isSweptAway(event)) {
          player.awaitWhatCameBefore();
          TracePlayer.run(simulated.api("uuid_kill " + ours(event)));
        }
      }
      default -> {
        // the switch's own doing
      }
    }
  }

  /** Whoever recorded ended what was left, by a command of its own that is not noted. */
  private boolean isSweptAway(Event event) {
    if (event.at() - sweptAt < SOON_S) {
      return true;
    }
    boolean commandsFollow = trace.steps().stream()
        .anyMatch(step ->
            step instanceof Trace.Api api && api.at() >= event.at() && api.names(event.uuid()));
    boolean parked = event.header("Channel-State").equals("CS_PARK");
    boolean partnerEnded = trace.events().stream()
        .filter(other -> other.name().equals("CHANNEL_HANGUP"))
        .filter(other -> !other.uuid().equals(event.uuid()))
        .anyMatch(other -> other.at() <= event.at() && other.at() > event.at() - SOON_S);
    if (commandsFollow || partnerEnded && !parked) {
      return false;
    }
    sweptAt = event.at();
    return true;
  }

  private String ours(Event event) {
    return player.uuids().get(event.uuid());
  }
}
