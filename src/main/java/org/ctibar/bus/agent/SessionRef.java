package org.ctibar.bus.agent;

/**
 * One page of an agent.
 *
 * @param sessionId stays the same when the page goes on at another node
 * @param node whose gateway holds the socket, as {@link org.ctibar.bus.NodeName} writes it; null if not known
 * @param browserId the same for all tabs of one browser
 */
public record SessionRef(String sessionId, String node, String browserId) {}
