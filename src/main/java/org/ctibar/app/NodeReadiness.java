package org.ctibar.app;

import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;
import org.ctibar.call.Switches;
import org.ctibar.cluster.Members;
import org.ctibar.gateway.Readiness;

/**
 * A node is ready when it reaches the switches that it owns, and the next node may be killed or restarted. The database
 * is not asked: live work goes on without.
 */
final class NodeReadiness implements Readiness {
  private final Switches switches;

  private final Members members;

  NodeReadiness(Switches switches, Members members) {
    this.switches = switches;
    this.members = members;
  }

  @Override
  public Map<String, Supplier<Future<Boolean>>> checks() {
    return Map.of(
        "switches",
        () -> Future.succeededFuture(switches.allUp()),
        "backups",
        () -> Future.succeededFuture(members.backedUp()));
  }
}
