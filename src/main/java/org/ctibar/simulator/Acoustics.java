package org.ctibar.simulator;

import java.util.LinkedHashSet;
import java.util.Set;

/** Who hears whom. */
final class Acoustics {
  private Acoustics() {}

  /** The legs whose phones play what is said into the phone of this one. */
  static Set<Channel> heardBy(Channel speaker) {
    Set<Channel> all = new LinkedHashSet<>();
    if (speaker.muted) {
      return all;
    }
    Channel partner = partner(speaker);
    if (partner != null) {
      all.add(partner);
      listeners(partner, all);
    }
    if (speaker.conference != null) {
      speaker.conference.room().members.stream()
          .map(Conference.Member::leg)
          .filter(member -> member != speaker)
          .forEach(all::add);
    }
    listeners(speaker, all);
    if (speaker.eavesdrop != null) {
      spokenTo(speaker.eavesdrop, all);
    }
    return all;
  }

  private static void spokenTo(Eavesdrop listening, Set<Channel> all) {
    Channel partner = partner(listening.target());
    if (listening.heardByTarget()) {
      all.add(listening.target());
    }
    if (listening.heardByPartner() && partner != null) {
      all.add(partner);
    }
  }

  private static void listeners(Channel of, Set<Channel> all) {
    of.listeners.forEach(listening -> all.add(listening.listener()));
  }

  private static Channel partner(Channel leg) {
    return leg.bridge != null && leg.bridge.talking ? leg.bridge.partnerOf(leg) : null;
  }
}
