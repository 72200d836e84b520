package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static CallOrigin origin(
      EslEvent channel, String switchId, NumberRoute route, Group group, long nowMs) {
    String name = HostileText.cleanName(channel.callerName());
    return new CallOrigin(
        channel.uuid(),
        switchId,
        Direction.INBOUND,
        number(channel.callerNumber()),
        name.isEmpty() ? null : name,
        route.number(),
        new QueueRef(group.id(), group.name()),
        route.enableAsr().orElse(group.enableAsr()),
        Map.of(),
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
    effects.add(new Effect.TellQueue(origin.queue().id(), QueuedCall.enqueue(origin, 0)));
    effects.add(new Effect.PlayMusic(customer));
    effects.add(new Effect.Publish("arrived", null, null));
    return new Step(call, effects);
  }
}
