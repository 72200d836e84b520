package org.ctibar.bus.agent;

/**
 * One connection of an agent's page.
 *
 * @param nodeId the node whose gateway holds the socket
 * @param browserId the same for all tabs of one browser
 */
public record SessionRef(String sessionId, String nodeId, String browserId) {}
