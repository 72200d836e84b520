package org.ctibar.simulator;

/** The end of a conversation: who leaves it, and what becomes of the one who stays. */
final class Partings {
  private final Core core;

  Partings(Core core) {
    this.core = core;
  }

  /** The leg goes to park, and, from a talking bridge, its partner with it. The second leg parks first. */
  void park(Channel leg) {
    Bridge bridge = leg.bridge;
    boolean talking = bridge != null && bridge.talking;
    if (leg.running == ChannelState.PARK) {
      return;
    }
    leg.state = ChannelState.PARK;
    core.legs.stopDoing(leg, "PLAYBACK ERROR");
    if (talking) {
      leg.variables.remove("bridge_to");
    }
    core.holds.forget(leg);
    if (talking && leg == bridge.second) {
      leg.bridge = null;
      core.legs.park(leg);
      part(bridge, leg, null);
    } else {
      leave(leg);
      core.legs.park(leg);
    }
  }

  /** A leg that is parked where it is parked already leaves its park and does nothing any more. */
  void parkAgain(Channel leg) {
    if (leg.running == ChannelState.PARK) {
      core.legs.stopDoing(leg, "PLAYBACK ERROR");
      core.legs.fallAsleep(leg);
    }
  }

  /** The leg goes elsewhere; its partner parks or ends. */
  void leave(Channel leg) {
    Bridge bridge = leg.bridge;
    leg.bridge = null;
    if (bridge != null && bridge.talking) {
      part(bridge, leg, leg.hangupCause);
    }
  }

  /** A leg that is already on its way to another conversation leaves the one before. */
  void leaveBehind(Bridge before, Channel mover) {
    if (before == null || !before.talking) {
      return;
    }
    boolean held = mover.held;
    mover.variables.remove("bridge_to");
    core.holds.forget(mover);
    if (held) {
      core.holds.callBack(mover);
    }
    Channel partner = before.partnerOf(mover);
    core.applications.stopPlaying(mover, "PLAYBACK ERROR");
    if (partner.bridge == before) {
      part(before, mover, mover.hangupCause);
    } else if (mover == before.first && !before.over) {
      unbridge(before, mover, partner.hangupCause);
      core.legs.finish(mover);
    }
  }

  /** The leg that ends a conversation keeps which side it was. */
  void aboutToEnd(Channel leg) {
    if (leg.bridge != null && leg.bridge.talking) {
      leg.variables.put("last_bridge_role", leg == leg.bridge.first ? "originator" : "originatee");
    }
  }

  /** @param cause null if the leaver lives on */
  private void part(Bridge bridge, Channel leaver, HangupCause cause) {
    Channel partner = bridge.partnerOf(leaver);
    leaver.variables.remove("bridge_to");
    if (leaver == bridge.second) {
      leaver.callUuid = leaver.uuid;
    }
    if (!bridge.bothLeave && partner.bridge == bridge && !partner.isEnded()) {
      leaveAlone(bridge, leaver, cause);
    }
    if (leaver == bridge.first) {
      unbridge(bridge, leaver, cause == null ? partner.hangupCause : cause);
      core.legs.finish(leaver);
    }
  }

  /** Who was on hold when it left takes its partner along, unless a variable says otherwise (RULES 1). */
  private void leaveAlone(Bridge bridge, Channel leaver, HangupCause cause) {
    Channel partner = bridge.partnerOf(leaver);
    String exit = leaver.variable("hold_hangup_xfer_exten");
    if (leaver.leftHeld && exit.isEmpty()) {
      core.hangups.immediately(partner, HangupCause.NORMAL_CLEARING);
      return;
    }
    if (leaver.leftHeld) {
      partner.variables.put("transfer_after_bridge", exit);
      core.holds.silence(partner);
    }
    partner.bridge = null;
    stayOrGo(bridge, partner, cause);
  }

  private void stayOrGo(Bridge bridge, Channel partner, HangupCause cause) {
    core.applications.stopPlaying(partner, "FILE PLAYED");
    partner.variables.remove("bridge_to");
    if (partner == bridge.first) {
      unbridge(bridge, partner, cause);
    }
    if (partner.isTrue("park_after_bridge")) {
      core.legs.finish(partner);
      core.legs.park(partner);
    } else {
      core.hangups.immediately(partner, HangupCause.NORMAL_CLEARING);
    }
    partner.callUuid = partner.uuid;
  }

  private void unbridge(Bridge bridge, Channel first, HangupCause cause) {
    bridge.over = true;
    if (cause != null) {
      first.variables.put("bridge_hangup_cause", cause.name());
      bridge.second.variables.put("bridge_hangup_cause", cause.name());
    }
    core.events.full("CHANNEL_UNBRIDGE", first, bridge.headers());
    if (bridge.applicationUuid != null) {
      first.unfinished = () -> core.applications.complete(
          first, "bridge", bridge.applicationData, bridge.applicationUuid);
    }
  }
}
