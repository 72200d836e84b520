package org.ctibar.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.ctibar.esl.SwitchAddress;

/** The switches of this platform, and whether this node reaches them. Safe for any thread. */
public final class Switches {
  private final List<SwitchAddress> addresses;
  private final Map<String, Driven> driven = new ConcurrentHashMap<>();

  /** How a switch fares that this node owns. */
  public record Driven(BooleanSupplier link, IntSupplier size) {
    public boolean up() {
      return link.getAsBoolean();
    }

    /** From any thread; as good as of a moment ago. */
    public int calls() {
      return size.getAsInt();
    }
  }

  public Switches(List<SwitchAddress> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  public List<SwitchAddress> addresses() {
    return addresses;
  }

  void watch(String switchId, Driven how) {
    driven.put(switchId, how);
  }

  /** By id. */
  public Map<String, Driven> driven() {
    return Map.copyOf(driven);
  }

  void forget(String switchId) {
    driven.remove(switchId);
  }

  /** True where this node owns no switch. */
  public boolean allUp() {
    return driven.values().stream().allMatch(Driven::up);
  }
}
