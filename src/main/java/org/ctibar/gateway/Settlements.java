package org.ctibar.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentReply.Awaits;

/**
 * Settles commands whose outcome the switch reports later, or has reported before the answer to the command came. Pure.
 */
final class Settlements {
  private static final String HANGUP = "onHangup";
  private static final int CALLS_REMEMBERED = 16;

  /** How a command ended. */
  record Outcome(String commandId, ErrorCode code, String msg, Map<String, Object> data) {}

  private record Report(String event, Map<String, Object> data) {}

  private final Map<String, Awaits> waiting = new LinkedHashMap<>();
  private final Map<String, List<Report>> reports = new LinkedHashMap<>();

  /** @return the outcome if it was reported already */
  Optional<Outcome> await(String commandId, Awaits awaits) {
    for (Report report : reports.getOrDefault(awaits.callId(), List.of())) {
      Optional<Outcome> outcome = outcome(commandId, awaits, report);
      if (outcome.isPresent()) {
        return outcome;
      }
    }
    waiting.put(commandId, awaits);
    return Optional.empty();
  }

  /** @return the commands that this callback settles */
  List<Outcome> reported(String event, Map<String, Object> data) {
    if (!(data.get("callId") instanceof String callId)) {
      return List.of();
    }
    Report report = new Report(event, data);
    remember(callId, report);
    List<Outcome> settled = new ArrayList<>();
    waiting.forEach((commandId, awaits) -> {
      if (awaits.callId().equals(callId)) {
        outcome(commandId, awaits, report).ifPresent(settled::add);
      }
    });
    settled.forEach(outcome -> waiting.remove(outcome.commandId()));
    return settled;
  }

  /** @return empty if the command was settled before */
  Optional<Outcome> expired(String commandId) {
    return Optional.ofNullable(waiting.remove(commandId))
        .map(awaits -> new Outcome(
            commandId,
            ErrorCode.TIMEOUT,
            "the switch did not report in time",
            Map.of("callId", awaits.callId())));
  }

  private void remember(String callId, Report report) {
    List<Report> known = reports.remove(callId);
    List<Report> all = known == null ? new ArrayList<>(4) : known;
    all.add(report);
    reports.put(callId, all);
    if (reports.size() > CALLS_REMEMBERED) {
      reports.remove(reports.keySet().iterator().next());
    }
  }

  private static Optional<Outcome> outcome(String commandId, Awaits awaits, Report report) {
    if (report.event().equals(awaits.event())) {
      return Optional.of(new Outcome(commandId, ErrorCode.OK, "ok", told(awaits, report)));
    }
    if (!report.event().equals(HANGUP)) {
      return Optional.empty();
    }
    ErrorCode code = failure(report.data().get("code"));
    return Optional.of(new Outcome(commandId, code, text(code), told(awaits, report)));
  }

  private static Map<String, Object> told(Awaits awaits, Report report) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", awaits.callId());
    if (report.event().equals(HANGUP)) {
      data.put("cause", report.data().get("cause"));
    }
    return data;
  }

  /** A call that ended in good order before it was answered was not answered. */
  private static ErrorCode failure(Object code) {
    ErrorCode told = code instanceof Number n ? ErrorCode.of(n.intValue()) : ErrorCode.OK;
    return told == ErrorCode.OK ? ErrorCode.NO_ANSWER : told;
  }

  private static String text(ErrorCode code) {
    return switch (code) {
      case BUSY -> "callee busy";
      case NO_ANSWER -> "no answer";
      case REJECTED -> "rejected";
      case PHONE_UNREACHABLE -> "phone unreachable";
      case NOT_FOUND -> "no such number";
      case FORBIDDEN -> "this number may not be dialled";
      default -> "the call failed";
    };
  }
}
