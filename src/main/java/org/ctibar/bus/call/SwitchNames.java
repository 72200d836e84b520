package org.ctibar.bus.call;

import java.util.List;

/** The ids of the switches that this platform works with, in the order of the settings. */
public record SwitchNames(List<String> ids) {
  public SwitchNames {
    ids = List.copyOf(ids);
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("at least one switch");
    }
  }

  /** The switch of calls by agents whose phone is registered at none that we know of. */
  public String first() {
    return ids.get(0);
  }
}
