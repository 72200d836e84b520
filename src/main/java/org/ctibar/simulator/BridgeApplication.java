package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The application {@code bridge} of a dialplan: a leg dials another and talks with it. */
final class BridgeApplication {
  private static final List<String> INHERITED = List.of(
      "ANI",
      "Context",
      "Dialplan",
      "Network-Addr",
      "Orig-Caller-ID-Name",
      "Orig-Caller-ID-Number",
      "Source",
      "Username");

  private final Core core;

  BridgeApplication(Core core) {
    this.core = core;
  }

  /** Dials and, once answered, talks; afterwards the leg parks or ends. */
  void run(Channel leg, String dialText, Runnable next) {
    String applicationUuid = core.applications.announce(leg, "bridge", dialText);
    DialString dial = DialString.parse(dialText);
    Optional<FarEnd> far = core.phones.reach(dial.target());
    if (far.isEmpty()) {
      failed(leg, dialText, applicationUuid, core.phones.whyUnreachable(dial.target()), next);
      return;
    }
    if (leg.isAnswered()) {
      core.legs.callState(leg, CallState.RING_WAIT);
    }
    Channel other = core.originator.newLeg(
        dial.variables().getOrDefault("origination_uuid", Core.newUuid()),
        far.get(),
        callerOf(leg, dial.variables()));
    inherit(leg, other);
    other.otherLeg = leg.profile.asOtherLeg(true);
    other.onProgress = () -> ringsBack(leg, other, far.get());
    Bridge bridge = new Bridge(leg, other);
    bridge.applicationUuid = applicationUuid;
    bridge.applicationData = dialText;
    leg.onHangup = () -> {
      if (!bridge.talking) {
        core.hangups.immediately(other, HangupCause.ORIGINATOR_CANCEL);
      }
    };
    other.onHangup = () -> {
      if (!bridge.talking && !leg.isEnded()) {
        failed(leg, dialText, applicationUuid, other.hangupCause, next);
      }
    };
    core.originator.ring(
        other, far.get(), () -> core.nextFrame(other, () -> answered(bridge, far.get())));
  }

  /** A leg dialled on behalf of another is told whose it is. */
  private static void inherit(Channel leg, Channel other) {
    for (String field : INHERITED) {
      other.profile.set(field, leg.profile.get(field));
    }
    other.variables.remove("origination_caller_id_name");
    other.variables.remove("origination_caller_id_number");
    for (String exported : leg.variable("export_vars").split(",")) {
      if (!leg.variable(exported).isEmpty()) {
        other.variables.put(exported, leg.variable(exported));
      }
    }
    if (!leg.variable("export_vars").isEmpty()) {
      other.variables.put("export_vars", leg.variable("export_vars"));
    }
    if (leg.trunk != null) {
      leg.variables.forEach((name, value) -> {
        if (name.startsWith("sip_h_X-")) {
          other.variables.put(name, value);
        }
      });
    }
    other.variables.put("originator", leg.uuid);
    other.variables.put("originating_leg_uuid", leg.uuid);
    other.variables.put("signal_bond", leg.uuid);
  }

  private void ringsBack(Channel leg, Channel other, FarEnd far) {
    if (leg.isEnded()) {
      return;
    }
    if (leg.profile.timeMicros("Channel-Progress-Time") == 0) {
      leg.profile.stamp("Channel-Progress-Time", core.events.frameMicros());
    }
    if (!leg.isAnswered()) {
      seeCallee(leg, other, far);
      leg.variables.put("originate_disposition", "failure");
      leg.variables.put("DIALSTATUS", "INVALIDARGS");
      leg.variables.put("originate_signal_bond", other.uuid);
      leg.variables.put("originated_legs", originated(other, far));
      core.events.full("CHANNEL_PROGRESS", leg);
      if (leg.trunk != null) {
        leg.trunk.rings();
      }
    }
  }

  private static void seeCallee(Channel leg, Channel other, FarEnd far) {
    leg.profile.set("Callee-ID-Name", other.profile.get("Callee-ID-Name"));
    leg.profile.set("Callee-ID-Number", other.profile.get("Callee-ID-Number"));
    if (far.isUser()) {
      leg.variables.put("dialed_user", far.number());
      leg.variables.put("dialed_domain", FarEnd.DOMAIN);
    }
  }

  private static String originated(Channel other, FarEnd far) {
    return other.uuid + ";" + other.profile.get("Callee-ID-Name") + ";" + far.number();
  }

  private void answered(Bridge bridge, FarEnd far) {
    Channel leg = bridge.first;
    Channel other = bridge.second;
    if (leg.isEnded()) {
      return;
    }
    seeCallee(leg, other, far);
    core.legs.answer(leg);
    leg.variables.remove("originate_signal_bond");
    leg.otherLeg = other.profile.asOtherLeg(false);
    other.otherLeg = leg.profile.asOtherLeg(true);
    core.legs.callState(leg, CallState.ACTIVE);
    if (far.isUser()) {
      core.events.brief("CHANNEL_OUTGOING", other);
      core.phones.takeDirectoryVariables(other, far);
    }
    String called = originated(other, far);
    leg.variables.put("originated_legs", List.of(called, called));
    leg.variables.put("originate_causes", List.of(other.uuid + ";NONE", other.uuid + ";NONE"));
    leg.variables.put("originate_disposition", "SUCCESS");
    leg.variables.put("DIALSTATUS", "SUCCESS");
    leg.variables.put("signal_bond", other.uuid);
    leg.bridge = bridge;
    other.bridge = bridge;
    core.bridges.talking(bridge);
  }

  private void failed(
      Channel leg, String dialText, String applicationUuid, HangupCause cause, Runnable next) {
    leg.variables.put("originate_disposition", cause.name());
    core.applications.complete(leg, "bridge", dialText, applicationUuid);
    if (leg.isTrue("continue_on_fail")
        || List.of(leg.variable("continue_on_fail").split(",")).contains(cause.name())) {
      next.run();
    } else {
      core.hangups.immediately(leg, cause);
    }
  }

  private static Map<String, String> callerOf(Channel leg, Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>();
    String name = leg.variable("effective_caller_id_name");
    String number = leg.variable("effective_caller_id_number");
    all.put(
        "origination_caller_id_name", name.isEmpty() ? leg.profile.get("Caller-ID-Name") : name);
    all.put(
        "origination_caller_id_number",
        number.isEmpty() ? leg.profile.get("Caller-ID-Number") : number);
    all.putAll(variables);
    all.values().removeIf(Objects::isNull);
    return all;
  }
}
