package org.ctibar.store;

import java.util.Locale;

/** How far a person may call, from nearest to farthest: each class includes those before it. */
public enum ClassOfService {
  /** Extensions only. */
  INTERNAL,
  NATIONAL,
  INTERNATIONAL;

  public boolean includes(ClassOfService required) {
    return compareTo(required) >= 0;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for any other text */
  public static ClassOfService of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
