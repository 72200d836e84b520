package org.ctibar.agent;

import io.vertx.core.Future;
import java.util.List;
import org.ctibar.bus.agent.Presence;

/** Remembers presences beyond the life of the cluster. Written behind: agents work on while it is away. */
public interface PresenceKeeper {
  /**
   * An agent who was signed in when last heard of.
   *
   * @param reason null when READY
   */
  record Kept(
      String agentId, String nickname, String extension, Presence presence, String reason) {}

  /** Called after each change of presence, in order for one agent. A failure is logged and not repeated. */
  Future<Void> save(String agentId, Presence presence, String reason);

  /** @return everybody who may still work, in no order */
  Future<List<Kept>> all();

  /** Forgets everything. */
  static PresenceKeeper none() {
    return new PresenceKeeper() {
      @Override
      public Future<Void> save(String agentId, Presence presence, String reason) {
        return Future.succeededFuture();
      }

      @Override
      public Future<List<Kept>> all() {
        return Future.succeededFuture(List.of());
      }
    };
  }
}
