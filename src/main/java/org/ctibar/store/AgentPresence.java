package org.ctibar.store;

import java.time.Instant;
import org.ctibar.bus.agent.Presence;

/**
 * What an agent wanted to be when the platform last knew.
 *
 * @param reason null unless NOT_READY
 * @param updatedAt an older one never replaces a newer
 */
public record AgentPresence(String username, Presence presence, String reason, Instant updatedAt) {}
