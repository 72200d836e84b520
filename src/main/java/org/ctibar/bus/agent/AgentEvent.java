package org.ctibar.bus.agent;

import java.util.List;
import java.util.Map;

/**
 * One change of an agent, told to the gateways that hold its sessions.
 *
 * @param revision of the state after the change; rises by one with every change
 * @param callbacks in the order in which a page must see them; perhaps none
 * @param sessions the sessions attached after the change
 */
public record AgentEvent(
    String agentId,
    long revision,
    List<Callback> callbacks,
    List<String> allowed,
    List<String> sessions) {

  /**
   * @param name as the SDK calls it, {@code onRing}
   * @param data as docs/protocol says
   * @param only the sessions that are told; null for all that are attached
   */
  public record Callback(String name, Map<String, Object> data, List<String> only) {}
}
