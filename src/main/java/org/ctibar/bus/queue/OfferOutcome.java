package org.ctibar.bus.queue;

/** How an offer ended. */
public enum OfferOutcome {
  ANSWERED,
  NO_ANSWER,
  REFUSED,
  UNREACHABLE,
  /** The agent left in the moment of bridging; the caller was kept. */
  LOST_AT_BRIDGE
}
