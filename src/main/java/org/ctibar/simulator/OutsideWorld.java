package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.simulator.Applications.Step;

/** People outside: they call in, through the dialplan, and are called. */
final class OutsideWorld {
  private static final String SHORT_TONE = "tone_stream://%(200,0,500,600,700)";
  private static final String HOLD_MUSIC = "local_stream://moh";
  private static final long REFUSAL_MS = 200;
  private static final String PEER = "127.0.0.1:5061";

  private final Core core;
  private final Map<String, PhoneBehaviour> scripted = new LinkedHashMap<>();
  private int calls;

  OutsideWorld(Core core) {
    this.core = core;
  }

  void behave(String number, PhoneBehaviour behaviour) {
    scripted.put(number, behaviour);
  }

  PhoneBehaviour behaviourOf(String number) {
    PhoneBehaviour known = scripted.get(number);
    if (known != null) {
      return known;
    }
    if (number.endsWith("1")) {
      return PhoneBehaviour.refusesAfter(REFUSAL_MS, "USER_BUSY");
    }
    return number.endsWith("0")
        ? PhoneBehaviour.neverAnswers()
        : PhoneBehaviour.answersAfter(core.config.outsideAnswerMs());
  }

  /** @return the channel's uuid; its first events follow after this call */
  String placeCall(CallerSpec caller) {
    Channel leg = newLeg(caller);
    core.admit(leg);
    core.scheduler.after(0, () -> arrive(leg, caller.destination()));
    if (caller.durationMs() > 0) {
      core.scheduler.after(caller.durationMs(), () -> hangUp(leg));
    }
    return leg.uuid;
  }

  /** The caller puts the phone down. */
  void hangUp(Channel leg) {
    core.hangups.byRemote(
        leg, leg.isAnswered() ? HangupCause.NORMAL_CLEARING : HangupCause.ORIGINATOR_CANCEL);
  }

  /** What the dialplan does with a number; empty if it has no route. */
  Optional<List<Step>> dialplan(String destination) {
    if (destination.matches("7\\d{3}")) {
      return Optional.of(
          List.of(new Step("answer", ""), new Step("playback", SHORT_TONE), new Step("park", "")));
    }
    return switch (destination) {
      case "5000", "park" -> Optional.of(List.of(new Step("park", "")));
      case "9196" -> Optional.of(List.of(new Step("answer", ""), new Step("echo", "")));
      case "9664" -> Optional.of(List.of(new Step("answer", ""), new Step("playback", HOLD_MUSIC)));
      default -> Optional.empty();
    };
  }

  private void arrive(Channel leg, String destination) {
    core.legs.enter(leg, ChannelState.NEW);
    core.legs.enter(leg, ChannelState.INIT);
    leg.state = ChannelState.ROUTING;
    core.events.full("CHANNEL_CREATE", leg);
    core.legs.enter(leg, ChannelState.ROUTING);
    dialplan(destination)
        .ifPresentOrElse(
            steps -> {
              leg.variables.put("DP_MATCH", List.of(destination, destination));
              core.legs.enter(leg, ChannelState.EXECUTE);
              core.applications.run(leg, steps);
            },
            () -> core.hangups.immediately(leg, HangupCause.NO_ROUTE_DESTINATION));
  }

  private Channel newLeg(CallerSpec caller) {
    String from = caller.number() + "@" + PEER;
    Channel leg = new Channel(Core.newUuid(), "sofia/external/" + from, Channel.Direction.INBOUND);
    CallerProfile profile = leg.profile;
    profile.begin(leg, core.events.frameMicros());
    profile.call(caller.name(), caller.number(), caller.destination());
    profile.set("Username", caller.number());
    profile.set("Dialplan", "XML");
    profile.set("Network-Addr", "127.0.0.1");
    profile.set("Source", "mod_sofia");
    profile.set("Context", "public");
    leg.variables.putAll(sipVariables(caller, from));
    return leg;
  }

  private Map<String, String> sipVariables(CallerSpec caller, String from) {
    Map<String, String> sip = new LinkedHashMap<>();
    String to = caller.destination() + "@127.0.0.1:5080";
    sip.put("sip_from_user", caller.number());
    sip.put("sip_from_user_stripped", caller.number());
    sip.put("sip_from_uri", from);
    sip.put("sip_from_host", "127.0.0.1");
    sip.put("sip_from_port", "5061");
    if (!caller.name().equals(caller.number())) {
      sip.put("sip_from_display", caller.name());
    }
    sip.put("sip_full_from", "\"" + caller.name() + "\" <sip:" + from + ">");
    sip.put("sip_contact_user", caller.number());
    sip.put("sip_contact_uri", from);
    sip.put("sip_call_id", ++calls + "-simulator@127.0.0.1");
    sip.put("sip_network_ip", "127.0.0.1");
    sip.put("sip_network_port", "5061");
    sip.put("sip_received_ip", "127.0.0.1");
    sip.put("sip_via_protocol", "udp");
    sip.put("sip_req_user", caller.destination());
    sip.put("sip_req_uri", to);
    sip.put("sip_to_user", caller.destination());
    sip.put("sip_to_uri", to);
    sip.put("sip_to_host", "127.0.0.1");
    sip.put("sip_user_agent", "simulated-caller");
    sip.put("sofia_profile_name", "external");
    sip.put("sofia_profile_url", "sip:mod_sofia@127.0.0.1:5080");
    sip.put("recovery_profile_name", "external");
    sip.put("max_forwards", "70");
    sip.put("endpoint_disposition", "DELAYED NEGOTIATION");
    return sip;
  }
}
