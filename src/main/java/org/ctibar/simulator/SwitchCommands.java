package org.ctibar.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands about the switch as a whole. */
final class SwitchCommands {
  private static final String NONE = "{\"row_count\": 0}\n";
  private static final String RULE = "=".repeat(97);

  private static final Set<String> CONTEXTS =
      Set.of("public", "default", "cti-refer", "cti-fallback");

  private final Core core;

  SwitchCommands(Core core) {
    this.core = core;
  }

  void register(CommandTable table) {
    table.add("status", argument -> status());
    table.add("xml_locate", SwitchCommands::locate);
    table.add("show", this::show);
    table.add("sofia", this::sofia);
    table.add("global_setvar", this::setGlobal);
    table.add("global_getvar", name -> core.globals.getOrDefault(name, ""));
    table.add("hupall", this::hangUpAll);
  }

  private static String locate(String argument) {
    String prefix = "dialplan context name ";
    String name = argument.startsWith(prefix) ? argument.substring(prefix.length()) : "";
    return CONTEXTS.contains(name)
        ? "<context name=\"" + name + "\"></context>\n"
        : "can't find anything\n";
  }

  private String status() {
    long ms = (core.scheduler.nowMicros() - core.startedMicros) / 1_000;
    long s = ms / 1_000;
    return String.format(
        Locale.ROOT,
        "UP 0 years, %d days, %d hours, %d minutes, %d seconds, %d milliseconds, 0 microseconds\n"
            + "FreeSWITCH (Version 1.11.1-simulated  64bit) is ready\n"
            + "%d session(s) since startup\n%d session(s) - peak %d, last 5min %d \n"
            + "0 session(s) per Sec out of max 500, peak 50, last 5min 2 \n"
            + "2000 session(s) max\nmin idle cpu 0.00/99.00\nCurrent Stack Size/Max 240K/240K\n",
        s / 86_400,
        s / 3_600 % 24,
        s / 60 % 60,
        s % 60,
        ms % 1_000,
        core.sessionsSinceStart,
        core.channels.size(),
        core.channels.size(),
        core.channels.size());
  }

  private String show(String argument) {
    return switch (argument) {
      case "channels as json" ->
        rows(core.channels.values().stream().map(ShownRow::of).toList());
      case "registrations as json" ->
        rows(core.phones.registered().stream().map(this::registration).toList());
      case "channels count", "channels" -> "\n" + core.channels.size() + " total.\n";
      default -> "-USAGE: channels as json|registrations as json\n";
    };
  }

  private static String rows(List<JsonObject> rows) {
    return rows.isEmpty()
        ? NONE
        : new JsonObject()
            .put("row_count", rows.size())
            .put("rows", new JsonArray(rows))
            .encode();
  }

  private JsonObject registration(Phone phone) {
    return new JsonObject()
        .put("reg_user", phone.extension)
        .put("realm", FarEnd.DOMAIN)
        .put("token", Phones.callId(phone.extension))
        .put("url", "sofia/internal/" + Phones.contact(phone.extension))
        .put("expires", String.valueOf(core.phones.expiresAt()))
        .put("network_ip", "127.0.0.1")
        .put("network_port", Phones.port(phone.extension))
        .put("network_proto", "udp")
        .put("hostname", "simulator")
        .put("metadata", "");
  }

  private String sofia(String argument) {
    if (argument.equals("status profile internal reg")) {
      List<Phone> all = core.phones.registered();
      return "\nRegistrations:\n" + RULE + "\n"
          + all.stream().map(this::registrationText).collect(Collectors.joining())
          + "Total items returned: " + all.size() + "\n" + RULE + "\n";
    }
    if (argument.startsWith("profile internal flush_inbound_reg ")) {
      String user = argument.substring(argument.lastIndexOf(' ') + 1);
      core.scheduler.after(Core.FRAME_MS, () -> core.phones.expire(user.split("@")[0]));
      return "+OK flushing all registrations matching specified call_id\n";
    }
    return "-USAGE: sofia status profile internal reg\n";
  }

  private String registrationText(Phone phone) {
    String user = phone.extension + "@" + FarEnd.DOMAIN;
    return "Call-ID:    \t" + Phones.callId(phone.extension) + "\n"
        + "User:       \t" + user + "\n"
        + "Contact:    \t\"\" <" + Phones.contact(phone.extension) + ">\n"
        + "Agent:      \tsimulated-phone\n"
        + "Status:     \tRegistered(UDP)(unknown) EXP("
        + Events.localTime(core.phones.expiresAt() * 1_000_000) + ") EXPSECS(36000)\n"
        + "Ping-Status:\tReachable\nPing-Time:\t0.00\n"
        + "Host:       \tsimulator\nIP:         \t127.0.0.1\n"
        + "Port:       \t" + Phones.port(phone.extension) + "\n"
        + "Auth-User:  \t" + phone.extension + "\n"
        + "Auth-Realm: \t" + FarEnd.DOMAIN + "\n"
        + "MWI-Account:\t" + user + "\n\n";
  }

  /** {@code name=value}, or {@code name=value=expected}: a compare-and-set that says +OK when refused too. */
  private String setGlobal(String argument) {
    String[] parts = argument.split("=", 3);
    if (parts.length < 2) {
      return "-USAGE: global_setvar <var>=<value> [=<value2>]\n";
    }
    String name = parts[0];
    if (parts.length < 3 || core.globals.getOrDefault(name, "").equals(parts[2])) {
      if (parts[1].isEmpty()) {
        core.globals.remove(name);
      } else {
        core.globals.put(name, parts[1]);
      }
    }
    return "+OK";
  }

  private String hangUpAll(String argument) {
    String[] words = argument.split("\\s+");
    HangupCause cause =
        words[0].isEmpty() ? HangupCause.MANAGER_REQUEST : HangupCause.parse(words[0]);
    for (Channel leg : List.copyOf(core.channels.values())) {
      if (words.length < 3 || leg.variable(words[1]).equals(words[2])) {
        core.hangups.bySwitch(leg, cause);
      }
    }
    return "+OK hangup all channels with cause " + cause + "\n";
  }
}
