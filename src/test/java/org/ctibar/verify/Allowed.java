package org.ctibar.verify;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Which commands an agent has at which work, beside those that depend on none. */
final class Allowed {
  static final Set<String> ALWAYS = Set.of("login", "logout", "ready", "busy", "rest", "snapshot");

  private Allowed() {}

  /**
   * @param call of the snapshot, empty if there is none
   * @param told what was said to be allowed; decides only where both is right
   */
  static Set<String> in(String work, JsonObject call, Set<String> told) {
    Set<String> allowed = new TreeSet<>();
    switch (work) {
      case "IDLE" -> allowed.add("makecall");
      case "RINGING" -> allowed.addAll(Set.of("offhook", "reject", "hangup"));
      case "DIALING" -> {
        allowed.add("hangup");
        if (told.contains("offhook")) { // while the own phone rings
          allowed.add("offhook");
        }
      }
      case "TALKING" ->
        allowed.addAll(Set.of("hangup", "hold", "transfer", "consult", "dtmf", mute(call)));
      case "HELD" -> allowed.addAll(Set.of("hangup", "unhold", "transfer", "consult"));
      case "CONSULTING" -> {
        allowed.addAll(Set.of("hangup", "consultCancel", "consultComplete"));
        if (!ringing(call)) {
          allowed.addAll(Set.of("alternate", "conference", "dtmf", mute(call)));
        }
      }
      case "CONFERENCED" -> allowed.addAll(Set.of("hangup", "dtmf", mute(call)));
      default -> {}
    }
    return allowed;
  }

  private static String mute(JsonObject call) {
    return call.getBoolean("muted", false) ? "unmute" : "mute";
  }

  private static boolean ringing(JsonObject call) {
    JsonObject consult = call.getJsonObject("consult");
    return consult != null && "ringing".equals(consult.getString("state"));
  }
}
