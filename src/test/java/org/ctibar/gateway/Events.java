package org.ctibar.gateway;

import java.util.List;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;

final class Events {
  private Events() {}

  /** Of which only the agent and the revision matter. */
  static AgentEvent event(String agent, long revision) {
    AgentSnapshot now = new AgentSnapshot(
        true,
        Presence.READY,
        null,
        Work.IDLE,
        null,
        0,
        0,
        revision,
        null,
        null,
        null,
        List.of(),
        List.of());
    return new AgentEvent(agent, now, List.of(), List.of());
  }
}
