package org.ctibar.bus.agent;

/**
 * What a queue needs to know of an agent.
 *
 * @param offerable may be offered a call now
 * @param readyAt ms since 1970: idle since then, the longest idle has the smallest
 * @param reservation the offer for which the agent is reserved and whose phone does not ring yet; null without one
 * @param reservedFor the call of that offer
 */
public record AgentChanged(
    String agentId,
    long revision,
    boolean offerable,
    long readyAt,
    String reservation,
    String reservedFor) {

  /** An agent who is not reserved. */
  public AgentChanged(String agentId, long revision, boolean offerable, long readyAt) {
    this(agentId, revision, offerable, readyAt, null, null);
  }
}
