package org.ctibar.agent;

/** Why an idle agent is not offered calls before {@code readyAt}. */
public enum Pause {
  NONE,
  WRAP_UP,
  /** The phone refused an offer a moment ago. */
  BACK_OFF
}
