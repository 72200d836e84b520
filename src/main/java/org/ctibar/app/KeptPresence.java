package org.ctibar.app;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ctibar.agent.PresenceKeeper;
import org.ctibar.bus.agent.Presence;
import org.ctibar.store.AgentPresence;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Person;
import org.ctibar.store.PresenceStore;

/** Keeps presences in the database. */
final class KeptPresence implements PresenceKeeper {
  private final PresenceStore store;
  private final DirectorySource directory;
  private final Clock clock;

  KeptPresence(PresenceStore store, DirectorySource directory, Clock clock) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public Future<Void> save(String agentId, Presence presence, String reason) {
    return store.save(new AgentPresence(agentId, presence, reason, clock.instant()));
  }

  /** Without people who left, were disabled or lost their extension since. */
  @Override
  public Future<List<Kept>> all() {
    return store
        .loadAll()
        .map(all -> all.stream()
            .filter(saved -> saved.presence() != Presence.LOGGED_OUT)
            .flatMap(saved -> kept(saved).stream())
            .toList());
  }

  private Optional<Kept> kept(AgentPresence saved) {
    return directory
        .current()
        .person(saved.username())
        .filter(Person::enabled)
        .flatMap(person -> person
            .extension()
            .map(extension -> new Kept(
                person.username(),
                person.nickname(),
                extension,
                saved.presence(),
                saved.reason())));
  }
}
