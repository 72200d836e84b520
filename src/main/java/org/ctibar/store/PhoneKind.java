package org.ctibar.store;

import java.util.Locale;

/** What an extension rings. */
public enum PhoneKind {
  /** Any SIP phone: it knows its own password. */
  DESK,
  /** The page of the agent, which is told by the platform how to register. */
  WEBRTC;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for any other text */
  public static PhoneKind of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
