package org.ctibar.bus.agent;

/**
 * What a queue needs to know of an agent.
 *
 * @param offerable may be offered a call now
 * @param readyAt ms since 1970: idle since then, the longest idle has the smallest
 */
public record AgentChanged(String agentId, long revision, boolean offerable, long readyAt) {}
