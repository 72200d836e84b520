package org.ctibar.simulator;

import java.util.List;
import java.util.Map;

/** What {@code conf/freeswitch/scripts/ctibar_deadman.lua} does on a real switch; the only script that runs here. */
final class DeadManScript {
  private static final List<String> OURS = List.of(
      "cti_role",
      "park_after_bridge",
      "uuid_bridge_park_on_cancel",
      "park_after_early_bridge",
      "continue_on_fail",
      "hold_hangup_xfer_exten",
      "force_transfer_context");

  private static final String AGAIN = "+10";

  private final Core core;

  DeadManScript(Core core) {
    this.core = core;
  }

  void register(CommandTable table) {
    table.add("lua", this::run);
  }

  /** @param argument the script, and perhaps {@code check}, or a number and a context */
  private String run(String argument) {
    String[] words = argument.split("\\s+");
    if (words.length > 1 && words[1].equals("check")) {
      return "+OK ctibar_deadman";
    }
    String number = words.length > 1 ? words[1] : "9664";
    String context = words.length > 2 ? words[2] : "public";
    List<Channel> unserved = core.channels.values().stream()
        .filter(leg -> !talks(leg) && (isOurs(leg) || isNew(leg)))
        .toList();
    unserved.stream()
        .filter(leg -> !isCustomer(leg))
        .forEach(leg -> core.hangups.bySwitch(leg, HangupCause.parse("")));
    unserved.stream().filter(DeadManScript::isCustomer).forEach(leg -> {
      OURS.forEach(leg.variables::remove);
      leg.variables.putAll(Map.of("cti_state", "fallback", "hangup_after_bridge", "true"));
      core.transfers.transfer(leg, new Transfers.Target(number, "XML", context));
    });
    core.tasks.schedule(AGAIN, "ctidead", () -> run(words[0] + " " + number + " " + context));
    return "";
  }

  private static boolean isOurs(Channel leg) {
    return leg.variables.containsKey("cti_role");
  }

  /** Whom no node ever took. */
  private static boolean isNew(Channel leg) {
    return "park".equals(leg.variable("current_application"))
        && leg.logicalDirection().equals("inbound")
        && leg.isAnswered();
  }

  private static boolean talks(Channel leg) {
    return leg.variables.containsKey("bridge_to") || leg.conference != null;
  }

  private static boolean isCustomer(Channel leg) {
    return "caller".equals(leg.variable("cti_role"))
        || !isOurs(leg)
        || !leg.variables.containsKey("cti_agent") && leg.isAnswered();
  }
}
