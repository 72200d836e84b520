package org.ctibar.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The wires between simulated switches of one process: which one answers at which SIP address. Safe for any thread. */
public final class SipNetwork {
  private final Map<String, Core> stations = new ConcurrentHashMap<>();

  void attach(String address, Core core) {
    stations.put(address, core);
  }

  void detach(Core core) {
    stations.values().remove(core);
  }

  Optional<Core> at(String address) {
    return Optional.ofNullable(stations.get(address));
  }
}
