package org.ctibar.simulator;

import java.util.Map;

/** What {@code uuid_bridge} writes on two legs at once, before either of them moves. */
final class Introduction {
  private final Core core;

  Introduction(Core core) {
    this.core = core;
  }

  void introduce(Channel first, Channel second) {
    if (first.direction == Channel.Direction.OUTBOUND && !first.hitDialplan) {
      core.legs.flipCallerAndCallee(first);
      first.hitDialplan = true;
    }
    if (second.direction == Channel.Direction.OUTBOUND) {
      second.hitDialplan = false;
    }
    showAsCaller(first);
    showAsCalled(second);
    rememberOriginal(first);
    rememberOriginal(second);
    first.profile.step(core.events.frameMicros());
    second.profile.step(core.events.frameMicros());
    Map<String, String> firstAsSeen = first.profile.asOtherLeg(true);
    first.otherLeg = second.profile.asOtherLeg(false);
    second.otherLeg = firstAsSeen;
    for (String part : new String[] {"ID-Name", "ID-Number"}) {
      first.profile.set("Callee-" + part, second.profile.get("Callee-" + part));
      second.profile.set("Caller-" + part, first.profile.get("Caller-" + part));
    }
    first.variables.put("uuid_bridge", second.uuid);
    bind(first, second);
    bind(second, first);
  }

  static void nameEachOther(Channel leg, Channel partner) {
    leg.variables.put("bridge_channel", partner.name);
    leg.variables.put("bridge_uuid", partner.uuid);
    leg.variables.put("signal_bond", partner.uuid);
  }

  /** An outside caller who was the called side of a conversation before is turned about once more. */
  private static void showAsCaller(Channel first) {
    if (first.direction == Channel.Direction.INBOUND && first.wasCalled) {
      first.profile.invert();
    }
  }

  private static void showAsCalled(Channel second) {
    if (second.direction == Channel.Direction.INBOUND && !second.wasCalled) {
      second.profile.invert();
      second.wasCalled = true;
    }
  }

  private static void rememberOriginal(Channel leg) {
    leg.variables.put("original_destination_number", leg.profile.get("Destination-Number"));
    leg.variables.put("original_caller_id_number", leg.profile.get("Caller-ID-Number"));
    if (leg.profile.get("Caller-ID-Name") != null) {
      leg.variables.put("original_caller_id_name", leg.profile.get("Caller-ID-Name"));
    }
  }

  private void bind(Channel leg, Channel partner) {
    long now = core.events.frameMicros();
    String source = now / 1_000_000 + ":" + Core.newUuid() + ":uuid_br:" + partner.uuid;
    leg.state = ChannelState.HIBERNATE;
    leg.profile.set("Logical-Direction", leg.logicalDirection());
    leg.profile.set("Transfer-Source", source);
    leg.profile.set("Profile-Index", "2");
    nameEachOther(leg, partner);
    leg.variables.put("transfer_history", source);
    leg.variables.put("transfer_source", source);
  }
}
