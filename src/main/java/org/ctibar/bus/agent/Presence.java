package org.ctibar.bus.agent;

/** What the agent wants to be, apart from any call. */
public enum Presence {
  LOGGED_OUT,
  NOT_READY,
  READY
}
