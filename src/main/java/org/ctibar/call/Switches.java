package org.ctibar.call;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.ctibar.esl.SwitchAddress;

/** The switches of this platform, and whether this node reaches them. Safe for any thread. */
public final class Switches {
  private final List<SwitchAddress> addresses;
  private final Map<String, Driven> driven = new ConcurrentHashMap<>();
  private final Map<TollRefusal.Reason, LongAdder> refused =
      new EnumMap<>(TollRefusal.Reason.class);

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
    Arrays.stream(TollRefusal.Reason.values())
        .forEach(reason -> refused.put(reason, new LongAdder()));
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

  void refused(TollRefusal.Reason reason) {
    refused.get(reason).increment();
  }

  /** How many calls limits have refused so far, by reason; all reasons there are. */
  public Map<String, Long> refusedCalls() {
    return refused.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().label(), e -> e.getValue().sum()));
  }

  void forget(String switchId) {
    driven.remove(switchId);
  }

  /** True where this node owns no switch. */
  public boolean allUp() {
    return driven.values().stream().allMatch(Driven::up);
  }
}
