package org.ctibar.simulator;

import io.vertx.core.json.Json;
import java.util.function.BiFunction;

/** {@code uuid_*} commands about one channel. */
final class ChannelCommands {
  private static final String OK = "+OK\n";
  private static final String NO_CHANNEL = "-ERR No such channel!\n";

  private final Core core;

  ChannelCommands(Core core) {
    this.core = core;
  }

  void register(CommandTable table) {
    table.add("uuid_exists", argument -> String.valueOf(core.living(argument).isPresent()));
    table.add("uuid_kill", argument -> onChannel(argument, "<uuid> [cause]", this::kill));
    table.add("uuid_dump", argument -> onChannel(argument, "<uuid> [format]", this::dump));
    table.add(
        "uuid_setvar", argument -> onChannel(argument, "<uuid> <var> [value]", this::setVariable));
    table.add(
        "uuid_setvar_multi",
        argument ->
            onChannel(argument, "<uuid> <var>=<value>;<var>=<value>...", this::setVariables));
    table.add("uuid_getvar", argument -> onChannel(argument, "<uuid> <var>", this::getVariable));
    table.add("uuid_answer", argument -> onChannel(argument, "<uuid>", this::answer));
    table.add("uuid_break", argument -> onChannel(argument, "<uuid> [all]", this::breakPlaying));
    table.add("uuid_phone_event", this::phoneEvent);
  }

  private String onChannel(
      String argument, String usage, BiFunction<Channel, String, String> action) {
    String[] words = argument.split("\\s+", 2);
    if (words[0].isEmpty()) {
      return "-USAGE: " + usage + "\n";
    }
    return core.living(words[0])
        .map(leg -> action.apply(leg, words.length > 1 ? words[1] : ""))
        .orElse(NO_CHANNEL);
  }

  private String kill(Channel leg, String cause) {
    core.hangups.bySwitch(leg, HangupCause.parse(cause));
    return OK;
  }

  private String dump(Channel leg, String format) {
    var picture = core.events.dump(leg);
    return format.equals("json") ? Json.encode(picture) : EventFormat.plainHeaders(picture) + "\n";
  }

  private String setVariable(Channel leg, String rest) {
    String[] pair = rest.split("\\s+", 2);
    if (pair[0].isEmpty()) {
      return "-USAGE: <uuid> <var> [value]\n";
    }
    assign(leg, pair[0], pair.length > 1 ? pair[1] : "");
    return OK;
  }

  private String setVariables(Channel leg, String rest) {
    for (String pair : rest.split(";")) {
      String[] parts = pair.split("=", 2);
      assign(leg, parts[0].strip(), parts.length > 1 ? parts[1] : "");
    }
    return OK;
  }

  private static void assign(Channel leg, String name, String value) {
    if (value.isEmpty()) {
      leg.variables.remove(name);
    } else {
      leg.variables.put(name, value);
    }
  }

  private String getVariable(Channel leg, String name) {
    return leg.variables.containsKey(name) ? leg.variable(name) : "_undef_";
  }

  private String answer(Channel leg, String rest) {
    if (leg.direction == Channel.Direction.INBOUND) {
      core.nextFrame(leg, () -> core.legs.answer(leg));
    }
    return OK;
  }

  private String breakPlaying(Channel leg, String which) {
    core.nextFrame(leg, () -> {
      if (which.equals("all")) {
        while (!leg.playbacks.isEmpty()) {
          core.applications.breakPlaying(leg);
        }
      } else if (!leg.playbacks.isEmpty()) {
        core.applications.breakPlaying(leg).next.run();
      }
    });
    return OK;
  }

  private String phoneEvent(String argument) {
    String[] words = argument.split("\\s+");
    return core.living(words[0])
        .map(leg -> {
          if (leg.phone != null && words.length > 1 && words[1].equals("talk")) {
            leg.phone.talk();
          }
          return "+OK Success\n";
        })
        .orElse("-ERR Operation failed\n");
  }
}
