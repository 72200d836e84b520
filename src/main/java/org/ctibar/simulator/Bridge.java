package org.ctibar.simulator;

/** Two legs brought together; the first is the one whose events tell of it. */
final class Bridge {
  final Channel first;
  final Channel second;
  boolean talking;

  /** Both legs go elsewhere together, so that neither is left. */
  boolean bothLeave;

  /** Set when the application {@code bridge} made it: that application ends with the bridge. */
  String applicationUuid;

  String applicationData = "";

  Bridge(Channel first, Channel second) {
    this.first = first;
    this.second = second;
  }

  Channel partnerOf(Channel leg) {
    return leg == first ? second : first;
  }
}
