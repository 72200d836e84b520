package org.ctibar.simulator;

import java.util.HashMap;
import java.util.Map;

/** The end of a leg, whoever brings it about. */
final class Hangups {
  private final Core core;

  Hangups(Core core) {
    this.core = core;
  }

  /** By a command: the leg's own thread notices a frame later. */
  void bySwitch(Channel leg, HangupCause cause) {
    Map<String, String> disposition = ourDisposition(leg);
    if (begin(leg, cause)) {
      core.scheduler.after(Core.FRAME_MS, () -> finish(leg, disposition, "FILE PLAYED"));
    }
  }

  /** By the switch itself in the course of something else. */
  void immediately(Channel leg, HangupCause cause) {
    Map<String, String> disposition = ourDisposition(leg);
    if (begin(leg, cause)) {
      finish(leg, disposition, "FILE PLAYED");
    }
  }

  /** By the far end: a BYE, a CANCEL or, from a phone that rings, a refusal. */
  void byRemote(Channel leg, HangupCause cause) {
    Map<String, String> disposition = theirDisposition(leg);
    if (!leg.isEnded()) {
      leg.variables.putAll(sipStatus(leg, cause));
      begin(leg, cause);
      leg.variables.putAll(disposition);
      finish(leg, disposition, "PLAYBACK ERROR");
    }
  }

  private boolean begin(Channel leg, HangupCause cause) {
    if (leg.isEnded()) {
      return false;
    }
    core.holds.forget(leg);
    core.partings.aboutToEnd(leg);
    leg.hangupCause = cause;
    tellPartner(leg);
    leg.state = ChannelState.HANGUP;
    leg.answerState = AnswerState.HANGUP;
    core.events.full("CHANNEL_HANGUP", leg);
    leg.onHangup.run();
    if (leg.trunk != null) {
      leg.trunk.ended(leg);
    }
    return true;
  }

  /** The leg it talked with last is told, even if they parted before. */
  private void tellPartner(Channel leg) {
    core.living(leg.variable("signal_bond")).ifPresent(partner -> {
      partner.variables.put("last_bridge_hangup_cause", leg.hangupCause.name());
      String sip = leg.variable("proto_specific_hangup_cause");
      if (!sip.isEmpty()) {
        partner.variables.put("last_bridge_proto_specific_hangup_cause", sip);
      }
    });
  }

  private void finish(Channel leg, Map<String, String> disposition, String playResponse) {
    core.legs.stopDoing(leg, playResponse);
    core.partings.leave(leg);
    core.tasks.forget(leg.uuid);
    core.eavesdrops.gone(leg);
    leg.callUuid = leg.uuid;
    leg.variables.putAll(disposition);
    core.legs.enter(leg, ChannelState.HANGUP);
    leg.profile.stamp("Channel-Hangup-Time", core.events.frameMicros());
    core.legs.callState(leg, CallState.HANGUP);
    core.legs.enter(leg, ChannelState.REPORTING);
    CallReport.write(leg);
    core.events.full("CHANNEL_HANGUP_COMPLETE", leg);
    leg.state = ChannelState.DESTROY;
    core.events.full("CHANNEL_DESTROY", leg);
    core.legs.enter(leg, ChannelState.DESTROY);
    core.channels.remove(leg.uuid);
    leg.onGone.run();
  }

  private static Map<String, String> ourDisposition(Channel leg) {
    if (leg.isAnswered()) {
      return Map.of("sip_hangup_disposition", "send_bye");
    }
    if (leg.direction == Channel.Direction.INBOUND) {
      return Map.of("sip_hangup_disposition", "send_refuse");
    }
    return Map.of(
        "sip_hangup_disposition",
        "send_cancel",
        "sip_invite_failure_status",
        "487",
        "sip_invite_failure_phrase",
        "CANCEL");
  }

  private static Map<String, String> theirDisposition(Channel leg) {
    if (leg.isAnswered()) {
      return Map.of("sip_hangup_disposition", "recv_bye");
    }
    return leg.direction == Channel.Direction.INBOUND
        ? Map.of("sip_hangup_disposition", "recv_cancel")
        : Map.of();
  }

  /** What the far end's last message leaves on the leg, already when the hang-up begins. */
  private static Map<String, String> sipStatus(Channel leg, HangupCause cause) {
    if (!leg.isAnswered() && leg.direction == Channel.Direction.INBOUND) {
      return Map.of();
    }
    String status = leg.isAnswered() ? "200" : String.valueOf(cause.sipStatus);
    Map<String, String> sip = new HashMap<>();
    sip.put("sip_term_status", status);
    sip.put("proto_specific_hangup_cause", "sip:" + status);
    sip.put("sip_term_cause", String.valueOf(cause.q850));
    if (!leg.isAnswered()) {
      sip.put("sip_hangup_disposition", "recv_refuse");
      sip.put("sip_invite_failure_status", status);
      sip.put("sip_invite_failure_phrase", cause.sipPhrase);
    }
    return sip;
  }
}
