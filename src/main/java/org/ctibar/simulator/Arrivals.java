package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls that come to the switch: from outside, and from the phones of extensions that dial by themselves. */
final class Arrivals {
  private static final String OUTSIDE_PEER = FarEnd.DOMAIN + ":5061";

  private final Core core;
  private int calls;

  Arrivals(Core core) {
    this.core = core;
  }

  /** @return the channel, whose first events follow after this call */
  Channel fromOutside(CallerSpec caller) {
    String from = caller.number() + "@" + OUTSIDE_PEER;
    Channel leg = new Channel(Core.newUuid(), "sofia/external/" + from, Channel.Direction.INBOUND);
    describe(leg, caller, Dialplan.OUTSIDE);
    leg.variables.putAll(sipVariables(caller, from, "external", "5080"));
    return admit(leg, caller.destination());
  }

  /** The phone of the extension dials; it has signed in, so the directory's variables are on the leg. */
  Channel fromPhone(String extension, String number) {
    core.phones.phone(extension);
    CallerSpec caller = new CallerSpec(number, extension, extension, 0);
    String from = extension + "@" + FarEnd.DOMAIN;
    Channel leg = new Channel(Core.newUuid(), "sofia/internal/" + from, Channel.Direction.INBOUND);
    leg.accountCode = extension;
    describe(leg, caller, Dialplan.PHONES);
    leg.variables.putAll(sipVariables(caller, from, "internal", "5060"));
    leg.variables.putAll(directoryVariables(extension));
    return admit(leg, number);
  }

  /** Another switch calls a phone that is registered here. */
  Channel fromPeer(Trunk.Invite invite) {
    String number = invite.callerNumber();
    String name = invite.callerName() == null ? number : invite.callerName();
    CallerSpec caller = new CallerSpec(invite.extension(), number, name, 0);
    String from = number + "@" + OUTSIDE_PEER;
    Channel leg = new Channel(Core.newUuid(), "sofia/peers/" + from, Channel.Direction.INBOUND);
    describe(leg, caller, Dialplan.PEERS);
    leg.variables.putAll(sipVariables(caller, from, "peers", "5090"));
    leg.variables.putAll(invite.headers());
    return admit(leg, invite.extension());
  }

  private Optional<Dialplan.Route> route(Channel leg, String destination) {
    return leg.trunk == null
        ? Dialplan.route(leg.profile.get("Context"), destination)
        : Dialplan.relay(destination, leg);
  }

  private Channel admit(Channel leg, String destination) {
    core.admit(leg);
    core.scheduler.after(0, () -> arrive(leg, destination));
    return leg;
  }

  private void arrive(Channel leg, String destination) {
    if (leg.isEnded()) {
      return;
    }
    core.legs.enter(leg, ChannelState.NEW);
    if (leg.variables.containsKey("presence_id")) {
      leg.presenceId = leg.variable("presence_id");
    }
    core.legs.enter(leg, ChannelState.INIT);
    leg.state = ChannelState.ROUTING;
    core.events.full("CHANNEL_CREATE", leg);
    core.legs.enter(leg, ChannelState.ROUTING);
    core.transfers.follow(leg, route(leg, destination));
  }

  private void describe(Channel leg, CallerSpec caller, String context) {
    CallerProfile profile = leg.profile;
    profile.begin(leg, core.events.frameMicros());
    profile.call(caller.name(), caller.number(), caller.destination());
    profile.set("Username", caller.number());
    profile.set("Dialplan", "XML");
    profile.set("Network-Addr", FarEnd.DOMAIN);
    profile.set("Source", "mod_sofia");
    profile.set("Context", context);
  }

  private Map<String, String> sipVariables(
      CallerSpec caller, String from, String profile, String port) {
    Map<String, String> sip = new LinkedHashMap<>();
    String to = caller.destination() + "@" + FarEnd.DOMAIN + ":" + port;
    sip.put("sip_from_user", caller.number());
    sip.put("sip_from_user_stripped", caller.number());
    sip.put("sip_from_uri", from);
    sip.put("sip_from_host", FarEnd.DOMAIN);
    sip.put("sip_from_port", "5061");
    if (!caller.name().equals(caller.number())) {
      sip.put("sip_from_display", caller.name());
    }
    sip.put("sip_full_from", "\"" + caller.name() + "\" <sip:" + from + ">");
    sip.put("sip_contact_user", caller.number());
    sip.put("sip_contact_uri", from);
    sip.put("sip_call_id", ++calls + "-simulator@" + FarEnd.DOMAIN);
    for (String address : List.of("sip_network_ip", "sip_received_ip", "sip_to_host")) {
      sip.put(address, FarEnd.DOMAIN);
    }
    sip.put("sip_network_port", "5061");
    sip.put("sip_via_protocol", "udp");
    sip.put("sip_req_user", caller.destination());
    sip.put("sip_req_uri", to);
    sip.put("sip_to_user", caller.destination());
    sip.put("sip_to_uri", to);
    sip.put("sip_user_agent", "simulated-caller");
    sip.put("sofia_profile_name", profile);
    sip.put("sofia_profile_url", "sip:mod_sofia@" + FarEnd.DOMAIN + ":" + port);
    sip.put("recovery_profile_name", profile);
    sip.put("max_forwards", "70");
    sip.put("endpoint_disposition", "DELAYED NEGOTIATION");
    return sip;
  }

  private static Map<String, String> directoryVariables(String extension) {
    Map<String, String> all = new LinkedHashMap<>(Phones.directoryVariables(extension));
    all.put("sip_authorized", "true");
    all.put("sip_auth_username", extension);
    all.put("sip_auth_realm", FarEnd.DOMAIN);
    all.put("requested_user_name", extension);
    all.put("requested_domain_name", FarEnd.DOMAIN);
    all.put("user_name", extension);
    all.put("domain_name", FarEnd.DOMAIN);
    all.put("presence_id", extension + "@" + FarEnd.DOMAIN);
    return all;
  }
}
