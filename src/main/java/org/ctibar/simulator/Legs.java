package org.ctibar.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The small steps that every flow is made of. */
final class Legs {
  private final Core core;

  Legs(Core core) {
    this.core = core;
  }

  void enter(Channel leg, ChannelState state) {
    leg.state = state;
    leg.running = state;
    if (leg.direction == Channel.Direction.INBOUND
        && state.ordinal() < ChannelState.HANGUP.ordinal()) {
      showState(leg);
    }
    core.events.brief("CHANNEL_STATE", leg);
    if (leg.callState == CallState.UNHELD && !leg.isEnded()) {
      callState(leg, CallState.ACTIVE);
    }
  }

  /** What an inbound leg displays follows from where it is. */
  private void showState(Channel leg) {
    if (leg.running == ChannelState.ROUTING) {
      callState(leg, CallState.RINGING);
    } else if (leg.isAnswered()) {
      callState(leg, CallState.ACTIVE);
    } else if (leg.answerState == AnswerState.EARLY) {
      callState(leg, CallState.EARLY);
    }
  }

  void callState(Channel leg, CallState state) {
    if (leg.callState == state) {
      return;
    }
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
    if (leg.trunk != null) {
      leg.trunk.answered(leg);
    }
  }

  private static void mediaFlows(Channel leg) {
    leg.hasMedia = true;
    leg.variables.put("dtmf_type", "rfc2833");
  }

  void park(Channel leg) {
    core.holds.forget(leg);
    enter(leg, ChannelState.PARK);
    leg.parkedBy = "";
    core.events.full("CHANNEL_PARK", leg);
  }

  void parkByApplication(Channel leg) {
    String applicationUuid = core.applications.announce(leg, "park", "");
    leg.parkedBy = applicationUuid;
    core.events.full("CHANNEL_PARK", leg);
  }

  /** The leg leaves what it plays, its park and its conference, before it goes elsewhere. */
  void stopDoing(Channel leg, String playResponse) {
    finish(leg);
    core.applications.stopPlaying(leg, playResponse);
    unpark(leg);
    core.conferences.leave(leg);
    core.eavesdrops.leave(leg);
  }

  /** From now on it does not do what it is told. */
  void fallAsleep(Channel leg) {
    if (leg.unheard == null) {
      leg.unheard = new ArrayDeque<>();
    }
  }

  /** Only when it is sent elsewhere does it hear what it was told meanwhile, too late for a sound. */
  void wake(Channel leg) {
    if (leg.unheard != null) {
      for (Applications.Step step : leg.unheard) {
        core.applications.missed(leg, step);
      }
      leg.unheard = null;
    }
  }

  /** Tells the end of an application that waited for what the leg does next. */
  void finish(Channel leg) {
    Runnable unfinished = leg.unfinished;
    leg.unfinished = () -> {};
    unfinished.run();
  }

  /** A leg that enters the dialplan calls from now on, whatever it was before. */
  void becomeCaller(Channel leg) {
    boolean outbound = leg.direction == Channel.Direction.OUTBOUND;
    if (outbound && !leg.hitDialplan || !outbound && leg.wasCalled) {
      leg.hitDialplan = true;
      leg.wasCalled = false;
      flipCallerAndCallee(leg);
    }
  }

  /** Who was called becomes who calls: a dialled leg's way into the dialplan. */
  void flipCallerAndCallee(Channel leg) {
    if (leg.profile.get("Caller-ID-Name") != null) {
      leg.variables.put("pre_transfer_caller_id_name", leg.profile.get("Caller-ID-Name"));
    }
    leg.variables.put("pre_transfer_caller_id_number", leg.profile.get("Caller-ID-Number"));
    leg.profile.swapCallerAndCallee();
    if (leg.bridge != null && leg.bridge.talking) {
      leg.profile.set("Callee-ID-Name", null);
      leg.profile.set("Callee-ID-Number", null);
    }
    leg.variables.put("channel_cid_flipped", "yes");
    String partner = leg.variable("signal_bond");
    if (partner.isEmpty()) {
      core.events.full("CALL_UPDATE", leg, "Direction", "RECV");
    } else {
      core.events.full("CALL_UPDATE", leg, "Direction", "RECV", "Bridged-To", partner);
    }
  }

  /**
   * The phone is told whom it talks with, once.
   *
   * @param side {@code Caller-ID-} or {@code Callee-ID-}, of the profile {@code of}
   */
  void show(Channel leg, CallerProfile of, String side, String... more) {
    leg.calleeDirection = "SEND";
    String number = Objects.requireNonNullElse(of.get(side + "Number"), "");
    String name = Objects.requireNonNullElse(of.get(side + "Name"), number);
    if (name.equals(leg.sentCalleeName) && number.equals(leg.sentCalleeNumber)) {
      return;
    }
    leg.sentCalleeNumber = number;
    leg.sentCalleeName = name;
    leg.variables.put("last_sent_callee_id_name", name);
    leg.variables.put("last_sent_callee_id_number", number);
    List<String> headers = new ArrayList<>(
        List.of("Direction", "SEND", "Sent-Callee-ID-Name", name, "Sent-Callee-ID-Number", number));
    headers.addAll(List.of(more));
    core.events.full("CALL_UPDATE", leg, headers.toArray(String[]::new));
  }

  private void unpark(Channel leg) {
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
