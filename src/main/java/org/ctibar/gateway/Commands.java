package org.ctibar.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.CallAct;

/** The commands of a page as commands to its agent. Pure. */
final class Commands {
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_REASON = 32;
  private static final int MOST_DATA_BYTES = 2_048;
  private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#]{1,32}");
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
  private static final Map<String, CallAct> ACTS = Arrays.stream(CallAct.values())
      .collect(Collectors.toMap(CallAct::command, act -> act, (first, second) -> first));

  private Commands() {}

  static boolean isOfGateway(String command) {
    return command.equals(RENEW) || command.equals(PHONE);
  }

  /** Good as a label: hostile names do not become new ones. */
  static String label(String command) {
    return KNOWN.contains(command) || ACTS.containsKey(command) ? command : "unknown";
  }

  /** @throws CtiException UNKNOWN_COMMAND, BAD_REQUEST, TOO_LARGE, FORBIDDEN */
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
      default -> act(frame.command(), agent, args);
    };
  }

  private static AgentCommand act(String command, String agent, ObjectNode args) {
    CallAct act = ACTS.get(command);
    if (act == null) {
      throw new CtiException(ErrorCode.UNKNOWN_COMMAND, "unknown command");
    }
    return switch (act) {
      case TRANSFER_TO_PHONE, TRANSFER_TO_QUEUE ->
        new AgentCommand.Act(agent, kindOfTransfer(args), number(args));
      case CONSULT -> new AgentCommand.Act(agent, act, number(args));
      case DTMF -> new AgentCommand.Act(agent, act, digits(args));
      default -> new AgentCommand.Act(agent, act, null);
    };
  }

  private static CallAct kindOfTransfer(ObjectNode args) {
    return switch (args.path("type").asText()) {
      case "to_phone" -> CallAct.TRANSFER_TO_PHONE;
      case "to_queue" -> CallAct.TRANSFER_TO_QUEUE;
      default -> throw bad("type must be to_phone or to_queue");
    };
  }

  private static String digits(ObjectNode args) {
    String digits = args.path("digits").asText();
    if (!args.path("digits").isTextual() || !DIGITS.matcher(digits).matches()) {
      throw bad("digits must be 1 to 32 of 0-9, A-D, * and #");
    }
    return digits;
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
