package org.ctibar.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.ctibar.bus.call.ListenMode;
import org.ctibar.bus.call.LiveCall.Party;
import org.ctibar.esl.ChannelSnapshot;

/**
 * A supervisor who listens to an agent: a leg beside the call, which goes on without it.
 *
 * @param leg the supervisor's
 * @param target the agent's
 * @param since when it was rung, ms since 1970
 * @param answeredAt null while it rings
 */
record Listener(
    String leg,
    String callId,
    String target,
    String supervisor,
    String extension,
    ListenMode mode,
    long since,
    Long answeredAt) {
  static final String ROLE = "supervisor";

  static Listener ring(
      String callId,
      String target,
      String supervisor,
      String extension,
      ListenMode mode,
      long now) {
    String leg = UUID.randomUUID().toString();
    return new Listener(leg, callId, target, supervisor, extension, mode, now, null);
  }

  static boolean isOne(ChannelSnapshot channel) {
    return ROLE.equals(channel.variable(Variables.ROLE));
  }

  /** One that rang, or listened, before this node owned the switch. */
  static Optional<Listener> found(ChannelSnapshot channel, long now) {
    try {
      return Optional.of(new Listener(
          channel.uuid(),
          channel.variable(Variables.CALL),
          channel.variable(Variables.PEER),
          Variables.decoded(channel.variable(Variables.AGENT)),
          channel.variable(Variables.EXTENSION),
          ListenMode.of(channel.variable(Variables.STATE)).orElseThrow(),
          Long.parseLong(channel.variable(Variables.SINCE)),
          channel.answered() ? Long.valueOf(now) : null));
    } catch (IllegalArgumentException | NullPointerException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  boolean isUp() {
    return answeredAt != null;
  }

  Listener answered(long now) {
    return new Listener(leg, callId, target, supervisor, extension, mode, since, now);
  }

  Listener as(ListenMode other) {
    return new Listener(leg, callId, target, supervisor, extension, other, since, answeredAt);
  }

  /** What it is from the first moment on, and how it is found again. */
  Map<String, String> variables() {
    Map<String, String> v = new LinkedHashMap<>(Variables.everyLeg());
    v.put(Variables.CALL, callId);
    v.put(Variables.ROLE, ROLE);
    v.put(Variables.PEER, target);
    v.put(Variables.AGENT, Variables.encoded(supervisor));
    v.put(Variables.EXTENSION, extension);
    v.put(Variables.SINCE, Long.toString(since));
    v.put("ignore_early_media", "true");
    v.put("outbound_redirect_fatal", "true");
    v.putAll(modeVariables());
    return v;
  }

  /** Empty ones are taken away. FreeSWITCH's own tell the application how to begin. */
  Map<String, String> modeVariables() {
    String toAgent = mode == ListenMode.MONITOR ? "" : "true";
    String toOther = mode == ListenMode.BARGE ? "true" : "";
    return Map.of(
        Variables.STATE,
        mode.wireName(),
        "eavesdrop_whisper_bleg",
        toAgent,
        "eavesdrop_whisper_aleg",
        toOther);
  }

  /** As those who watch see it. */
  Party party() {
    return new Party(
        leg, ROLE, supervisor, extension, since, answeredAt, null, mode.wireName(), target);
  }
}
