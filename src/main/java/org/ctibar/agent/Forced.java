package org.ctibar.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctibar.bus.agent.AgentEvent.Callback;

/** What a supervisor makes of an agent: what the agent's own command would, and the agent is told who did it and why. */
final class Forced {
  private Forced() {}

  static Step apply(Now<Trigger.Force> n) {
    Trigger.Force force = n.on();
    boolean out = force.wish() instanceof Trigger.SignOut && n.state().idle();
    Step wished = out
        ? Presences.signedOut(n, Reason.FORCED)
        : AgentTable.apply(new Now<>(n.state(), force.wish(), n.ms(), n.config()));
    return wished
        .withCallbacks(wished.callbacks().stream().map(callback -> by(force.by(), callback)))
        .then(Callbacks.forced(Presences.wish(force.wish()), force.by(), force.why()));
  }

  private static Callback by(String supervisor, Callback callback) {
    Map<String, Object> data = new LinkedHashMap<>(callback.data());
    data.put("by", supervisor);
    return new Callback(callback.name(), data, callback.only());
  }
}
