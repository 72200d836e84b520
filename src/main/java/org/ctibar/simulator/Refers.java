package org.ctibar.simulator;

import java.util.Map;

/** REFER: a phone, or a caller, sends whom it talks with elsewhere by itself. */
final class Refers {
  private final Core core;

  Refers(Core core) {
    this.core = core;
  }

  /** The partner goes to its dialplan, or to the context its variable forces; the leg that asked stays alone. */
  void blind(Channel leg, String to) {
    if (isAlone(leg)) {
      return;
    }
    Channel partner = leg.bridge.partnerOf(leg);
    leg.variables.putAll(Map.of(
        "transfer_disposition",
        "recv_replace",
        "transfer_to",
        "blind:" + partner.uuid,
        "transfer_destination",
        "blind:" + to,
        "transfer_fallback_extension",
        number(leg),
        "endpoint_disposition",
        "BLIND_TRANSFER"));
    core.events.customAbout("sofia::transferor", leg);
    partner.variables.put("sip_h_Referred-By", address(number(leg)));
    partner.variables.put("sip_refer_to", address(to));
    core.events.customAbout("sofia::transferee", partner);
    core.transfers.transfer(partner, new Transfers.Target(to, "XML", ""));
  }

  /**
   * The phone joins its two calls: whom it talks with in the one talks with whom it talks with in the other.
   * Its first leg is left alone, its second ends.
   */
  void attended(Channel leg, Channel consultation) {
    if (isAlone(leg) || isAlone(consultation)) {
      return;
    }
    Channel partner = leg.bridge.partnerOf(leg);
    Channel target = consultation.bridge.partnerOf(consultation);
    leg.variables.putAll(Map.of(
        "transfer_disposition",
        "recv_replace",
        "_sofia_replaces_",
        consultation.variable("sip_call_id"),
        "refer_uuid",
        consultation.uuid,
        "transfer_to",
        "att:" + target.uuid));
    consultation.variables.putAll(Map.of(
        "transfer_disposition", "replaced",
        "endpoint_disposition", "ATTENDED_TRANSFER",
        "park_timeout", "2:attended_transfer"));
    consultation.state = ChannelState.PARK;
    target.variables.put("transfer_disposition", "bridge");
    core.bridges.connect(partner, target);
  }

  private static boolean isAlone(Channel leg) {
    return leg.isEnded() || leg.bridge == null || !leg.bridge.talking;
  }

  private static String address(String user) {
    return "<sip:" + user + "@" + FarEnd.DOMAIN + ">";
  }

  private static String number(Channel leg) {
    return leg.direction == Channel.Direction.OUTBOUND
        ? leg.profile.get("Destination-Number")
        : leg.profile.get("Username");
  }
}
