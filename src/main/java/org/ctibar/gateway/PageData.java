package org.ctibar.gateway;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;

/**
 * The data of events and replies with every field that docs/protocol lists: the bus leaves out what is null. Pure.
 */
final class PageData {
  private PageData() {}

  static Map<String, Object> event(String name, Map<String, Object> data) {
    Map<String, Object> told = data == null ? new HashMap<>() : new LinkedHashMap<>(data);
    switch (name) {
      case "onPending" -> orNull(told, "next");
      case "onConsult" -> orNull(told, "cause");
      case "onTransferred" -> completeCall(told);
      case "onRing" -> {
        completeCall(told);
        orNull(told, "reason");
      }
      case "onSnapshot" -> {
        orNull(told, "reason", "next", "call");
        if (told.get("call") instanceof Map<?, ?> call) {
          Map<String, Object> complete = new LinkedHashMap<>();
          call.forEach((key, value) -> complete.put(key.toString(), value));
          completeCall(complete);
          orNull(complete, "since", "answeredAt", "reason", "heldBy", "consult");
          told.put("call", complete);
        }
      }
      default -> {
        // nothing in the others may be null
      }
    }
    return told;
  }

  static Map<String, Object> snapshot(AgentSnapshot s) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("signedIn", s.signedIn());
    data.put("presence", s.presence());
    data.put("reason", s.reason());
    data.put("work", s.work());
    data.put("next", s.next());
    data.put("since", s.since());
    data.put("readyAt", s.readyAt());
    data.put("revision", s.revision());
    data.put("call", s.call() == null ? null : call(s));
    data.put("allowed", s.allowed());
    return data;
  }

  /** What a command that is done resolves with. */
  static Map<String, Object> reply(String command, AgentReply reply, Account account) {
    if (reply.queued()) {
      return Map.of("queued", true);
    }
    return switch (command) {
      case "login" -> {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("user", account.user());
        data.put("nickname", account.nickname());
        data.put("extNo", account.extNo());
        yield data;
      }
      case "ready", "busy", "rest" -> presence(reply.snapshot());
      case "snapshot" -> snapshot(reply.snapshot());
      case "logout", "dtmf" -> Map.of();
      default -> reply.callId() == null ? Map.of() : Map.of("callId", reply.callId());
    };
  }

  private static Map<String, Object> presence(AgentSnapshot snapshot) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("presence", snapshot.presence());
    data.put("reason", snapshot.reason());
    return data;
  }

  private static Map<String, Object> call(AgentSnapshot s) {
    CallView view = s.call();
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("callId", view.callId());
    call.put("popScreenNo", view.popScreenNo());
    call.put("direction", view.direction());
    call.put("enableAsr", view.enableAsr());
    call.put("displayName", Optional.ofNullable(view.displayName()).orElse(""));
    call.put("queue", view.queue());
    call.put("data", view.data());
    call.put("since", s.callSince());
    call.put("answeredAt", s.answeredAt());
    call.put("reason", view.reason());
    call.put("muted", view.treatment().muted());
    call.put("heldBy", view.treatment().heldBy());
    call.put("consult", view.treatment().consult());
    if (!s.listeners().isEmpty()) {
      call.put("listeners", s.listeners());
    }
    return call;
  }

  private static void completeCall(Map<String, Object> call) {
    call.putIfAbsent("displayName", "");
    orNull(call, "queue");
    call.putIfAbsent("data", Map.of());
  }

  private static void orNull(Map<String, Object> data, String... keys) {
    Arrays.stream(keys).forEach(key -> data.putIfAbsent(key, null));
  }
}
