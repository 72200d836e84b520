package org.ctibar.bus.agent;

import java.util.List;
import java.util.Map;

/**
 * One change of an agent, told to the gateways that hold its sessions and to whoever watches.
 *
 * @param now the agent after the change; its revision rises by one with every change
 * @param callbacks in the order in which a page must see them; perhaps none
 * @param sessions the sessions attached after the change
 */
public record AgentEvent(
    String agentId, AgentSnapshot now, List<Callback> callbacks, List<String> sessions) {

  public long revision() {
    return now.revision();
  }

  /**
   * @param name as the SDK calls it, {@code onRing}
   * @param data as docs/protocol says
   * @param only the sessions that are told; null for all that are attached
   */
  public record Callback(String name, Map<String, Object> data, List<String> only) {}
}
