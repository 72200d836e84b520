package org.ctibar.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView.Consult;

/**
 * Settles commands whose outcome the switch reports later, or has reported before the answer to the command came. Pure.
 */
final class Settlements {
  private static final String HANGUP = "onHangup";
  private static final String CONSULT = "onConsult";
  private static final String CALLEE_ANSWER = "onCalleeAnswer";
  private static final String ENDED = "ended";
  private static final String CUSTOMER_LEFT = "customer_left";
  /** Told to no page. */
  private static final String TRANSFER_FAILED = "onTransferFailed";

  private static final Set<String> ANSWERS = Set.of("onAnswer", CALLEE_ANSWER);
  private static final Set<String> OF_A_CONSULTATION = Set.of(CONSULT, "onConference");
  private static final int CALLS_REMEMBERED = 16;

  /** How a command ended. */
  record Outcome(String commandId, ErrorCode code, String msg, Map<String, Object> data) {}

  /** A callback of the agent. @param revision of the agent after it */
  record Report(String event, long revision, Map<String, Object> data) {}

  /** @param asOf see {@link #await} */
  private record Expected(Awaits awaits, long asOf) {}

  private final Map<String, Expected> waiting = new LinkedHashMap<>();
  private final Map<String, List<Report>> reports = new LinkedHashMap<>();

  /**
   * @param asOf the revision of the agent that took the command: what was reported before is no outcome of it
   * @return the outcome if it was reported already
   */
  Optional<Outcome> await(String commandId, Awaits awaits, long asOf) {
    for (Report report : reports.getOrDefault(awaits.callId(), List.of())) {
      Optional<Outcome> outcome = outcome(commandId, awaits, report);
      if (report.revision() > asOf && outcome.isPresent()) {
        return outcome;
      }
    }
    waiting.put(commandId, new Expected(awaits, asOf));
    return Optional.empty();
  }

  /** @return the commands that this callback settles */
  List<Outcome> reported(Report report) {
    if (!(report.data().get("callId") instanceof String callId)) {
      return List.of();
    }
    remember(callId, report);
    List<Outcome> settled = new ArrayList<>();
    waiting.forEach((commandId, expected) -> {
      if (expected.awaits().callId().equals(callId)) {
        outcome(commandId, expected.awaits(), report).ifPresent(settled::add);
      }
    });
    return settle(settled);
  }

  /** @return the commands of whose outcome the report was lost, and this state tells */
  List<Outcome> seen(AgentSnapshot agent) {
    List<Outcome> settled = new ArrayList<>();
    waiting.forEach((commandId, expected) -> {
      if (agent.revision() > expected.asOf()) {
        Awaits awaits = expected.awaits();
        Hindsight.of(awaits, agent)
            .map(
                code -> new Outcome(commandId, code, text(code), Map.of("callId", awaits.callId())))
            .ifPresent(settled::add);
      }
    });
    return settle(settled);
  }

  private List<Outcome> settle(List<Outcome> settled) {
    settled.forEach(outcome -> waiting.remove(outcome.commandId()));
    return settled;
  }

  /** @return empty if the command was settled before */
  Optional<Outcome> expired(String commandId) {
    return Optional.ofNullable(waiting.remove(commandId))
        .map(Expected::awaits)
        .map(awaits -> new Outcome(
            commandId,
            ErrorCode.TIMEOUT,
            awaits.event().equals("onAnswer")
                ? "the phone did not answer when told to: answer on the phone itself"
                : "the switch did not report in time",
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
    if (isAwaited(awaits, report)) {
      return Optional.of(new Outcome(commandId, ErrorCode.OK, "ok", told(awaits, report)));
    }
    if (!isFailure(report) && !leftAlone(awaits, report)) {
      return Optional.empty();
    }
    ErrorCode code = failure(awaits, report.data().get("code"));
    return Optional.of(new Outcome(commandId, code, text(code), told(awaits, report)));
  }

  private static boolean isAwaited(Awaits awaits, Report report) {
    if (isConsult(awaits) && report.event().equals(CALLEE_ANSWER)) {
      return true; // the customer left while the consulted party rang
    }
    if (!report.event().equals(awaits.event()) || leftAlone(awaits, report)) {
      return false;
    }
    if (awaits.state() == null) {
      return report.event().equals(HANGUP) || !isFailure(report);
    }
    Map<String, Object> data = report.data();
    return awaits.state().equals(data.get("state"))
        || awaits.state().equals(data.get("cause"))
        || awaits.state().equals(Awaits.muteState(Boolean.TRUE.equals(data.get("muted"))));
  }

  /** The end of the call, or of the consultation on which the command was built. */
  private static boolean isFailure(Report report) {
    return report.event().equals(HANGUP)
        || report.event().equals(TRANSFER_FAILED)
        || report.event().equals(CONSULT) && ENDED.equals(report.data().get("state"));
  }

  private static boolean isConsult(Awaits awaits) {
    return CONSULT.equals(awaits.event()) && Consult.TALKING.equals(awaits.state());
  }

  /** What was asked of a consultation cannot be done without the customer; to consult goes on. */
  private static boolean leftAlone(Awaits awaits, Report report) {
    return report.event().equals(CONSULT)
        && CUSTOMER_LEFT.equals(report.data().get("state"))
        && OF_A_CONSULTATION.contains(awaits.event())
        && !isConsult(awaits);
  }

  private static Map<String, Object> told(Awaits awaits, Report report) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", awaits.callId());
    if (isFailure(report) && report.data().get("cause") != null) {
      data.put("cause", report.data().get("cause"));
    }
    return data;
  }

  /** A call that ended in good order before it was answered was not answered. */
  private static ErrorCode failure(Awaits awaits, Object code) {
    ErrorCode told = code instanceof Number n ? ErrorCode.of(n.intValue()) : ErrorCode.OK;
    if (told != ErrorCode.OK) {
      return told;
    }
    boolean answer = ANSWERS.contains(awaits.event()) || isConsult(awaits);
    return answer ? ErrorCode.NO_ANSWER : ErrorCode.CONFLICT;
  }

  private static String text(ErrorCode code) {
    return switch (code) {
      case OK -> "ok";
      case BUSY -> "callee busy";
      case NO_ANSWER -> "no answer";
      case REJECTED -> "rejected";
      case PHONE_UNREACHABLE -> "phone unreachable";
      case NOT_FOUND -> "no such number";
      case FORBIDDEN -> "this number may not be dialled";
      case CONFLICT -> "the call ended meanwhile";
      default -> "the call failed";
    };
  }
}
