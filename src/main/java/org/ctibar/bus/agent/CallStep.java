package org.ctibar.bus.agent;

/** The steps of a call that move its agent. */
public enum CallStep {
  /** The agent's own phone rings. */
  RING,
  /** The agent's own phone was answered. */
  ANSWER,
  /** The party that the agent called answered. */
  CALLEE_ANSWER,
  /** The agent did not answer in time: a miss. */
  NO_ANSWER,
  /** The agent's phone refused (486, 603). */
  REFUSED,
  /** The agent's phone could not be reached; it never rang. */
  UNREACHABLE,
  /** The caller left, or the offer was withdrawn: no miss. */
  WITHDRAWN,
  /** The call is over for this agent. */
  ENDED
}
