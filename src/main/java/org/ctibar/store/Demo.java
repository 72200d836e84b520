package org.ctibar.store;

/** What becomes of the people of the demonstration, whose password everybody knows. */
public enum Demo {
  /** They stay as they are. */
  IGNORED,
  /** They are disabled. */
  OFF,
  /** They are loaded where nobody is, and sign in on the machine of the node only. */
  LOCAL,
  /** As {@link #LOCAL}, but they sign in from anywhere. */
  OPEN
}
