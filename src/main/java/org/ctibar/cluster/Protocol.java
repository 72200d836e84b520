package org.ctibar.cluster;

/** Version of what nodes say to each other. A node that adds fields only keeps the number. */
final class Protocol {
  static final int CURRENT = 1;
  /** Versions so far apart still work together, so that a cluster can be brought up to date node by node. */
  static final int NEIGHBOURS = 1;

  private Protocol() {}
}
