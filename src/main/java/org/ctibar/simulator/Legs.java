package org.ctibar.simulator;

/** The small steps that every flow is made of. */
final class Legs {
  private final Core core;

  Legs(Core core) {
    this.core = core;
  }

  void enter(Channel leg, ChannelState state) {
    leg.state = state;
    leg.running = state;
    core.events.brief("CHANNEL_STATE", leg);
  }

  void callState(Channel leg, CallState state) {
    String before = leg.callState.name();
    leg.callState = state;
    core.events.brief(
        "CHANNEL_CALLSTATE",
        leg,
        "Original-Channel-Call-State",
        before,
        "Channel-Call-State-Number",
        String.valueOf(state.ordinal()));
  }

  /** Sound before the answer: what an inbound leg goes through on its way to it. */
  void earlyMedia(Channel leg) {
    leg.answerState = AnswerState.EARLY;
    mediaFlows(leg);
    leg.variables.put("endpoint_disposition", "EARLY MEDIA");
    leg.profile.stamp("Channel-Progress-Media-Time", core.events.frameMicros());
    core.events.full("CHANNEL_PROGRESS_MEDIA", leg);
    callState(leg, CallState.EARLY);
  }

  void answer(Channel leg) {
    if (leg.isAnswered() || leg.isEnded()) {
      return;
    }
    if (leg.direction == Channel.Direction.INBOUND && leg.answerState != AnswerState.EARLY) {
      earlyMedia(leg);
    }
    leg.answerState = AnswerState.ANSWERED;
    mediaFlows(leg);
    leg.profile.stamp("Channel-Answered-Time", core.events.frameMicros());
    core.events.full("CHANNEL_ANSWER", leg);
    callState(leg, CallState.ACTIVE);
    leg.variables.put("endpoint_disposition", "ANSWER");
    core.applications.executeOnAnswer(leg);
  }

  private static void mediaFlows(Channel leg) {
    leg.hasMedia = true;
    leg.variables.put("dtmf_type", "rfc2833");
  }

  void park(Channel leg) {
    enter(leg, ChannelState.PARK);
    leg.parkedBy = "";
    core.events.full("CHANNEL_PARK", leg);
  }

  void parkByApplication(Channel leg) {
    String applicationUuid = core.applications.announce(leg, "park", "");
    leg.parkedBy = applicationUuid;
    core.events.full("CHANNEL_PARK", leg);
  }

  void unpark(Channel leg) {
    if (leg.parkedBy == null) {
      return;
    }
    String applicationUuid = leg.parkedBy;
    leg.parkedBy = null;
    core.events.full("CHANNEL_UNPARK", leg);
    if (!applicationUuid.isEmpty()) {
      core.applications.complete(leg, "park", "", applicationUuid);
    }
  }
}
