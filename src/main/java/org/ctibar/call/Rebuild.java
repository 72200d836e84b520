package org.ctibar.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.esl.ChannelSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls made again from what the switch remembers of them, after we were away.
 *
 * @param calls each with what is to be done so that it goes on
 * @param left channels of calls that could not be made again, for a fault of ours: better alone than ended
 */
record Rebuild(List<Step> calls, Set<String> left) {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

  /** @param unknown channels that carry our variables and belong to no call we know */
  static Rebuild of(List<ChannelSnapshot> unknown, String switchId, SwitchOwner.Tools tools) {
    List<Step> calls = new ArrayList<>();
    Set<String> left = new HashSet<>();
    byCall(unknown).forEach((callId, channels) -> {
      try {
        call(new Found(channels, switchId, tools)).ifPresent(calls::add);
      } catch (RuntimeException e) {
        LOG.error("Call could not be rebuilt and is left as it is call={}", callId, e);
        channels.forEach(channel -> left.add(channel.uuid()));
      }
    });
    if (!unknown.isEmpty()) {
      LOG.info(
          "Calls were rebuilt from the switch switch={} channels={} calls={}",
          switchId,
          unknown.size(),
          calls.size());
    }
    return new Rebuild(calls, left);
  }

  private static Map<String, Collection<ChannelSnapshot>> byCall(List<ChannelSnapshot> unknown) {
    return unknown.stream()
        .filter(channel -> Arrival.isCallId(channel.variable(Variables.CALL)))
        .collect(Collectors.groupingBy(
            channel -> channel.variable(Variables.CALL),
            LinkedHashMap::new,
            Collectors.toCollection(ArrayList::new)));
  }

  private static Optional<Step> call(Found found) {
    return FoundTalk.in(found)
        .or(() -> FoundCaller.in(found))
        .or(() -> FoundDial.in(found))
        .or(() -> Remains.of(found));
  }
}
