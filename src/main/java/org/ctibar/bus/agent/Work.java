package org.ctibar.bus.agent;

/** What the agent is doing. Wrap-up is not here: it is IDLE before {@code readyAt}. */
public enum Work {
  IDLE,
  RESERVED,
  RINGING,
  DIALING,
  TALKING,
  HELD,
  CONSULTING,
  CONFERENCED;

  /** With somebody who answered. */
  public boolean inTalk() {
    return this == TALKING || this == HELD || this == CONSULTING || this == CONFERENCED;
  }
}
