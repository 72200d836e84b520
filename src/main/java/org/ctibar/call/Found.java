package org.ctibar.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.Direction;
import org.ctibar.call.Stage.Sound;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.HostileText;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;

/**
 * The channels of one call as the switch shows them, and what it was told to remember of them. Only {@code bridge_to}
 * tells who talks now; every other name of a partner goes stale.
 */
final class Found {
  private static final String CONFERENCE = "conference";

  private final Map<String, ChannelSnapshot> channels = new LinkedHashMap<>();
  private final String switchId;
  private final SwitchOwner.Tools tools;
  private final long now;

  Found(Collection<ChannelSnapshot> channels, String switchId, SwitchOwner.Tools tools) {
    channels.forEach(channel -> this.channels.put(channel.uuid(), channel));
    this.switchId = switchId;
    this.tools = tools;
    this.now = tools.clock().millis();
  }

  long now() {
    return now;
  }

  CallTimes times() {
    return tools.config().times();
  }

  Optional<ChannelSnapshot> channel(String uuid) {
    return Optional.ofNullable(uuid).map(channels::get);
  }

  Optional<ChannelSnapshot> first(LegRole role) {
    return all(role).stream().findFirst();
  }

  List<ChannelSnapshot> all(LegRole role) {
    return channels.values().stream()
        .filter(channel -> role.wireName().equals(channel.variable(Variables.ROLE)))
        .toList();
  }

  Collection<ChannelSnapshot> all() {
    return channels.values();
  }

  Optional<ChannelSnapshot> partner(ChannelSnapshot channel) {
    return channel(channel.bridgedTo());
  }

  Optional<Group> group(ChannelSnapshot channel) {
    return Optional.ofNullable(channel.variable(Variables.QUEUE))
        .flatMap(tools.directory().current()::group);
  }

  boolean asr(ChannelSnapshot caller, Group group) {
    return tools
        .directory()
        .current()
        .route(Arrival.number(caller.dump().destinationNumber()))
        .flatMap(NumberRoute::enableAsr)
        .orElse(group.enableAsr());
  }

  CallOrigin origin(
      ChannelSnapshot channel, Direction direction, QueueRef queue, boolean enableAsr) {
    String name = HostileText.cleanName(channel.dump().callerName());
    return new CallOrigin(
        channel.variable(Variables.CALL),
        switchId,
        direction,
        Arrival.number(channel.dump().callerNumber()),
        name.isEmpty() ? null : name,
        Arrival.number(channel.dump().destinationNumber()),
        queue,
        enableAsr,
        data(),
        number(channel, Variables.SINCE, createdAt(channel)));
  }

  /** Attached to the call; every leg of ours carries them. */
  Map<String, String> data() {
    return channels.values().stream()
        .map(channel -> Variables.data(channel.variable(Variables.DATA)))
        .filter(data -> !data.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  /** The leg as if it had not been answered yet. */
  Leg ringing(ChannelSnapshot channel, LegRole role) {
    String agent = channel.variable(Variables.AGENT);
    String dialler = channel.variable(Variables.DIALLED_BY);
    boolean outside = role == LegRole.CALLER || agent == null;
    return Leg.of(
            channel.uuid(),
            role,
            Arrival.number(
                role == LegRole.CALLER
                    ? channel.dump().callerNumber()
                    : channel.dump().destinationNumber()),
            outside ? null : Variables.decoded(agent),
            createdAt(channel))
        .dialledBy(dialler == null ? null : Variables.decoded(dialler));
  }

  Leg leg(ChannelSnapshot channel, LegRole role) {
    Leg leg = ringing(channel, role);
    return channel.answered()
        ? leg.answered(time(channel, "Caller-Channel-Answered-Time", now))
        : leg;
  }

  /** Where the switch has these legs. */
  Stage stage(Collection<String> legs) {
    List<ChannelSnapshot> up = legs.stream()
        .flatMap(leg -> channel(leg).stream())
        .filter(ChannelSnapshot::answered)
        .toList();
    Map<String, String> with = new HashMap<>();
    Map<String, Sound> hears = new HashMap<>();
    for (ChannelSnapshot channel : up) {
      if (channel.bridgedTo() != null && legs.contains(channel.bridgedTo())) {
        with.put(channel.uuid(), channel.bridgedTo());
      } else if (channel.playing()) {
        hears.put(channel.uuid(), sound(channel));
      }
    }
    Set<String> gathered = up.stream()
        .filter(Found::inConference)
        .map(ChannelSnapshot::uuid)
        .collect(Collectors.toSet());
    Set<String> resting = up.stream()
        .map(ChannelSnapshot::uuid)
        .filter(leg -> !with.containsKey(leg) && !gathered.contains(leg))
        .collect(Collectors.toSet());
    return new Stage(with, resting, gathered, hears, null, 0);
  }

  static boolean inConference(ChannelSnapshot channel) {
    return CONFERENCE.equals(channel.variable("current_application"));
  }

  private Sound sound(ChannelSnapshot channel) {
    String plays = String.valueOf(channel.variable("current_application_data"));
    return plays.startsWith(tools.config().music()) ? Sound.MUSIC : Sound.RINGBACK;
  }

  /** @return when it was bridged last, ms since 1970; null if never */
  Long bridgedAt(ChannelSnapshot channel) {
    long at = time(channel, "Caller-Channel-Bridged-Time", 0);
    return at == 0 ? null : Long.valueOf(at);
  }

  long createdAt(ChannelSnapshot channel) {
    return time(channel, "Caller-Channel-Created-Time", now);
  }

  /** @return ms until a ringing that may take {@code most} ms is over */
  long ringsOn(Leg leg, long most) {
    return Math.max(1, leg.createdAt() + most - now);
  }

  /** The switch counts microseconds, and 0 is never. */
  private static long time(ChannelSnapshot channel, String header, long otherwise) {
    long ms = whole(channel.header(header), 0) / 1_000;
    return ms > 0 ? ms : otherwise;
  }

  static long number(ChannelSnapshot channel, String variable, long otherwise) {
    return whole(channel.variable(variable), otherwise);
  }

  private static long whole(String value, long otherwise) {
    return value != null && value.matches("[0-9]{1,18}") ? Long.parseLong(value) : otherwise;
  }
}
