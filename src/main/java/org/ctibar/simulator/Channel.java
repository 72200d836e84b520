package org.ctibar.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One leg of a call: what the switch knows of it. The flows change it, nobody else. */
final class Channel {
  /** Who asked for the call: the world outside ({@code INBOUND}) or an originate. */
  enum Direction {
    INBOUND,
    OUTBOUND;

    String label() {
      return this == INBOUND ? "inbound" : "outbound";
    }
  }

  final String uuid;
  final String name;
  final Direction direction;
  final CallerProfile profile = new CallerProfile();
  final Map<String, Object> variables = new LinkedHashMap<>();

  /** Where the channel is going; what it still runs is {@link #running}. They differ between steps. */
  ChannelState state = ChannelState.NEW;

  ChannelState running = ChannelState.NEW;
  CallState callState = CallState.DOWN;
  AnswerState answerState = AnswerState.RINGING;
  String callUuid;
  boolean hitDialplan;

  /** For an inbound leg: it was once the second leg of a {@code uuid_bridge}. */
  boolean wasCalled;

  String presenceId;
  boolean hasMedia;
  HangupCause hangupCause;
  Map<String, String> otherLeg = Map.of();
  String accountCode = "";
  String sentCalleeName = "";
  String sentCalleeNumber = "";
  String calleeDirection = "";
  String lastApplication = "";
  String lastArgument = "";
  String shownApplication = "";
  String shownArgument = "";

  /** Parked now, by the application of this uuid or (empty) by the switch itself; null when not parked. */
  String parkedBy;

  /** What it was told to do while it was asleep; null while it is awake. */
  Deque<Applications.Step> unheard;

  final Deque<Playback> playbacks = new ArrayDeque<>();
  Bridge bridge;

  /** The call between switches that it is one end of; null for others. */
  Trunk trunk;

  /** Its place in a conference, while it is in one. */
  Conference.Member conference;

  /** What it listens to, while it does; null otherwise. */
  Eavesdrop eavesdrop;

  /** Those who listen to it. */
  final List<Eavesdrop> listeners = new ArrayList<>();

  /** Its phone is gone: it neither speaks nor answers any more. */
  boolean dead;

  boolean held;
  boolean heldByPhone;

  /** It was on hold when it left its last conversation: that costs its partner (RULES 1). */
  boolean leftHeld;

  long heldSinceMicros;

  /** Its holds so far, newest first, as {@code {from,to}}. */
  final Deque<String> holds = new ArrayDeque<>();

  /** What its phone says is not passed on. */
  boolean muted;

  /** The digits that its phone sent. */
  final StringBuilder digitsPressed = new StringBuilder();

  /** The digits that reached its phone. */
  final StringBuilder digitsHeard = new StringBuilder();

  /** The phone at the far end, for legs that were dialled. */
  RingingPhone phone;

  /** The end of an application that is over but not yet told. */
  Runnable unfinished = () -> {};

  Runnable onProgress = () -> {};
  Runnable onHangup = () -> {};
  Runnable onGone = () -> {};

  Channel(String uuid, String name, Direction direction) {
    this.uuid = uuid;
    this.name = name;
    this.direction = direction;
    this.callUuid = uuid;
    this.hitDialplan = direction == Direction.INBOUND;
  }

  boolean isAnswered() {
    return answerState == AnswerState.ANSWERED;
  }

  /** Hung up, though its last events may still be to come: commands find it no more. */
  boolean isEnded() {
    return hangupCause != null;
  }

  String variable(String key) {
    Object value = variables.get(key);
    return value == null ? "" : value.toString();
  }

  /** A leg in the dialplan is on its way in, whoever made it. */
  String logicalDirection() {
    return direction == Direction.OUTBOUND && !hitDialplan ? "outbound" : "inbound";
  }

  boolean isTrue(String key) {
    return switch (variable(key).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1", "enabled", "active", "allow" -> true;
      default -> false;
    };
  }
}
