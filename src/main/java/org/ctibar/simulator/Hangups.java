package org.ctibar.simulator;

import java.util.Map;

/** The end of a leg, whoever brings it about. */
final class Hangups {
  private final Core core;

  Hangups(Core core) {
    this.core = core;
  }

  /** By a command: the leg's own thread notices a frame later. */
  void bySwitch(Channel leg, HangupCause cause) {
    if (begin(leg, cause, ourDisposition(leg))) {
      core.scheduler.after(Core.FRAME_MS, () -> finish(leg));
    }
  }

  /** By the switch itself in the course of something else. */
  void immediately(Channel leg, HangupCause cause) {
    if (begin(leg, cause, ourDisposition(leg))) {
      finish(leg);
    }
  }

  /** By the far end: a BYE, a CANCEL or, from a phone that rings, a refusal. */
  void byRemote(Channel leg, HangupCause cause) {
    if (begin(leg, cause, theirDisposition(leg, cause))) {
      finish(leg);
    }
  }

  private boolean begin(Channel leg, HangupCause cause, Map<String, String> disposition) {
    if (leg.isEnded()) {
      return false;
    }
    leg.variables.putAll(disposition);
    leg.hangupCause = cause;
    leg.state = ChannelState.HANGUP;
    leg.answerState = AnswerState.HANGUP;
    core.events.full("CHANNEL_HANGUP", leg);
    leg.onHangup.run();
    return true;
  }

  private void finish(Channel leg) {
    core.applications.stopPlaying(leg, "FILE PLAYED");
    core.legs.unpark(leg);
    core.bridges.ended(leg);
    core.tasks.forget(leg.uuid);
    leg.callUuid = leg.uuid;
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

  private static Map<String, String> theirDisposition(Channel leg, HangupCause cause) {
    if (leg.isAnswered()) {
      return Map.of(
          "sip_hangup_disposition",
          "recv_bye",
          "sip_term_status",
          "200",
          "proto_specific_hangup_cause",
          "sip:200",
          "sip_term_cause",
          String.valueOf(cause.q850));
    }
    if (leg.direction == Channel.Direction.INBOUND) {
      return Map.of("sip_hangup_disposition", "recv_cancel");
    }
    String status = String.valueOf(cause.sipStatus);
    return Map.of(
        "sip_hangup_disposition",
        "recv_refuse",
        "sip_invite_failure_status",
        status,
        "sip_invite_failure_phrase",
        cause.sipPhrase,
        "sip_term_status",
        status,
        "proto_specific_hangup_cause",
        "sip:" + status,
        "sip_term_cause",
        String.valueOf(cause.q850));
  }
}
