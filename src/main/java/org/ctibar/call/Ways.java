package org.ctibar.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.call.CallIds;

/** By which way a phone is rung: here, or through the switch at which it is registered. */
final class Ways {
  private static final String HERE = "user/";

  private final String switchId;
  private final Phones phones;
  private final Peers peers;

  Ways(String switchId, Phones phones, Peers peers) {
    this.switchId = switchId;
    this.phones = phones;
    this.peers = peers;
  }

  static boolean isPhone(Effect.Target target) {
    return target.dialString().startsWith(HERE);
  }

  /** Whether a phone may be rung that is registered elsewhere. */
  boolean many() {
    return peers.addresses().keySet().stream().anyMatch(id -> !id.equals(switchId));
  }

  /** As far as known; what is registered at a switch that cannot be reached from here is not. */
  boolean mayReach(String extension) {
    return phones.mayBeReached(extension)
        && phones.switchOf(extension).filter(at -> !reaches(at)).isEmpty();
  }

  private boolean reaches(String other) {
    return other.equals(switchId) || peers.addresses().containsKey(other);
  }

  Effect.Target of(Effect.Target target) {
    if (!isPhone(target)) {
      return target;
    }
    String extension = target.dialString().substring(HERE.length());
    Optional<String> other = phones.switchOf(extension).filter(at -> !at.equals(switchId));
    return other
        .flatMap(at -> peers.dialString(extension, at))
        .map(dialString -> through(other.get(), dialString, target))
        .orElse(target);
  }

  /** The other switch is told in headers what its own leg to the phone is to be. */
  private Effect.Target through(String other, String dialString, Effect.Target target) {
    Map<String, String> variables = new LinkedHashMap<>(target.variables());
    variables.put(Variables.PHONE_AT, other);
    variables.put("sip_h_X-CTI-Phone-Leg", CallIds.phone(target.leg()));
    if (target.variables().containsKey(Variables.AGENT)) {
      variables.put("sip_h_X-CTI-Of", Relays.name(switchId, target.variables()));
    }
    if (target.autoAnswer()) {
      variables.put("sip_h_X-CTI-Auto-Answer", "true");
    }
    return new Effect.Target(
        target.leg(),
        target.role(),
        dialString,
        target.callerNumber(),
        target.callerName(),
        false,
        variables);
  }
}
