package org.ctibar.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ctibar.call.CallInput.Timer;

/** A switch that does at once what a call wants, reports it when asked, and takes nothing that would go wrong. */
final class Switchboard {
  /** What comes first when one of two who talk is gone. */
  enum Reports {
    THE_END_FIRST,
    THE_PARK_FIRST
  }

  private enum Place {
    RINGING,
    PARKED,
    BRIDGED,
    CONFERENCE,
    /** Waits for one who was gone before the bridge stood: no event tells of it. */
    LIMBO
  }

  private static final int LONGEST = 200;

  private final CallPlay play;
  private final Reports order;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, String> with = new HashMap<>();
  private final Map<String, List<String>> plays = new TreeMap<>();
  private final Deque<LegEvent> due = new ArrayDeque<>();
  private final Set<String> underWay = new HashSet<>();
  private final List<String> deeds = new ArrayList<>();

  private Switchboard(CallPlay play, Reports order) {
    this.play = play;
    this.order = order;
  }

  /** Caller and alice. */
  static Switchboard talking(Reports order) {
    return talking(order, CallPlay.TIMES);
  }

  static Switchboard talking(Reports order, CallTimes times) {
    Switchboard board = new Switchboard(CallPlay.talking(times), order);
    board.join(CallPlay.CALLER, CallPlay.AGENT);
    return board;
  }

  CallPlay play() {
    return play;
  }

  /** What an agent, a timer or the outside does: {@code board.now(play -> play.hangUp("alice"))}. */
  Switchboard now(Consumer<CallPlay> input) {
    input.accept(play);
    obey();
    return this;
  }

  Switchboard rings(String leg) {
    return now(p -> p.on("RINGING", leg));
  }

  Switchboard answers(String leg) {
    places.put(leg, Place.PARKED);
    now(p -> p.on("ANSWERED", leg));
    return now(p -> p.on("PARKED", leg));
  }

  /** Whoever is at the far end of the leg puts the phone down, refuses, or is lost. */
  Switchboard ends(String leg, String cause) {
    end(leg, cause);
    return this;
  }

  /** Reports all that is to be reported, and what comes of that; tells on being asked what it did not report. */
  Switchboard settle() {
    for (int i = 0; i < LONGEST; i++) {
      if (!reportNext() && !isAsked()) {
        return this;
      }
    }
    throw new AssertionError("it does not come to an end");
  }

  /** The time is up for a move that the switch says nothing of. */
  private boolean isAsked() {
    if (!(play.call() instanceof Talk talk) || talk.stage().settled() || places.isEmpty()) {
      return false;
    }
    now(p -> p.timeUp(Timer.BRIDGE, talk.stage().move().first()));
    for (Effect effect : List.copyOf(play.effects())) {
      if (effect instanceof Effect.Inspect look) {
        underWay.remove(look.leg());
        boolean exists = places.containsKey(look.leg());
        now(p -> p.take(new CallInput.Inspected(look.leg(), exists, with.get(look.leg()))));
      }
    }
    return true;
  }

  boolean reportNext() {
    LegEvent event = due.poll();
    if (event == null) {
      return false;
    }
    settles(event);
    play.take(event);
    obey();
    return true;
  }

  /** Who talks with whom, who hears what, whose phone rings. */
  String scene() {
    Set<String> parts = new HashSet<>();
    places.forEach((leg, place) -> parts.add(
        switch (place) {
          case RINGING -> play.named(leg) + " rings";
          case PARKED, LIMBO -> play.named(leg) + " hears " + heard(leg);
          case BRIDGED -> pair(leg);
          case CONFERENCE -> conference();
        }));
    return parts.isEmpty() ? "over" : parts.stream().sorted().collect(Collectors.joining(", "));
  }

  /** All that was wanted since the last time. */
  List<String> deeds() {
    List<String> since = List.copyOf(deeds);
    deeds.clear();
    return since;
  }

  /** What agents were told since the last time. */
  List<String> told() {
    return deeds().stream()
        .filter(deed -> deed.startsWith("tell "))
        .map(deed -> deed.substring(5))
        .toList();
  }

  Collection<String> living() {
    return places.keySet();
  }

  List<String> ringing() {
    return places.entrySet().stream()
        .filter(e -> e.getValue() == Place.RINGING)
        .map(Map.Entry::getKey)
        .toList();
  }

  private String heard(String leg) {
    return plays.containsKey(leg) ? String.join(" and ", plays.get(leg)) : "nothing";
  }

  private String pair(String leg) {
    return List.of(play.named(leg), play.named(with.get(leg))).stream()
        .sorted()
        .collect(Collectors.joining("+"));
  }

  private String conference() {
    return places.entrySet().stream()
        .filter(e -> e.getValue() == Place.CONFERENCE)
        .map(e -> play.named(e.getKey()))
        .sorted()
        .collect(Collectors.joining("+"));
  }

  private void obey() {
    deeds.addAll(play.deeds());
    for (Effect effect : List.copyOf(play.effects())) {
      if (effect instanceof Effect.Originate e) {
        places.put(e.target().leg(), Place.RINGING);
      } else if (effect instanceof Effect.Bridge e) {
        bridge(e.customer(), e.agent());
      } else if (effect instanceof Effect.Park e) {
        alone(e.leg());
        pairOf(e.leg()).forEach(leg -> {
          park(leg);
          underWay.add(leg);
        });
      } else if (effect instanceof Effect.Gather e) {
        alone("gather");
        e.groups().forEach(group -> group.forEach(this::gather));
      } else if (effect instanceof Effect.Kill e && places.containsKey(e.leg())) {
        end(e.leg(), e.cause());
      } else if (effect instanceof Effect.PlayMusic e) {
        plays(e.leg(), "music");
      } else if (effect instanceof Effect.PlayRingback e) {
        plays(e.leg(), "ringback");
      } else if (effect instanceof Effect.StopMedia e) {
        plays.remove(e.leg());
      }
    }
  }

  /** RULES 19: one command at a time. */
  private void alone(String what) {
    if (!underWay.isEmpty()) {
      throw new AssertionError(what + " while these were under way: " + underWay);
    }
  }

  /** RULES 31: music that is started twice plays twice; nobody who talks hears any, nor who is left in a conference. */
  private void plays(String leg, String what) {
    if (places.containsKey(leg) && places.get(leg) != Place.CONFERENCE) {
      if (plays.containsKey(leg)) {
        throw new AssertionError(play.named(leg) + " hears two things");
      }
      if (places.get(leg) != Place.PARKED && places.get(leg) != Place.LIMBO) {
        throw new AssertionError(play.named(leg) + " cannot hear " + what + ": " + scene());
      }
      plays.put(leg, List.of(what));
    }
  }

  private void bridge(String one, String other) {
    alone("bridge " + play.named(one) + " " + play.named(other));
    if (!places.containsKey(one) || !places.containsKey(other)) {
      return;
    }
    if (places.get(one) == Place.RINGING || places.get(other) == Place.RINGING) {
      throw new AssertionError("a leg that rings was bridged"); // RULES 11
    }
    String left = with.get(one);
    String leftToo = with.get(other);
    join(one, other);
    park(other.equals(left) ? null : left);
    park(one.equals(leftToo) ? null : leftToo);
    underWay.addAll(List.of(one, other));
    due.add(new LegEvent(LegEvent.Kind.BRIDGED, one, other, true, null));
  }

  private void join(String one, String other) {
    part(one);
    part(other);
    places.put(one, Place.BRIDGED);
    places.put(other, Place.BRIDGED);
    with.put(one, other);
    with.put(other, one);
    plays.keySet().removeAll(List.of(one, other));
  }

  private void gather(String leg) {
    if (places.containsKey(leg)) {
      part(leg);
      plays.remove(leg);
      places.put(leg, Place.CONFERENCE);
      underWay.add(leg);
      due.add(new LegEvent(LegEvent.Kind.GATHERED, leg, null, true, null));
    }
  }

  private void park(String leg) {
    if (leg != null && places.containsKey(leg)) {
      part(leg);
      plays.remove(leg);
      places.put(leg, Place.PARKED);
      due.add(new LegEvent(LegEvent.Kind.PARKED, leg, null, true, null));
    }
  }

  private void end(String leg, String cause) {
    String partner = neverBridged(leg) ? null : with.get(leg);
    part(leg);
    places.remove(leg);
    plays.remove(leg);
    underWay.remove(leg);
    if (order == Reports.THE_PARK_FIRST) {
      park(partner);
    }
    due.add(LegEvent.ended(leg, cause));
    if (order == Reports.THE_END_FIRST) {
      park(partner);
    }
  }

  /** RULES 2 and 18: gone in the moment of bridging, it is never reported, and of the two only the first one parks. */
  private boolean neverBridged(String leg) {
    LegEvent bridge = due.stream()
        .filter(e -> e.kind() == LegEvent.Kind.BRIDGED)
        .filter(e -> e.leg().equals(leg) || e.peer().equals(leg))
        .findFirst()
        .orElse(null);
    if (bridge == null) {
      return false;
    }
    due.remove(bridge);
    if (bridge.peer().equals(leg)) {
      park(bridge.leg());
    } else {
      part(leg);
      places.put(bridge.peer(), Place.LIMBO);
      underWay.remove(bridge.peer());
    }
    return true;
  }

  private void part(String leg) {
    String partner = with.remove(leg);
    if (partner != null) {
      with.remove(partner);
    }
  }

  private List<String> pairOf(String leg) {
    if (!places.containsKey(leg)) {
      return List.of();
    }
    String partner = with.get(leg);
    return partner == null ? List.of(leg) : List.of(leg, partner);
  }

  private void settles(LegEvent event) {
    if (event.kind() == LegEvent.Kind.BRIDGED) {
      underWay.removeAll(List.of(event.leg(), event.peer()));
    } else {
      underWay.remove(event.leg());
    }
  }
}
