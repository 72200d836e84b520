package org.ctibar.simulator;

/**
 * {@code uuid_bridge}: what happens in the two frames between the command and the conversation. The first leg brings the bridge about; the second waits for it.
 */
final class Bridges {
  private final Core core;
  private final Introduction introduction;

  Bridges(Core core) {
    this.core = core;
    this.introduction = new Introduction(core);
  }

  void connect(Channel first, Channel second) {
    Bridge bridge = new Bridge(first, second);
    Bridge before1 = first.bridge;
    Bridge before2 = second.bridge;
    boolean firstLed = led(before1, first);
    boolean secondLed = led(before2, second);
    introduction.introduce(first, second);
    first.bridge = bridge;
    second.bridge = bridge;
    core.scheduler.after(Core.FRAME_MS, () -> {
      core.partings.leaveBehind(before1, first);
      core.partings.leaveBehind(before2, second);
      hearName(second, first);
      comeFree(bridge, second, secondLed);
      if (comeFree(bridge, first, firstLed)) {
        meet(bridge);
      }
      core.scheduler.after(Core.FRAME_MS, () -> talk(bridge));
    });
  }

  /** The legs talk from now on: the end of {@code uuid_bridge} and of the application {@code bridge}. */
  void talking(Bridge bridge) {
    Channel first = bridge.first;
    Channel second = bridge.second;
    bridge.talking = true;
    first.leftHeld = false;
    second.leftHeld = false;
    long now = core.events.frameMicros();
    first.profile.stamp("Channel-Bridged-Time", now);
    second.profile.stamp("Channel-Bridged-Time", now);
    second.callUuid = first.uuid;
    core.events.full("CHANNEL_BRIDGE", first, bridge.headers());
    first.variables.put("bridge_to", second.uuid);
    first.variables.put("last_bridge_to", second.uuid);
    Introduction.nameEachOther(first, second);
    Introduction.nameEachOther(second, first);
    second.variables.put("bridge_to", first.uuid);
    second.variables.put("last_bridge_to", first.uuid);
    core.legs.enter(second, ChannelState.EXCHANGE_MEDIA);
    tellNames(first, second);
    core.nextFrame(second, () -> tellNames(second, first));
  }

  private void meet(Bridge bridge) {
    core.legs.enter(bridge.first, ChannelState.SOFT_EXECUTE);
    if (!bridge.second.isEnded()) {
      core.legs.enter(bridge.second, ChannelState.SOFT_EXECUTE);
    }
  }

  /** The first leg of a conversation is thrown out of it, without the step between. */
  private static boolean led(Bridge before, Channel leg) {
    return before != null && before.talking && before.first == leg;
  }

  /** @return false if the leg has ended or follows a later command */
  private boolean comeFree(Bridge bridge, Channel leg, boolean thrownOut) {
    if (leg.isEnded() || leg.bridge != bridge) {
      return false;
    }
    core.legs.stopDoing(leg, "PLAYBACK ERROR");
    core.legs.wake(leg);
    if (!thrownOut) {
      core.legs.enter(leg, ChannelState.HIBERNATE);
    }
    core.legs.enter(leg, ChannelState.RESET);
    return true;
  }

  /** If only the second leg is left it stays where it is, without an event (RULES 2, 18, 19). */
  private void talk(Bridge bridge) {
    Channel first = bridge.first;
    Channel second = bridge.second;
    if (first.isEnded() || first.bridge != bridge) {
      return;
    }
    if (second.isEnded() || second.bridge != bridge) {
      forsaken(first);
    } else if (!first.isAnswered() || !second.isAnswered()) {
      core.hangups.immediately(first, HangupCause.DESTINATION_OUT_OF_ORDER);
      core.hangups.immediately(second, HangupCause.ORIGINATOR_CANCEL);
    } else {
      first.variables.remove("uuid_bridge");
      announce(first, second);
      announce(second, first);
      talking(bridge);
    }
  }

  private void forsaken(Channel first) {
    first.bridge = null;
    if (first.isTrue("uuid_bridge_park_on_cancel")) {
      core.legs.park(first);
    } else {
      core.hangups.immediately(first, HangupCause.ORIGINATOR_CANCEL);
    }
  }

  private void announce(Channel leg, Channel partner) {
    leg.shownApplication = "uuid_bridge";
    leg.shownArgument = partner.uuid;
    core.events.full(
        "CHANNEL_EXECUTE", leg, "Application", "uuid_bridge", "Application-Data", partner.uuid);
  }

  /** Another switch says who answered there. */
  private void hearName(Channel leg, Channel partner) {
    if (leg.trunk != null && !leg.isEnded()) {
      for (Channel shown : new Channel[] {leg, partner}) {
        shown.profile.set("Callee-ID-Name", "Outbound Call");
        shown.profile.set("Callee-ID-Number", leg.variable("sip_to_user"));
      }
      core.events.full("CALL_UPDATE", leg, "Direction", "RECV", "Bridged-To", partner.uuid);
    }
  }

  private void tellNames(Channel leg, Channel partner) {
    if (leg.isEnded()) {
      return;
    }
    boolean originator = leg.otherLeg.getOrDefault("Other-Type", "").equals("originator");
    core.legs.show(
        leg, leg.profile, originator ? "Caller-ID-" : "Callee-ID-", "Bridged-To", partner.uuid);
  }
}
