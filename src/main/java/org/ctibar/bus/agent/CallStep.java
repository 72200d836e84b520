package org.ctibar.bus.agent;

/** The steps of a call that move its agent. */
public enum CallStep {
  /** The agent's own phone rings. */
  RING,
  /** The agent dials at the phone itself. */
  DIALS,
  /** The agent's own phone was answered. */
  ANSWER,
  /** The party that the agent called answered. */
  CALLEE_ANSWER,
  /** The agent and the other party talk, whatever was known of them: told by whoever took the switch over. */
  TALKS,
  /** The other party hears music, and the agent nobody. */
  HOLD,
  UNHOLD,
  /** A party that the agent consults rings, talks with the agent, or is on hold: {@link CallView.Treatment}. */
  CONSULT,
  /** The consulted party is gone or was refused; the agent talks with the other party again. */
  CONSULT_ENDED,
  /** The other phone of a transfer was not reached; the agent has the call as before. Settles the command, no more. */
  TRANSFER_FAILED,
  /** The customer left during the consultation; agent and consulted party stay. */
  CUSTOMER_LEFT,
  /** The customer left while the consulted party still rings: from now on a call that the agent makes. */
  LEFT_CALLING,
  /** All three hear each other. */
  CONFERENCE,
  CONFERENCE_ENDED,
  /** The agent's voice is cut off, or heard again. */
  MUTE,
  /** The agent takes part through another leg from now on: the page's phone is a new one. */
  REATTACHED,
  /** That leg is where the old one was. Settles the command, no more. */
  BACK,
  /** To the party that was consulted: it talks with the customer from now on. */
  TAKEN_OVER,
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
