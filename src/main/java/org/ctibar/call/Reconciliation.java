package org.ctibar.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ctibar.esl.ChannelSnapshot;

/**
 * What the switch has against what we believe. Pure.
 *
 * @param gone legs of ours that the switch has no more
 * @param missed what legs of ours did that we may not have heard; each may be known already
 * @param silent parked callers who hear nothing
 * @param stale channels that count as ended and are not
 * @param arrivals parked callers of whom we never heard, whoever came first first
 * @param others channels that are none of ours and do not wait for us: perhaps an agent's phone calls by itself
 * @param unknown channels of ours, by their variables, that belong to no call we know
 */
record Reconciliation(
    List<String> gone,
    List<LegEvent> missed,
    List<String> silent,
    List<String> stale,
    List<ChannelSnapshot> arrivals,
    List<ChannelSnapshot> others,
    List<ChannelSnapshot> unknown) {
  /** A leg that was asked for a moment ago may not be there yet: the switch looks its phone up first. */
  private static final long YOUNG_MS = 30_000;

  /**
   * @param channels of the switch, without those that ended since
   * @param asOf when the channels were asked for, ms since 1970
   * @param surely legs that are gone for sure if they are not among the channels, however young
   */
  static Reconciliation of(
      CallBook book, List<ChannelSnapshot> channels, long asOf, Predicate<String> surely) {
    Reconciliation found = new Reconciliation(
        gone(book, channels, asOf, surely),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
    channels.stream()
        .sorted(Comparator.comparingLong(ChannelSnapshot::createdAtMicros))
        .forEach(channel -> found.sort(channel, book));
    return found;
  }

  private static List<String> gone(
      CallBook book, List<ChannelSnapshot> channels, long asOf, Predicate<String> surely) {
    Map<String, ChannelSnapshot> onSwitch =
        channels.stream().collect(Collectors.toMap(ChannelSnapshot::uuid, Function.identity()));
    return book.all().stream()
        .flatMap(call -> call.facts().livingLegs().stream())
        .filter(leg -> !onSwitch.containsKey(leg.uuid()))
        .filter(leg ->
            surely.test(leg.uuid()) || leg.heardOfBefore(asOf) || leg.createdAt() < asOf - YOUNG_MS)
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
    } else {
      others.add(channel);
    }
  }

  private void known(ChannelSnapshot channel, CallFacts call) {
    Leg leg = call.legs().get(channel.uuid());
    if (leg.ended() || call.farewells().containsKey(leg.uuid())) {
      stale.add(leg.uuid());
    } else if (leg.role() != LegRole.CALLER) {
      missed.addAll(LegEvent.seenOn(channel));
    } else if (channel.answered() && channel.bridgedTo() == null && isSilent(channel)) {
      silent.add(leg.uuid());
    }
  }

  private static boolean isParkedCaller(ChannelSnapshot channel) {
    return "inbound".equals(channel.direction()) && channel.parked() && channel.bridgedTo() == null;
  }

  /** Parked after a bridge a channel still names the music of before. */
  private static boolean isSilent(ChannelSnapshot channel) {
    boolean parked = channel.parked() || "CS_PARK".equals(channel.header("Channel-State"));
    return parked && !channel.playing();
  }
}
