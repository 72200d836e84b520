package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctibar.simulator.Applications.Step;

/** {@code uuid_transfer} back into a dialplan, and the application {@code bridge} that one may find there. */
final class Transfers {
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

  Transfers(Core core) {
    this.core = core;
  }

  /** @param dialplan {@code inline} or anything else for the ordinary one */
  void transfer(Channel leg, String destination, String dialplan) {
    core.nextFrame(leg, () -> send(leg, destination, dialplan));
  }

  /** The leg and whom it talks with, to the same place; the partner arrives first. */
  void transferBoth(Channel leg, String destination, String dialplan) {
    core.nextFrame(leg, () -> {
      Bridge bridge = leg.bridge;
      if (bridge != null && bridge.talking) {
        bridge.bothLeave = true;
        send(bridge.partnerOf(leg), destination, dialplan);
      }
      send(leg, destination, dialplan);
    });
  }

  private void send(Channel leg, String destination, String dialplan) {
    boolean inline = dialplan.equals("inline");
    Optional<List<Step>> steps =
        inline ? Optional.of(inline(destination)) : core.outside.dialplan(destination);
    leaveEverything(leg, destination, dialplan);
    if (steps.isEmpty()) {
      core.hangups.immediately(leg, HangupCause.NO_ROUTE_DESTINATION);
      return;
    }
    if (inline) {
      leg.profile.set("Destination-Number", leg.profile.get("RDNIS"));
      leg.profile.set("RDNIS", null);
    }
    core.legs.becomeCaller(leg);
    core.legs.enter(leg, ChannelState.EXECUTE);
    core.applications.run(leg, withEnd(steps.get()));
  }

  /** Dials and, once answered, talks; afterwards the leg parks or ends. */
  void bridgeTo(Channel leg, String dialText, Runnable next) {
    String applicationUuid = core.applications.announce(leg, "bridge", dialText);
    DialString dial = DialString.parse(dialText);
    Optional<FarEnd> far = core.phones.reach(dial.target());
    if (far.isEmpty()) {
      failed(leg, dialText, applicationUuid, core.phones.whyUnreachable(dial.target()), next);
      return;
    }
    core.legs.callState(leg, CallState.RING_WAIT);
    Channel other = core.originator.newLeg(
        dial.variables().getOrDefault("origination_uuid", Core.newUuid()),
        far.get(),
        callerOf(leg, dial.variables()));
    inherit(leg, other);
    other.otherLeg = leg.profile.asOtherLeg(true);
    other.onProgress = () -> ringsBack(leg);
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
    other.variables.put("originator", leg.uuid);
    other.variables.put("originating_leg_uuid", leg.uuid);
    other.variables.put("signal_bond", leg.uuid);
  }

  private void ringsBack(Channel leg) {
    if (!leg.isEnded() && leg.profile.timeMicros("Channel-Progress-Time") == 0) {
      leg.profile.stamp("Channel-Progress-Time", core.events.frameMicros());
    }
  }

  private void answered(Bridge bridge, FarEnd far) {
    Channel leg = bridge.first;
    Channel other = bridge.second;
    if (leg.isEnded()) {
      return;
    }
    leg.profile.set("Callee-ID-Name", other.profile.get("Callee-ID-Name"));
    leg.profile.set("Callee-ID-Number", other.profile.get("Callee-ID-Number"));
    leg.otherLeg = other.profile.asOtherLeg(false);
    other.otherLeg = leg.profile.asOtherLeg(true);
    core.legs.callState(leg, CallState.ACTIVE);
    if (far.isUser()) {
      core.events.brief("CHANNEL_OUTGOING", other);
      core.phones.takeDirectoryVariables(other, far);
      leg.variables.put("dialed_user", far.number());
      leg.variables.put("dialed_domain", FarEnd.DOMAIN);
    }
    String called = other.uuid + ";" + other.profile.get("Callee-ID-Name") + ";" + far.number();
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
    if (leg.isTrue("continue_on_fail")) {
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

  private void leaveEverything(Channel leg, String destination, String dialplan) {
    leg.state = ChannelState.ROUTING;
    forgetEachOther(leg);
    leg.otherLeg = Map.of();
    leg.profile.step(core.events.frameMicros());
    leg.profile.set("Logical-Direction", leg.logicalDirection());
    leg.profile.set("Dialplan", dialplan);
    leg.profile.set("RDNIS", leg.profile.get("Destination-Number"));
    leg.profile.set("Destination-Number", destination);
    core.legs.stopDoing(leg, "FILE PLAYED");
    core.partings.leave(leg);
    core.legs.enter(leg, ChannelState.ROUTING);
  }

  private static void forgetEachOther(Channel leg) {
    leg.variables.remove("signal_bond");
    if (leg.bridge != null && leg.bridge.talking) {
      leg.bridge.partnerOf(leg).variables.remove("signal_bond");
    }
  }

  private static List<Step> inline(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] application = part.split(":", 2);
      steps.add(new Step(application[0].strip(), application.length > 1 ? application[1] : ""));
    }
    return steps;
  }

  /** A dialplan that runs out ends the call. */
  private static List<Step> withEnd(List<Step> steps) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step("hangup", ""));
    return all;
  }
}
