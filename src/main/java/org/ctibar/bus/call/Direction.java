package org.ctibar.bus.call;

/** As the agent's page is told; an extension that calls an extension is INTERNAL at both ends. */
public enum Direction {
  INBOUND,
  OUTBOUND,
  INTERNAL
}
