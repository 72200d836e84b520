package org.ctibar.call;

/** What a channel is to its call; stands on the switch as {@code cti_role}. */
enum LegRole {
  CALLER("caller"),
  /** An agent's phone to which a queue offered the call. */
  AGENT("agent"),
  /** An agent's phone without an offer: who dialled, was called back, or took the call over. */
  OWN("agent"),
  CALLEE("callee"),
  /** Called by an agent in the course of a call. */
  CONSULT("consult");

  private final String wireName;

  LegRole(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  boolean isAgents() {
    return this == AGENT || this == OWN;
  }
}
