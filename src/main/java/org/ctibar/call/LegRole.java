package org.ctibar.call;

import java.util.Locale;

/** What a channel is to its call; stands on the switch as {@code cti_role}. */
enum LegRole {
  CALLER,
  AGENT,
  CALLEE;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
