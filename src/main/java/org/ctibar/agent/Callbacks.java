package org.ctibar.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.ListenedBy;

/** The events of docs/protocol, with their data. */
final class Callbacks {
  private static final String REST = "rest";

  private Callbacks() {}

  static Callback login(AgentState s) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("user", s.agentId());
    data.put("nickname", s.person().nickname());
    data.put("extNo", s.person().extension());
    return toAll("onLogin", data);
  }

  static Callback logout(String reason) {
    return toAll("onLogout", Map.of("reason", reason));
  }

  static Callback kicked() {
    return toAll("onKicked", Map.of("reason", "other_browser"));
  }

  /** What tells a page the presence; null for an agent that is signed out. */
  static Callback presence(AgentState s) {
    String reason = s.standing().reason();
    return switch (s.standing().presence()) {
      case LOGGED_OUT -> null;
      case READY -> toAll("onReady", Map.of());
      case NOT_READY -> toAll(REST.equals(reason) ? "onRest" : "onBusy", Map.of("reason", reason));
    };
  }

  static Callback pending(String next) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("next", next);
    return toAll("onPending", data);
  }

  static Callback forced(String to, String by, String why) {
    return toAll("onForced", Map.of("to", to, "by", by, "reason", why));
  }

  static Callback ring(CallView call) {
    return toAll("onRing", view(call));
  }

  static Callback answer(CallView call) {
    Map<String, Object> data = about(call);
    data.put("direction", call.direction().name());
    data.put("popScreenNo", call.popScreenNo());
    return toAll("onAnswer", data);
  }

  static Callback calleeAnswer(CallView call) {
    return toAll("onCalleeAnswer", about(call));
  }

  static Callback hangup(CallView call, String cause, ErrorCode code) {
    Map<String, Object> data = about(call);
    data.put("cause", cause);
    data.put("code", number(code));
    return toAll("onHangup", data);
  }

  static Callback hold(CallView call) {
    Map<String, Object> data = about(call);
    data.put("by", call.treatment().heldBy());
    return toAll("onHold", data);
  }

  static Callback unhold(CallView call, String heldBy) {
    Map<String, Object> data = about(call);
    data.put("by", heldBy);
    return toAll("onUnhold", data);
  }

  static Callback consult(CallView call) {
    Map<String, Object> data = about(call);
    data.put("to", call.treatment().consult().to());
    data.put("state", call.treatment().consult().state());
    data.put("cause", null);
    data.put("code", ErrorCode.OK.number());
    return toAll("onConsult", data);
  }

  /** @param state {@code ended} or {@code customer_left} */
  static Callback consultOver(CallProgress told, String state, String to) {
    Map<String, Object> data = about(told.call());
    data.put("to", to);
    data.put("state", state);
    data.put("cause", told.cause());
    data.put("code", number(told.code()));
    return toAll("onConsult", data);
  }

  /** For whoever waits for the outcome of the command; no page has such a callback. */
  static Callback transferFailed(CallProgress told) {
    Map<String, Object> data = about(told.call());
    data.put("cause", told.cause());
    data.put("code", number(told.code()));
    return toAll("onTransferFailed", data);
  }

  /** For whoever waits for the outcome of the command; no page has such a callback. */
  static Callback reattached(CallView call) {
    return toAll("onReattached", about(call));
  }

  /** @param state {@code begun} or {@code ended} */
  static Callback conference(CallView call, String state, String to) {
    Map<String, Object> data = about(call);
    data.put("to", to);
    data.put("state", state);
    return toAll("onConference", data);
  }

  static Callback mute(CallView call) {
    Map<String, Object> data = about(call);
    data.put("muted", call.treatment().muted());
    return toAll("onMute", data);
  }

  static Callback listened(CallView call, List<ListenedBy> listeners) {
    Map<String, Object> data = about(call);
    data.put("listeners", listeners);
    return toAll("onListened", data);
  }

  /** @param from who had consulted this agent */
  static Callback transferred(CallView call, String from) {
    Map<String, Object> data = about(call);
    data.put("from", from);
    data.put("popScreenNo", call.popScreenNo());
    data.put("direction", call.direction().name());
    data.put("displayName", call.displayName());
    data.put("queue", call.queue());
    return toAll("onTransferred", data);
  }

  static Callback wrapUp(long untilMs) {
    return toAll("onWrapUp", Map.of("until", untilMs));
  }

  static Callback snapshot(AgentState state) {
    AgentSnapshot s = state.snapshot();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("signedIn", s.signedIn());
    data.put("presence", s.presence().name());
    data.put("reason", s.reason());
    data.put("work", s.work().name());
    data.put("next", s.next());
    data.put("since", s.since());
    data.put("readyAt", s.readyAt());
    data.put("revision", s.revision());
    data.put("call", s.call() == null ? null : viewWithTimes(s));
    data.put("allowed", s.allowed());
    return toAll("onSnapshot", data);
  }

  static Callback only(List<String> sessions, Callback callback) {
    return callback == null ? null : new Callback(callback.name(), callback.data(), sessions);
  }

  private static Map<String, Object> viewWithTimes(AgentSnapshot s) {
    Map<String, Object> data = view(s.call());
    data.put("since", s.callSince());
    data.put("answeredAt", s.answeredAt());
    data.put("muted", s.call().treatment().muted());
    data.put("heldBy", s.call().treatment().heldBy());
    data.put("consult", s.call().treatment().consult());
    data.put("listeners", s.listeners().isEmpty() ? null : s.listeners());
    return data;
  }

  private static Map<String, Object> about(CallView call) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", call.callId());
    data.put("data", call.data());
    return data;
  }

  private static int number(ErrorCode code) {
    return code == null ? ErrorCode.OK.number() : code.number();
  }

  private static Map<String, Object> view(CallView call) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", call.callId());
    data.put("popScreenNo", call.popScreenNo());
    data.put("direction", call.direction().name());
    data.put("enableAsr", call.enableAsr());
    data.put("displayName", call.displayName());
    data.put("queue", call.queue());
    data.put("data", call.data());
    data.put("reason", call.reason());
    return data;
  }

  private static Callback toAll(String name, Map<String, Object> data) {
    return new Callback(name, data, null);
  }
}
