package org.ctibar.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.Direction;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.HostileText;
import org.ctibar.store.Directory;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;

/** A caller from outside, parked by the dialplan: where the dialled number leads. Pure. */
final class Arrival {
  private static final int MAX_NUMBER = 32;
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Arrival() {}

  /**
   * @param channel a CHANNEL_PARK, or a dump of such a channel
   * @return the waiting caller; empty if the number leads nowhere
   */
  static Optional<Step> route(
      EslEvent channel, String switchId, Directory directory, CallTimes times, long nowMs) {
    String dialled = number(channel.destinationNumber());
    return directory
        .route(dialled)
        .flatMap(route -> directory
            .group(route.groupId())
            .map(group -> enqueue(origin(channel, switchId, route, group, nowMs), channel, times)));
  }

  /** What of a number that came by SIP may be shown and dialled: the characters of a number, nothing else. */
  static String number(String fromSip) {
    if (fromSip == null) {
      return "";
    }
    String kept = fromSip.replaceAll("[^+0-9A-Za-z*#]", "");
    return kept.substring(0, Math.min(kept.length(), MAX_NUMBER));
  }

  static boolean isCallId(String text) {
    return text != null && UUID_FORM.matcher(text).matches();
  }

  /** A switch may be set to name channels after SIP's Call-ID; a call is always a UUID. */
  static String callId(String channelId) {
    return isCallId(channelId)
        ? channelId
        : UUID.nameUUIDFromBytes(channelId.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static CallOrigin origin(
      EslEvent channel, String switchId, NumberRoute route, Group group, long nowMs) {
    String name = HostileText.cleanName(channel.callerName());
    return new CallOrigin(
        callId(channel.uuid()),
        switchId,
        Direction.INBOUND,
        number(channel.callerNumber()),
        name.isEmpty() ? null : name,
        route.number(),
        new QueueRef(group.id(), group.name()),
        route.enableAsr().orElse(group.enableAsr()),
        route.data(),
        nowMs);
  }

  private static Step enqueue(CallOrigin origin, EslEvent channel, CallTimes times) {
    String customer = channel.uuid();
    long now = origin.startedAt();
    Leg leg = Leg.of(customer, LegRole.CALLER, origin.from(), null, now).answered(now);
    QueuedCall call = QueuedCall.waiting(CallFacts.of(origin, leg), times, customer, 0);
    List<Effect> effects = new ArrayList<>();
    if (!channel.answered()) {
      effects.add(new Effect.Answer(customer));
    }
    effects.add(new Effect.SetVariables(customer, Variables.ofCustomer(origin, 0)));
    effects.add(new Effect.TellQueue(origin.queue().id(), QueuedCall.enqueue(call.facts(), 0)));
    effects.add(new Effect.PlayMusic(customer));
    return new Step(call, effects);
  }
}
