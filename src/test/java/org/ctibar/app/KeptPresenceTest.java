package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.store.TestDatabase.await;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ctibar.agent.PresenceKeeper.Kept;
import org.ctibar.bus.agent.Presence;
import org.ctibar.store.ClassOfService;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Person;
import org.ctibar.store.PresenceStore;
import org.ctibar.store.Role;
import org.ctibar.store.TestDatabase;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class KeptPresenceTest {
  private final Directory directory = Directory.builder()
      .add(person("wang", "1001", true))
      .add(person("li", "1002", true))
      .add(person("out", "1003", true))
      .add(person("disabled", "1004", false))
      .add(person("desk", null, true))
      .build();
  private final PresenceStore store = new PresenceStore(TestDatabase.emptied());
  private final KeptPresence keeper =
      new KeptPresence(store, DirectorySource.of(directory), Clock.systemUTC());

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRestartFindsWhoMayStillWork() {
    await(keeper.save("wang", Presence.READY, null));
    await(keeper.save("li", Presence.NOT_READY, "rest"));
    await(keeper.save("out", Presence.LOGGED_OUT, "logout"));
    await(keeper.save("disabled", Presence.READY, null));
    await(keeper.save("desk", Presence.READY, null));
    await(keeper.save("left the company", Presence.READY, null));

    assertThat(await(keeper.all()))
        .containsExactlyInAnyOrder(
            new Kept("wang", "WANG", "1001", Presence.READY, null),
            new Kept("li", "LI", "1002", Presence.NOT_READY, "rest"));
  }

  private static Person person(String username, String extension, boolean enabled) {
    return new Person(
        username,
        username.toUpperCase(java.util.Locale.ROOT),
        Optional.ofNullable(extension),
        Set.of(Role.AGENT),
        ClassOfService.NATIONAL,
        enabled,
        Instant.EPOCH);
  }
}
