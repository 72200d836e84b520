package org.ctibar.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.SessionRef;

/** The commands of a page as commands to its agent. Pure. */
final class Commands {
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_REASON = 32;
  private static final int MOST_DATA_BYTES = 2_048;
  /** Answered by the gateway itself, see {@link CommandDesk}. */
  static final String RENEW = "renew";

  static final String PHONE = "phone";

  private static final Set<String> KNOWN = Set.of(
      "login",
      "logout",
      "ready",
      "busy",
      "rest",
      "makecall",
      "offhook",
      "hangup",
      "snapshot",
      RENEW,
      PHONE);
  private static final Set<String> LATER = Set.of(
      "hold",
      "unhold",
      "transfer",
      "consult",
      "consultComplete",
      "consultCancel",
      "dtmf",
      "mute",
      "unmute",
      "conference",
      "alternate",
      "reject");

  private Commands() {}

  static boolean isOfGateway(String command) {
    return command.equals(RENEW) || command.equals(PHONE);
  }

  /** Good as a label: hostile names do not become new ones. */
  static String label(String command) {
    return KNOWN.contains(command) || LATER.contains(command) ? command : "unknown";
  }

  /** @throws CtiException UNKNOWN_COMMAND, NOT_AVAILABLE_YET, BAD_REQUEST, TOO_LARGE, FORBIDDEN */
  static AgentCommand of(ClientFrame.Command frame, Account account, SessionRef session) {
    String agent = account.user();
    ObjectNode args = frame.args();
    return switch (frame.command()) {
      case "login" -> login(account, session);
      case "logout" -> new AgentCommand.Logout(agent);
      case "ready" -> new AgentCommand.GoReady(agent);
      case "busy" -> new AgentCommand.GoNotReady(agent, reason(args));
      case "rest" -> new AgentCommand.GoNotReady(agent, "rest");
      case "makecall" -> new AgentCommand.Dial(agent, number(args), data(args));
      case "offhook" -> new AgentCommand.Offhook(agent);
      case "hangup" -> new AgentCommand.HangUp(agent);
      case "snapshot" -> new AgentCommand.Look(agent);
      default ->
        throw LATER.contains(frame.command())
            ? new CtiException(ErrorCode.NOT_AVAILABLE_YET, "not available yet")
            : new CtiException(ErrorCode.UNKNOWN_COMMAND, "unknown command");
    };
  }

  private static AgentCommand login(Account account, SessionRef session) {
    if (account.extNo().isEmpty()) {
      throw new CtiException(ErrorCode.FORBIDDEN, "only people with an extension sign in");
    }
    return new AgentCommand.Login(account.user(), account.nickname(), account.extNo(), session);
  }

  private static String reason(ObjectNode args) {
    JsonNode reason = args.path("reason");
    if (reason.isMissingNode() || reason.isNull()) {
      return "busy";
    }
    String text = reason.asText();
    if (!reason.isTextual()
        || text.isBlank()
        || text.length() > LONGEST_REASON
        || text.chars().anyMatch(Character::isISOControl)) {
      throw bad("reason must be a text of 1 to " + LONGEST_REASON + " characters");
    }
    return text;
  }

  private static String number(ObjectNode args) {
    JsonNode to = args.path("to");
    if (!to.isTextual() || to.asText().isEmpty() || to.asText().length() > LONGEST_NUMBER) {
      throw bad("to must be a text of 1 to " + LONGEST_NUMBER + " characters");
    }
    return to.asText();
  }

  private static Map<String, String> data(ObjectNode args) {
    JsonNode data = args.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return Map.of();
    }
    if (!(data instanceof ObjectNode object)) {
      throw bad("data must be an object");
    }
    if (data.toString().getBytes(StandardCharsets.UTF_8).length > MOST_DATA_BYTES) {
      throw new CtiException(
          ErrorCode.TOO_LARGE, "data may have at most " + MOST_DATA_BYTES + " bytes");
    }
    Map<String, String> values = new LinkedHashMap<>();
    object.properties().forEach(entry -> {
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        throw bad("data must hold texts only");
      }
      values.put(entry.getKey(), entry.getValue().asText());
    });
    return values;
  }

  private static CtiException bad(String problem) {
    return new CtiException(ErrorCode.BAD_REQUEST, problem);
  }
}
