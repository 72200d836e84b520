package org.ctibar.simulator;

import java.util.Objects;

/**
 * {@code uuid_bridge}: what happens in the two frames between the command and the conversation, and what
 * becomes of a leg whose partner leaves. The first leg brings the bridge about; the second waits for it.
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
    introduction.introduce(first, second);
    first.bridge = bridge;
    second.bridge = bridge;
    core.scheduler.after(Core.FRAME_MS, () -> {
      release(before1, first);
      release(before2, second);
      meet(bridge);
      core.scheduler.after(Core.FRAME_MS, () -> talk(bridge));
    });
  }

  /** The leg goes to park, and, from a talking bridge, its partner with it. */
  void park(Channel leg) {
    leg.state = ChannelState.PARK;
    core.legs.stopDoing(leg, "FILE PLAYED");
    leave(leg);
    core.legs.park(leg);
  }

  /** The leg goes elsewhere; its partner parks or ends. */
  void leave(Channel leg) {
    Bridge bridge = leg.bridge;
    leg.bridge = null;
    if (bridge != null && bridge.talking) {
      leg.callUuid = leg.uuid;
      part(bridge, leg, null);
    }
  }

  /** Takes a leg that has ended out of its bridge. */
  void ended(Channel leg) {
    Bridge bridge = leg.bridge;
    leg.bridge = null;
    if (bridge != null && bridge.talking) {
      part(bridge, leg, leg.hangupCause);
    }
  }

  /** The leg that ends a conversation keeps which side it was. */
  void aboutToEnd(Channel leg) {
    if (leg.bridge != null && leg.bridge.talking) {
      leg.variables.put("last_bridge_role", leg == leg.bridge.first ? "originator" : "originatee");
    }
  }

  /** The legs talk from now on: the end of {@code uuid_bridge} and of the application {@code bridge}. */
  void talking(Bridge bridge) {
    Channel first = bridge.first;
    Channel second = bridge.second;
    bridge.talking = true;
    long now = core.events.frameMicros();
    first.profile.stamp("Channel-Bridged-Time", now);
    second.profile.stamp("Channel-Bridged-Time", now);
    second.callUuid = first.uuid;
    core.events.full("CHANNEL_BRIDGE", first, bridgeHeaders(bridge));
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

  /** A leg that was talking with somebody else leaves him. */
  private void release(Bridge before, Channel mover) {
    if (before != null && before.talking && before.partnerOf(mover).bridge == before) {
      part(before, mover, null);
    }
  }

  private void meet(Bridge bridge) {
    comeFree(bridge, bridge.second);
    if (comeFree(bridge, bridge.first)) {
      core.legs.enter(bridge.first, ChannelState.SOFT_EXECUTE);
      if (!bridge.second.isEnded()) {
        core.legs.enter(bridge.second, ChannelState.SOFT_EXECUTE);
      }
    }
  }

  /** @return false if the leg has ended or follows a later command */
  private boolean comeFree(Bridge bridge, Channel leg) {
    if (leg.isEnded() || leg.bridge != bridge) {
      return false;
    }
    core.legs.stopDoing(leg, "PLAYBACK ERROR");
    core.legs.enter(leg, ChannelState.HIBERNATE);
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

  /** @param cause null if the leaver lives on */
  private void part(Bridge bridge, Channel leaver, HangupCause cause) {
    Channel partner = bridge.partnerOf(leaver);
    leaver.variables.remove("bridge_to");
    if (leaver == bridge.second) {
      leaver.callUuid = leaver.uuid;
    }
    if (bridge.bothLeave || partner.bridge != bridge || partner.isEnded()) {
      // nobody is left behind
    } else if (leaver.leftHeld && leaver.variable("hold_hangup_xfer_exten").isEmpty()) {
      core.hangups.immediately(partner, HangupCause.NORMAL_CLEARING);
    } else {
      partner.bridge = null;
      stayOrGo(bridge, partner, cause);
    }
    if (leaver == bridge.first) {
      unbridge(bridge, leaver, cause);
    }
  }

  private void stayOrGo(Bridge bridge, Channel partner, HangupCause cause) {
    core.applications.stopPlaying(partner, "FILE PLAYED");
    partner.variables.remove("bridge_to");
    if (partner == bridge.first) {
      unbridge(bridge, partner, cause);
    }
    if (partner.isTrue("park_after_bridge")) {
      core.legs.park(partner);
    } else {
      core.hangups.immediately(partner, HangupCause.NORMAL_CLEARING);
    }
    partner.callUuid = partner.uuid;
  }

  private void unbridge(Bridge bridge, Channel first, HangupCause cause) {
    if (cause != null) {
      first.variables.put("bridge_hangup_cause", cause.name());
      bridge.second.variables.put("bridge_hangup_cause", cause.name());
    }
    core.events.full("CHANNEL_UNBRIDGE", first, bridgeHeaders(bridge));
    if (bridge.applicationUuid != null) {
      core.applications.complete(first, "bridge", bridge.applicationData, bridge.applicationUuid);
    }
  }

  private void tellNames(Channel leg, Channel partner) {
    if (leg.isEnded()) {
      return;
    }
    leg.calleeDirection = "SEND";
    boolean originator = leg.otherLeg.getOrDefault("Other-Type", "").equals("originator");
    String side = originator ? "Caller-ID-" : "Callee-ID-";
    String number = Objects.requireNonNullElse(leg.profile.get(side + "Number"), "");
    String name = Objects.requireNonNullElse(leg.profile.get(side + "Name"), number);
    if (name.equals(leg.sentCalleeName) && number.equals(leg.sentCalleeNumber)) {
      return;
    }
    leg.sentCalleeNumber = number;
    leg.sentCalleeName = name;
    leg.variables.put("last_sent_callee_id_name", leg.sentCalleeName);
    leg.variables.put("last_sent_callee_id_number", leg.sentCalleeNumber);
    core.events.full(
        "CALL_UPDATE",
        leg,
        "Direction",
        "SEND",
        "Sent-Callee-ID-Name",
        leg.sentCalleeName,
        "Sent-Callee-ID-Number",
        leg.sentCalleeNumber,
        "Bridged-To",
        partner.uuid);
  }

  private static String[] bridgeHeaders(Bridge bridge) {
    return new String[] {
      "Bridge-A-Unique-ID", bridge.first.uuid, "Bridge-B-Unique-ID", bridge.second.uuid
    };
  }
}
