package org.ctibar.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;

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

  static Callback ring(CallView call) {
    return toAll("onRing", view(call));
  }

  static Callback answer(CallView call) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", call.callId());
    data.put("direction", call.direction().name());
    data.put("popScreenNo", call.popScreenNo());
    return toAll("onAnswer", data);
  }

  static Callback calleeAnswer(CallView call) {
    return toAll("onCalleeAnswer", Map.of("callId", call.callId()));
  }

  static Callback hangup(String callId, String cause, ErrorCode code) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", callId);
    data.put("cause", cause);
    data.put("code", code == null ? ErrorCode.OK.number() : code.number());
    return toAll("onHangup", data);
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
    return data;
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
    return data;
  }

  private static Callback toAll(String name, Map<String, Object> data) {
    return new Callback(name, data, null);
  }
}
