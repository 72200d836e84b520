package org.ctibar.store;

import java.util.Locale;

/** What a person may do; tokens and tables carry the lower-case name. */
public enum Role {
  AGENT,
  SUPERVISOR,
  ADMIN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for any other text */
  public static Role of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
