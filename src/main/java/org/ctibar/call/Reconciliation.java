package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctibar.esl.ChannelSnapshot;

/**
 * What the switch has against what we believe. Pure.
 *
 * @param gone legs of ours that the switch has no more
 * @param missed what legs of ours did that we may not have heard; each may be known already
 * @param silent parked callers who hear nothing
 * @param stale channels that count as ended and are not
 * @param arrivals parked callers of whom we never heard
 * @param unknown channels of ours, by their variables, that belong to no call we know
 */
record Reconciliation(
    List<String> gone,
    List<LegEvent> missed,
    List<String> silent,
    List<String> stale,
    List<ChannelSnapshot> arrivals,
    List<ChannelSnapshot> unknown) {
  /** A leg that was asked for a moment ago may not be there yet: the switch looks its phone up first. */
  private static final long YOUNG_MS = 30_000;

  /**
   * @param channels of the switch, without those that ended since
   * @param asOf when the channels were asked for, ms since 1970
   */
  static Reconciliation of(
      CallBook book, List<ChannelSnapshot> channels, long asOf, boolean restarted) {
    Reconciliation found = new Reconciliation(
        gone(book, channels, asOf, restarted),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
    channels.forEach(channel -> found.sort(channel, book));
    return found;
  }

  private static List<String> gone(
      CallBook book, List<ChannelSnapshot> channels, long asOf, boolean restarted) {
    Map<String, ChannelSnapshot> onSwitch =
        channels.stream().collect(Collectors.toMap(ChannelSnapshot::uuid, Function.identity()));
    return book.all().stream()
        .flatMap(call -> call.facts().livingLegs().stream())
        .filter(leg -> !onSwitch.containsKey(leg.uuid()))
        .filter(leg -> restarted || leg.heardOfBefore(asOf) || leg.createdAt() < asOf - YOUNG_MS)
        .map(Leg::uuid)
        .toList();
  }

  private void sort(ChannelSnapshot channel, CallBook book) {
    var call = book.callOfLeg(channel.uuid());
    if (call.isPresent()) {
      known(channel, call.get().facts());
    } else if (channel.variable(Variables.ROLE) != null) {
      unknown.add(channel);
    } else if (isParkedCaller(channel)) {
      arrivals.add(channel);
    }
  }

  private void known(ChannelSnapshot channel, CallFacts call) {
    Leg leg = call.legs().get(channel.uuid());
    if (leg.ended() || call.farewells().containsKey(leg.uuid())) {
      stale.add(leg.uuid());
    } else if (leg.role() != LegRole.CALLER) {
      missed.addAll(seen(channel));
    } else if (channel.answered() && channel.bridgedTo() == null && isSilent(channel)) {
      silent.add(leg.uuid());
    }
  }

  private static List<LegEvent> seen(ChannelSnapshot channel) {
    String leg = channel.uuid();
    List<LegEvent> events = new ArrayList<>();
    if (Set.of("ringing", "early").contains(String.valueOf(channel.answerState()))) {
      events.add(new LegEvent(LegEvent.Kind.RINGING, leg, null, false, null));
    }
    if (channel.answered()) {
      events.add(new LegEvent(LegEvent.Kind.ANSWERED, leg, null, true, null));
      if (channel.bridgedTo() != null) {
        events.add(new LegEvent(LegEvent.Kind.BRIDGED, leg, channel.bridgedTo(), true, null));
      } else if (isParked(channel)) {
        events.add(new LegEvent(LegEvent.Kind.PARKED, leg, null, true, null));
      }
    }
    return events;
  }

  private static boolean isParkedCaller(ChannelSnapshot channel) {
    return "inbound".equals(channel.direction())
        && isParked(channel)
        && channel.bridgedTo() == null;
  }

  /** Parked after a bridge a channel still names the music of before. */
  private static boolean isSilent(ChannelSnapshot channel) {
    boolean parked = isParked(channel) || "CS_PARK".equals(channel.header("Channel-State"));
    return parked && !channel.playing();
  }

  private static boolean isParked(ChannelSnapshot channel) {
    return "park".equals(channel.variable("current_application"));
  }
}
