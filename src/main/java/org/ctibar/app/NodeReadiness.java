package org.ctibar.app;

import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;
import org.ctibar.call.Switches;
import org.ctibar.gateway.Readiness;

/** A node is ready when it reaches the switches that it owns. The database is not asked: live work goes on without. */
final class NodeReadiness implements Readiness {
  private final Switches switches;

  NodeReadiness(Switches switches) {
    this.switches = switches;
  }

  @Override
  public Map<String, Supplier<Future<Boolean>>> checks() {
    return Map.of("switches", () -> Future.succeededFuture(switches.allUp()));
  }
}
