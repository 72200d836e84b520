package org.ctibar.simulator;

/** Two legs brought together; the first is the one whose events tell of it. */
final class Bridge {
  final Channel first;
  final Channel second;
  boolean talking;

  /** Its end has been told. */
  boolean over;

  /** Both legs go elsewhere together, so that neither is left. */
  boolean bothLeave;

  /** Set when the application {@code bridge} made it: that application ends with the bridge. */
  String applicationUuid;

  String applicationData = "";

  Bridge(Channel first, Channel second) {
    this.first = first;
    this.second = second;
  }

  String[] headers() {
    return new String[] {"Bridge-A-Unique-ID", first.uuid, "Bridge-B-Unique-ID", second.uuid};
  }

  Channel partnerOf(Channel leg) {
    return leg == first ? second : first;
  }
}
