package org.ctibar.app;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.ctibar.agent.PresenceKeeper;
import org.ctibar.bus.agent.Presence;
import org.ctibar.store.AgentPresence;
import org.ctibar.store.PresenceStore;

/** Keeps presences in the database. */
final class KeptPresence implements PresenceKeeper {
  private final PresenceStore store;
  private final Clock clock;

  KeptPresence(PresenceStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Future<Void> save(String agentId, Presence presence, String reason) {
    return store.save(new AgentPresence(agentId, presence, reason, clock.instant()));
  }

  @Override
  public Future<Optional<Kept>> restore(String agentId) {
    return store
        .loadAll()
        .map(all -> all.stream()
            .filter(kept -> kept.username().equals(agentId))
            .findFirst()
            .map(kept -> new Kept(kept.presence(), kept.reason())));
  }
}
