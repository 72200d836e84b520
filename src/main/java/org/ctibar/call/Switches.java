package org.ctibar.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.ctibar.esl.SwitchAddress;

/** The switches of this platform, and whether this node reaches them. Safe for any thread. */
public final class Switches {
  private final List<SwitchAddress> addresses;
  private final Map<String, BooleanSupplier> links = new ConcurrentHashMap<>();

  public Switches(List<SwitchAddress> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  public List<SwitchAddress> addresses() {
    return addresses;
  }

  void watch(String switchId, BooleanSupplier up) {
    links.put(switchId, up);
  }

  void forget(String switchId) {
    links.remove(switchId);
  }

  /** True where this node owns no switch. */
  public boolean allUp() {
    return links.values().stream().allMatch(BooleanSupplier::getAsBoolean);
  }
}
