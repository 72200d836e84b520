package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody who can be dialled.
 *
 * @param profile through which SIP leaves
 * @param address what follows the profile in the channel's name
 */
record FarEnd(Kind kind, String profile, String number, String address) {
  enum Kind {
    USER,
    OUTSIDE,
    /** A phone of another switch. */
    PEER
  }

  static final String DOMAIN = "127.0.0.1";

  static FarEnd user(String extension) {
    return new FarEnd(
        Kind.USER,
        "internal",
        extension,
        extension + "@" + DOMAIN + ":" + (10_000 + Integer.parseInt(extension)));
  }

  static FarEnd outside(String number, String address) {
    return new FarEnd(Kind.OUTSIDE, "external", number, address);
  }

  /** @param address where the other switch takes calls */
  static FarEnd peer(String profile, String extension, String address) {
    return new FarEnd(Kind.PEER, profile, extension, extension + "@" + address);
  }

  boolean isPeer() {
    return kind == Kind.PEER;
  }

  String peer() {
    return address.substring(address.indexOf('@') + 1);
  }

  boolean isUser() {
    return kind == Kind.USER;
  }

  String channelName() {
    return "sofia/" + profile() + "/" + address;
  }

  String presenceId() {
    return isUser() ? number + "@" + DOMAIN : null;
  }

  Map<String, String> variables() {
    String url = isUser() ? "sip:mod_sofia@127.0.0.1:5060" : "sip:mod_sofia@127.0.0.1:5080";
    Map<String, String> all = new LinkedHashMap<>();
    all.put("sip_profile_name", profile());
    all.put("sip_destination_url", "sip:" + address);
    all.put("sofia_profile_name", profile());
    all.put("sofia_profile_url", url);
    all.put("recovery_profile_name", profile());
    all.put("sip_req_uri", address);
    all.put("sip_to_host", address.substring(address.indexOf('@') + 1));
    all.put("sip_from_host", DOMAIN);
    if (isUser()) {
      all.put("dialed_user", number);
      all.put("dialed_domain", DOMAIN);
      all.put("sip_invite_domain", DOMAIN);
      all.put("presence_id", presenceId());
    }
    return all;
  }

  /** What the phone's first answer brings. */
  Map<String, String> variablesOnceRinging(Channel leg) {
    String from = leg.profile.get("Caller-ID-Number");
    String name = leg.profile.get("Caller-ID-Name");
    Map<String, String> sip = new LinkedHashMap<>();
    if (name != null) {
      sip.put("sip_from_display", name);
    }
    sip.put("sip_to_user", number);
    sip.putAll(Map.of(
        "sip_network_ip",
        "127.0.0.1",
        "sip_user_agent",
        "simulated-phone",
        "sip_from_user",
        from,
        "sip_from_uri",
        from + "@" + DOMAIN,
        "sip_call_id",
        leg.uuid));
    return sip;
  }

  PhoneBehaviour behaviour(Core core, Channel leg) {
    return switch (kind) {
      case USER -> core.phones.phone(number).behaviourFor(leg);
      case OUTSIDE -> core.outside.behaviourOf(number);
      case PEER -> PhoneBehaviour.neverAnswers(); // before the other switch says so
    };
  }
}
