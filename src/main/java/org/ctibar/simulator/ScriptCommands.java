package org.ctibar.simulator;

import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Commands that only the simulated switch has: they play the people at the far ends. */
final class ScriptCommands {
  private static final String NO_CHANNEL = "-ERR No such channel!\n";

  private final Core core;

  ScriptCommands(Core core) {
    this.core = core;
  }

  void register(CommandTable table) {
    table.add("sim_call", this::call);
    table.add("sim_hangup", uuid -> onLeg(uuid, leg -> FarEnds.hangUp(core, leg)));
    table.add("sim_answer", this::answer);
    table.add("sim_phone", this::phone);
    table.add("sim_hold", uuid -> onLeg(uuid, core.holds::holdByPhone));
    table.add("sim_unhold", uuid -> onLeg(uuid, core.holds::unholdByPhone));
    table.add("sim_dead", uuid -> onLeg(uuid, core.deadPhones::goDead));
    table.add("sim_refer", argument -> onLegWith(argument, "<number>", core.refers::blind));
    table.add("sim_dtmf", argument -> onLegWith(argument, "<digits>", core.keypad::press));
    table.add("sim_dial", this::dial);
    table.add("sim_register", extension -> registration(extension, true));
    table.add("sim_unregister", extension -> registration(extension, false));
  }

  private String call(String argument) {
    String[] words = argument.split("\\s+");
    if (words.length < 3 || !words[2].matches("\\d{1,6}")) {
      return "-USAGE: <destination> <caller number> <duration in s, 0 for ever> [<name as base64url>]\n";
    }
    String name = "Caller " + words[1];
    if (words.length > 3) {
      try {
        name = RawText.of(Base64.getUrlDecoder().decode(words[3]));
      } catch (IllegalArgumentException e) {
        return "-ERR the name is not base64url\n";
      }
    }
    long durationMs = Long.parseLong(words[2]) * 1_000;
    return "+OK " + core.outside.placeCall(new CallerSpec(words[0], words[1], name, durationMs))
        + "\n";
  }

  /** An extension's phone calls a number by itself. */
  private String dial(String argument) {
    String[] words = argument.split("\\s+");
    if (words.length != 2 || !words[0].matches("10\\d\\d")) {
      return "-USAGE: <extension> <number>\n";
    }
    return "+OK " + core.arrivals.fromPhone(words[0], words[1]).uuid + "\n";
  }

  private String onLeg(String uuid, Consumer<Channel> act) {
    Optional<Channel> leg = core.living(uuid);
    leg.ifPresent(act);
    return leg.isPresent() ? "+OK\n" : NO_CHANNEL;
  }

  private String onLegWith(String argument, String what, BiConsumer<Channel, String> act) {
    String[] words = argument.split("\\s+");
    return words.length == 2
        ? onLeg(words[0], leg -> act.accept(leg, words[1]))
        : "-USAGE: <uuid> " + what + "\n";
  }

  private String answer(String uuid) {
    return core.living(uuid)
        .filter(leg -> leg.phone != null)
        .map(leg -> {
          leg.phone.answer();
          return "+OK\n";
        })
        .orElse(NO_CHANNEL);
  }

  /** {@code EXT answer|hangup|refuse} for the call it has, {@code EXT normal|deaf} for those to come. */
  private String phone(String argument) {
    String[] words = argument.split("\\s+");
    if (words.length != 2 || !words[0].matches("10\\d\\d")) {
      return "-USAGE: <extension> answer|hangup|refuse|normal|deaf\n";
    }
    return switch (words[1]) {
      case "answer" -> onLegOf(words[0], leg -> leg.phone.answer());
      case "hangup" -> onLegOf(words[0], leg -> FarEnds.hangUp(core, leg));
      case "refuse" -> onLegOf(words[0], leg -> leg.phone.refuse(HangupCause.USER_BUSY));
      case "normal" -> behave(words[0], null);
      case "deaf" -> behave(words[0], PhoneBehaviour.neverAnswers());
      default -> "-ERR unknown act\n";
    };
  }

  private String onLegOf(String extension, Consumer<Channel> act) {
    Optional<Channel> leg = core.phones.legOf(extension).filter(found -> found.phone != null);
    leg.ifPresent(act);
    return leg.isPresent() ? "+OK\n" : NO_CHANNEL;
  }

  private String behave(String extension, PhoneBehaviour behaviour) {
    core.phones.phone(extension).behave(behaviour);
    return "+OK\n";
  }

  private String registration(String extension, boolean on) {
    if (!extension.matches("10\\d\\d")) {
      return "-ERR no such extension\n";
    }
    if (on) {
      core.phones.register(extension);
    } else {
      core.phones.unregister(extension);
    }
    return "+OK\n";
  }
}
