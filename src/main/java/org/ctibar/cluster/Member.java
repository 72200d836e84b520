package org.ctibar.cluster;

import org.ctibar.bus.NodeName;

/**
 * A node of the cluster while it lives: the same machine started again is another.
 *
 * @param name {@code n1#…}, never used twice
 * @param address where it listens for nodes; null if it works alone
 */
public record Member(String name, ClusterConfig.HostPort address) {
  /** @param address null if it works alone */
  static Member born(String nodeId, ClusterConfig.HostPort address) {
    return new Member(NodeName.begin(nodeId).toString(), address);
  }

  /** As the bus knows it. */
  public NodeName nodeName() {
    return NodeName.parse(name);
  }

  public String nodeId() {
    return nodeIdOf(name);
  }

  static String nodeIdOf(String name) {
    return NodeName.parse(name).id();
  }
}
