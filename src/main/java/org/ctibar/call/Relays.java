package org.ctibar.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallCommand.PhoneDeed;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.EslEvent;

/**
 * Legs by which this switch rings its phones for calls on another switch: one that came from there, and one to the
 * phone. The dialplan joins the two and ends one with the other; whoever owns the call owns them. Pure.
 */
final class Relays {
  private static final String ROLE = "relay";
  private static final String OF = "cti_of";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,32}:[0-9a-f-]{36}:[A-Za-z0-9_-]{1,256}");

  record Word(String switchId, CallCommand.PhoneDid command) {}

  private Relays() {}

  static boolean isOne(EslEvent event) {
    return ROLE.equals(event.variable(Variables.ROLE));
  }

  static boolean isOne(ChannelSnapshot channel) {
    return ROLE.equals(channel.variable(Variables.ROLE));
  }

  /** Whose part in which call of which switch a leg is, as the other switch is told. */
  static String name(String switchId, Map<String, String> variables) {
    return switchId + ":" + variables.get(Variables.CALL) + ":" + variables.get(Variables.AGENT);
  }

  /** A phone transferred its call by its own key: nobody else takes the other side. */
  static boolean isStranded(EslEvent event, LegEvent news) {
    return news.kind() == LegEvent.Kind.PARKED && "inbound".equals(event.direction());
  }

  /** News of a phone for the switch of its call, which cannot see them; empty for those that it hears by SIP. */
  static Optional<Word> word(EslEvent event, LegEvent news) {
    String of = event.variable(OF);
    Optional<PhoneDeed> deed = deed(event, news);
    if (of == null || deed.isEmpty() || !NAME.matcher(of).matches()) {
      return Optional.empty();
    }
    String[] parts = of.split(":");
    return Optional.of(new Word(
        parts[0],
        new CallCommand.PhoneDid(
            parts[1], Variables.decoded(parts[2]), deed.get(), news.referredTo())));
  }

  private static Optional<PhoneDeed> deed(EslEvent event, LegEvent news) {
    boolean phones = "outbound".equals(event.direction());
    return switch (news.kind()) {
      case HELD -> phones ? Optional.of(PhoneDeed.HELD) : Optional.empty();
      case RETRIEVED -> phones ? Optional.of(PhoneDeed.RETRIEVED) : Optional.empty();
      case PARKED ->
        isStranded(event, news) && news.referredTo() != null
            ? Optional.of(PhoneDeed.REFERRED)
            : Optional.empty();
      case CREATED, RINGING, ANSWERED, BRIDGED, GATHERED, ENDED, FAILED -> Optional.empty();
    };
  }

  /** Those that nothing will end any more. @param channels all of the switch */
  static List<String> orphans(List<ChannelSnapshot> channels) {
    Set<String> living = channels.stream().map(ChannelSnapshot::uuid).collect(Collectors.toSet());
    return channels.stream()
        .filter(Relays::isOne)
        .filter(channel -> isOrphan(channel, living))
        .map(ChannelSnapshot::uuid)
        .toList();
  }

  private static boolean isOrphan(ChannelSnapshot channel, Set<String> living) {
    if ("inbound".equals(channel.direction())) {
      return "park".equals(channel.variable("current_application")) && channel.bridgedTo() == null;
    }
    String origin = channel.variable("originating_leg_uuid");
    return origin != null && !living.contains(origin);
  }
}
