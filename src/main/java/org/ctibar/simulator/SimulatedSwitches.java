package org.ctibar.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** As many simulated switches as are set; they reach each other, and each has its share of the phones. */
public final class SimulatedSwitches {
  private static final int FIRST_SIP_PORT = 5090;

  private final List<SimulatedSwitch> all;

  public SimulatedSwitches(Vertx vertx, SimulatorConfig config) {
    SipNetwork network = new SipNetwork();
    all = IntStream.range(0, config.switches())
        .mapToObj(n -> new SimulatedSwitch(vertx, config.numbered(n))
            .sharing(n, config.switches())
            .join(network, sipAddress(n)))
        .toList();
  }

  /** The name of each switch and the address at which the others reach it; no packet is sent there. */
  public static Map<String, String> peers(int switches) {
    Map<String, String> peers = new TreeMap<>();
    IntStream.range(0, switches).forEach(n -> peers.put(name(n), sipAddress(n)));
    return peers;
  }

  /** {@code simulator}, {@code simulator2}, … */
  public static String name(int n) {
    return n == 0 ? "simulator" : "simulator" + (n + 1);
  }

  private static String sipAddress(int n) {
    return "127.0.0.1:" + (FIRST_SIP_PORT + n);
  }

  /** @return the port of each */
  public Future<List<Integer>> listen() {
    return Future.all(all.stream().map(SimulatedSwitch::listen).toList())
        .map(done -> done.<Integer>list());
  }

  public Future<Void> close() {
    return Future.join(all.stream().map(SimulatedSwitch::close).toList()).mapEmpty();
  }
}
