package org.ctibar.call;

import java.util.Locale;
import java.util.Optional;

/** What a channel is to its call; stands on the switch as {@code cti_role}. */
enum LegRole {
  CALLER,
  AGENT,
  CALLEE;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LegRole> of(String wireName) {
    for (LegRole role : values()) {
      if (role.wireName().equals(wireName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
