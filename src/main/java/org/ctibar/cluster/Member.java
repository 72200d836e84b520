package org.ctibar.cluster;

import java.util.UUID;

/**
 * A node of the cluster while it lives: the same machine started again is another.
 *
 * @param name {@code n1#…}, never used twice
 * @param address where it listens for nodes; null if it works alone
 */
public record Member(String name, ClusterConfig.HostPort address) {
  private static final char INCARNATION = '#';

  static Member born(ClusterConfig config) {
    String name = config.nodeId() + INCARNATION + UUID.randomUUID().toString().substring(0, 8);
    return new Member(name, config.clustered() ? config.address() : null);
  }

  public String nodeId() {
    return nodeIdOf(name);
  }

  static String nodeIdOf(String name) {
    return name.substring(0, name.lastIndexOf(INCARNATION));
  }
}
