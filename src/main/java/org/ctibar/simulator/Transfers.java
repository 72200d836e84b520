package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.simulator.Applications.Step;
import org.ctibar.simulator.Dialplan.Route;

/** {@code uuid_transfer}: back into a dialplan. */
final class Transfers {
  private final Core core;

  Transfers(Core core) {
    this.core = core;
  }

  /**
   * Where a leg is sent.
   *
   * @param dialplan {@code inline} or anything else for the ordinary one
   * @param context empty for the leg's own, or the one that its variable forces
   */
  record Target(String destination, String dialplan, String context) {
    boolean isInline() {
      return dialplan.equals("inline");
    }
  }

  void transfer(Channel leg, Target target) {
    core.nextFrame(leg, () -> send(leg, target));
  }

  /** The leg and whom it talks with, to the same place; the partner arrives first. */
  void transferBoth(Channel leg, Target target) {
    core.nextFrame(leg, () -> {
      Bridge bridge = leg.bridge;
      if (bridge != null && bridge.talking) {
        bridge.bothLeave = true;
        send(bridge.partnerOf(leg), target);
      }
      send(leg, target);
    });
  }

  /** The leg enters the dialplan. */
  void follow(Channel leg, Optional<Route> route) {
    if (route.isEmpty()) {
      core.hangups.immediately(leg, HangupCause.NO_ROUTE_DESTINATION);
      return;
    }
    core.legs.becomeCaller(leg);
    String match = route.get().match();
    if (match != null) {
      leg.variables.put("DP_MATCH", List.of(match, match));
    }
    core.legs.enter(leg, ChannelState.EXECUTE);
    core.applications.run(leg, withEnd(route.get().steps()));
  }

  /** A leg that was dialled enters a dialplan of its own: nothing is left behind. */
  void enterInline(Channel leg, Applications.Errand errand) {
    String number = leg.profile.get("Destination-Number");
    leg.profile.step(core.events.frameMicros());
    leg.profile.set("Dialplan", "inline");
    leg.profile.set("RDNIS", number);
    leg.profile.set("Destination-Number", errand.text());
    core.legs.enter(leg, ChannelState.ROUTING);
    leg.hitDialplan = true;
    leg.profile.set("RDNIS", null);
    leg.profile.set("Destination-Number", number);
    core.legs.flipCallerAndCallee(leg);
    core.legs.enter(leg, ChannelState.EXECUTE);
    core.nextFrame(leg, () -> core.applications.run(leg, withEnd(errand.steps())));
  }

  private void send(Channel leg, Target target) {
    String context = contextFor(leg, target);
    leaveEverything(leg, target, context);
    if (target.isInline()) {
      leg.profile.set("Destination-Number", leg.profile.get("RDNIS"));
      leg.profile.set("RDNIS", null);
      follow(leg, Optional.of(new Route(Dialplan.inline(target.destination()), null)));
    } else {
      follow(leg, Dialplan.route(context, target.destination()));
    }
  }

  private static String contextFor(Channel leg, Target target) {
    if (!target.context().isEmpty()) {
      return target.context();
    }
    String forced = leg.variable("force_transfer_context");
    return forced.isEmpty() ? leg.profile.get("Context") : forced;
  }

  private void leaveEverything(Channel leg, Target target, String context) {
    leg.state = ChannelState.ROUTING;
    forgetEachOther(leg);
    leg.otherLeg = Map.of();
    leg.profile.step(core.events.frameMicros());
    leg.profile.set("Logical-Direction", leg.logicalDirection());
    leg.profile.set("Dialplan", target.dialplan());
    leg.profile.set("Context", context);
    leg.profile.set("RDNIS", leg.profile.get("Destination-Number"));
    leg.profile.set("Destination-Number", target.destination());
    core.legs.stopDoing(leg, "PLAYBACK ERROR");
    core.legs.wake(leg);
    core.partings.leave(leg);
    core.legs.enter(leg, ChannelState.ROUTING);
  }

  private static void forgetEachOther(Channel leg) {
    leg.variables.remove("signal_bond");
    if (leg.bridge != null && leg.bridge.talking) {
      leg.bridge.partnerOf(leg).variables.remove("signal_bond");
    }
  }

  /** A dialplan that runs out ends the call. */
  private static List<Step> withEnd(List<Step> steps) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step("hangup", ""));
    return all;
  }
}
