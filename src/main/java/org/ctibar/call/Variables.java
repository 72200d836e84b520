package org.ctibar.call;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ctibar.bus.Json;

/**
 * What the switch is told to remember of a leg and how it is to treat it. No value holds a {@code $}, and nothing that
 * a person typed stands here but encoded.
 */
final class Variables {
  static final String CALL = "cti_call";
  static final String ROLE = "cti_role";
  static final String STATE = "cti_state";
  static final String QUEUE = "cti_queue";
  static final String SINCE = "cti_since";
  static final String PRIORITY = "cti_prio";
  static final String AGENT = "cti_agent";
  static final String OFFER = "cti_offer";
  static final String ATTEMPTS = "cti_attempts";
  static final String PEER = "cti_peer";
  static final String TALK = "cti_talk";
  static final String DIAL = "cti_dial";
  /** On an outside leg: the agent in whose limits it counts. */
  static final String DIALLED_BY = "cti_dialled_by";
  /** When a customer who waits again talked first, ms since 1970. */
  static final String TALKED = "cti_talked";

  static final String DATA = "cti_data";
  static final String REASON = "cti_reason";
  /** On a leg that listens: where it was rung. */
  static final String EXTENSION = "cti_ext";

  /** On the customer: the agent, who has hung up by command. Without it a lone customer is one whose agent was lost. */
  static final String PARTING = "cti_parting";
  /** The switch at which the phone of this leg is registered, if that is another one. */
  static final String PHONE_AT = "cti_phone_at";
  /** Where the other party of a phone's own transfer arrives, and waits for us. */
  static final String REFER_CONTEXT = "cti-refer";
  /** FreeSWITCH's own: where a REFER leads. */
  static final String REFERRED_TO = "sip_refer_to";
  /** More of it makes a SIP message too large for one packet. */
  private static final int LONGEST_HEADER = 800;

  /** Each learnt on the real switch: without them a leg dies with its bridge, its hold, or a failed early bridge. */
  private static final Map<String, String> EVERY_LEG = Map.of(
      "park_after_bridge", "true",
      "uuid_bridge_park_on_cancel", "true",
      "park_after_early_bridge", "true",
      "continue_on_fail", "true",
      "hangup_after_bridge", "false",
      "hold_hangup_xfer_exten", "park:inline",
      "force_transfer_context", REFER_CONTEXT,
      "send_silence_when_idle", "-1");

  private static final int HELD_MEDIA_TIMEOUT_S = 1_800;
  /** An agent's leg that nobody bridges ends by itself, should the platform be gone. */
  static final int UNBRIDGED_S = 90;

  private static final int UNBRIDGED_MARGIN_S = 30;

  private Variables() {}

  static Map<String, String> everyLeg() {
    return EVERY_LEG;
  }

  static Map<String, String> ofCustomer(CallOrigin origin, int attempts) {
    Map<String, String> v = new LinkedHashMap<>(EVERY_LEG);
    v.put(CALL, origin.callId());
    v.put(ROLE, LegRole.CALLER.wireName());
    v.put(STATE, "waiting");
    v.put(QUEUE, origin.queue().id());
    v.put(SINCE, Long.toString(origin.startedAt()));
    v.put(PRIORITY, "0");
    v.put(ATTEMPTS, Integer.toString(attempts));
    if (!origin.data().isEmpty()) {
      v.put(DATA, encoded(Json.encode(origin.data())));
    }
    return v;
  }

  static Map<String, String> offered(Leg agent, int attempts) {
    Map<String, String> v = new LinkedHashMap<>();
    v.put(STATE, "ringing");
    v.put(OFFER, agent.uuid());
    v.put(PEER, agent.uuid());
    v.put(AGENT, encoded(agent.agentId()));
    v.put(ATTEMPTS, Integer.toString(attempts));
    return v;
  }

  /** What a talk has come to, as it stands on one of its legs. */
  static Map<String, String> state(Talk talk, Leg leg, String peer, String memo) {
    Map<String, String> v = new LinkedHashMap<>();
    v.put(CALL, talk.facts().callId());
    v.put(ROLE, leg.role().wireName());
    v.put(STATE, talk.phase().name().toLowerCase(Locale.ROOT));
    v.put(PEER, peer == null ? "" : peer);
    v.put(TALK, memo);
    return v;
  }

  static Map<String, String> ofDialling(
      CallFacts call, Leg own, String callee, Destination destination, CallTimes times) {
    Map<String, String> v = ofAgent(call, own, callee, unbridgedSeconds(times));
    v.put(DIAL, DialMemo.text(call.origin(), destination));
    return v;
  }

  static Map<String, String> waitingAgain(CallFacts call) {
    Map<String, String> v = new LinkedHashMap<>();
    v.put(STATE, "waiting");
    v.put(QUEUE, call.origin().queue().id());
    v.put(PRIORITY, Integer.toString(QueuedCall.priority(call)));
    v.put(REASON, call.reason() == null ? "" : call.reason());
    v.put(PEER, "");
    v.put(TALK, "");
    v.put(TALKED, call.bridgedAt() == null ? "" : call.bridgedAt().toString());
    return v;
  }

  /** For an agent's leg that waits until the callee answers. */
  static int unbridgedSeconds(CallTimes times) {
    long longest = (times.ownPhone() + times.callee()) / 1_000 + UNBRIDGED_MARGIN_S;
    return (int) Math.max(UNBRIDGED_S, longest);
  }

  /** @param unbridgedS longer than the answered leg may have to wait for its bridge */
  static Map<String, String> ofAgent(CallFacts call, Leg leg, String peer, int unbridgedS) {
    Map<String, String> v = ofPhone(call, leg, peer);
    v.put("execute_on_answer", "sched_hangup +" + unbridgedS + " alloted_timeout");
    return v;
  }

  /** What the switch ends by itself if it lives too long, should the platform be gone. */
  static Map<String, String> ofCallee(CallFacts call, Leg leg, String peer, CallTimes times) {
    Map<String, String> v = ofLeg(call, leg, peer);
    v.put("outbound_redirect_fatal", "true");
    if (leg.dialledBy() != null && times.longestCall() != CallTimes.UNLIMITED) {
      v.put(
          "execute_on_answer",
          "sched_hangup +" + times.longestCall() / 1_000 + " " + Causes.ALLOTTED_TIMEOUT);
    }
    return v;
  }

  /** One of our own phones, which may be told what the call is about. */
  static Map<String, String> ofPhone(CallFacts call, Leg leg, String peer) {
    Map<String, String> v = ofLeg(call, leg, peer);
    v.put("ignore_early_media", "true");
    v.put("outbound_redirect_fatal", "true");
    v.put("rtp_hold_timeout_sec", Integer.toString(HELD_MEDIA_TIMEOUT_S));
    v.put("sip_h_X-CTI-Call", call.callId());
    String data = v.get(DATA);
    if (data != null && data.length() <= LONGEST_HEADER) {
      v.put("sip_h_X-CTI-Data", data);
    }
    return v;
  }

  static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** @throws IllegalArgumentException if this is not what {@link #encoded} made */
  static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }

  /** @return nothing for null, and for what {@link #ofAgent} did not write */
  static Map<String, String> data(String encoded) {
    Map<String, String> data = new LinkedHashMap<>();
    try {
      new JsonObject(encoded == null ? "{}" : decoded(encoded))
          .forEach(e -> data.put(e.getKey(), String.valueOf(e.getValue())));
    } catch (IllegalArgumentException | DecodeException e) {
      return Map.of();
    }
    return data;
  }

  private static Map<String, String> ofLeg(CallFacts call, Leg leg, String peer) {
    Map<String, String> v = new LinkedHashMap<>(EVERY_LEG);
    v.put(CALL, call.callId());
    v.put(ROLE, leg.role().wireName());
    v.put(STATE, "ringing");
    v.put(SINCE, Long.toString(call.origin().startedAt()));
    v.put(PEER, peer);
    if (leg.agentId() != null) {
      v.put(AGENT, encoded(leg.agentId()));
    }
    if (leg.dialledBy() != null) {
      v.put(DIALLED_BY, encoded(leg.dialledBy()));
    }
    if (call.origin().queue() != null) {
      v.put(QUEUE, call.origin().queue().id());
    }
    if (leg.role() == LegRole.AGENT) {
      v.put(OFFER, leg.uuid());
    }
    if (call.reason() != null) {
      v.put(REASON, call.reason());
    }
    if (!call.origin().data().isEmpty()) {
      v.put(DATA, encoded(Json.encode(call.origin().data())));
    }
    return v;
  }
}
