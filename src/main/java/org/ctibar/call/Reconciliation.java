package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctibar.esl.ChannelSnapshot;

/**
 * What the switch has against what we believe. Pure.
 *
 * @param gone legs of ours that the switch has no more
 * @param arrivals parked callers of whom we never heard
 * @param unknown channels of ours, by their variables, that belong to no call we know
 */
record Reconciliation(
    List<String> gone, List<ChannelSnapshot> arrivals, List<ChannelSnapshot> unknown) {
  /** A leg that was asked for a moment ago may not be there yet: the switch looks its phone up first. */
  private static final long YOUNG_MS = 30_000;

  /** @param asOf when the channels were asked for, ms since 1970 */
  static Reconciliation of(
      CallBook book, List<ChannelSnapshot> channels, long asOf, boolean restarted) {
    Map<String, ChannelSnapshot> onSwitch =
        channels.stream().collect(Collectors.toMap(ChannelSnapshot::uuid, Function.identity()));
    List<String> gone = book.all().stream()
        .flatMap(call -> call.facts().livingLegs().stream())
        .filter(leg -> !onSwitch.containsKey(leg.uuid()))
        .filter(leg -> restarted || leg.createdAt() < asOf - (leg.stirred() ? 0 : YOUNG_MS))
        .map(Leg::uuid)
        .toList();
    List<ChannelSnapshot> arrivals = new ArrayList<>();
    List<ChannelSnapshot> unknown = new ArrayList<>();
    for (ChannelSnapshot channel : channels) {
      if (book.callOfLeg(channel.uuid()).isPresent()) {
        continue;
      }
      if (channel.variable(Variables.ROLE) != null) {
        unknown.add(channel);
      } else if (isParkedCaller(channel)) {
        arrivals.add(channel);
      }
    }
    return new Reconciliation(gone, arrivals, unknown);
  }

  private static boolean isParkedCaller(ChannelSnapshot channel) {
    return "inbound".equals(channel.direction())
        && "park".equals(channel.variable("current_application"))
        && channel.bridgedTo() == null;
  }
}
