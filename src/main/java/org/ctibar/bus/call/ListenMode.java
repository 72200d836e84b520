package org.ctibar.bus.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who hears a supervisor who listens. */
public enum ListenMode {
  /** Nobody. */
  MONITOR,
  /** The agent alone. */
  WHISPER,
  /** The agent and the other party. */
  BARGE;

  /** For instance {@code whisper}: as pages and the switch have it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @return empty for what is no {@link #wireName} */
  public static Optional<ListenMode> of(String wireName) {
    return Arrays.stream(values())
        .filter(mode -> mode.wireName().equals(wireName))
        .findFirst();
  }
}
