package org.ctibar.cluster;

import io.vertx.core.internal.VertxInternal;

/** Where a node's event bus listens, as it tells the others. */
final class BusPort {
  private BusPort() {}

  static int of(Cluster cluster) {
    return ((VertxInternal) cluster.vertx()).clusterManager().getNodeInfo().port();
  }
}
