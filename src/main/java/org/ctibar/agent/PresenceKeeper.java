package org.ctibar.agent;

import io.vertx.core.Future;
import java.util.Optional;
import org.ctibar.bus.agent.Presence;

/** Remembers presences beyond the life of the cluster. Written behind: agents work on while it is away. */
public interface PresenceKeeper {
  /** @param reason null when READY */
  record Kept(Presence presence, String reason) {}

  /** Called after each change of presence, in order for one agent. A failure is logged and not repeated. */
  Future<Void> save(String agentId, Presence presence, String reason);

  /** @return empty for an agent that was never kept */
  Future<Optional<Kept>> restore(String agentId);

  /** Forgets everything. */
  static PresenceKeeper none() {
    return new PresenceKeeper() {
      @Override
      public Future<Void> save(String agentId, Presence presence, String reason) {
        return Future.succeededFuture();
      }

      @Override
      public Future<Optional<Kept>> restore(String agentId) {
        return Future.succeededFuture(Optional.empty());
      }
    };
  }
}
