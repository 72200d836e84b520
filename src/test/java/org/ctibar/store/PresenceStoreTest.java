package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.store.TestDatabase.await;

import java.time.Instant;
import org.ctibar.bus.agent.Presence;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class PresenceStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private PresenceStore store;

  @BeforeEach
  void open() {
    store = new PresenceStore(TestDatabase.emptied());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRestartFindsWhatWasSaved() {
    AgentPresence ready = new AgentPresence("wang", Presence.READY, null, NOON);
    AgentPresence resting = new AgentPresence("O'Neil", Presence.NOT_READY, "rest 😀", NOON);

    await(store.save(ready));
    await(store.save(resting));

    assertThat(await(store.loadAll())).containsExactlyInAnyOrder(ready, resting);
  }

  @Test
  void theNewestWinsInWhateverOrderTheyCome() {
    AgentPresence newer = new AgentPresence("wang", Presence.LOGGED_OUT, null, NOON.plusMillis(1));

    await(store.save(newer));
    await(store.save(new AgentPresence("wang", Presence.READY, null, NOON)));

    assertThat(await(store.loadAll())).containsExactly(newer);
  }

  @Test
  void ofManyInARowTheLastStays() {
    for (int i = 0; i < 50; i++) {
      store.save(new AgentPresence("wang", Presence.READY, null, NOON.plusMillis(i)));
    }
    AgentPresence last = new AgentPresence("wang", Presence.NOT_READY, "busy", NOON.plusMillis(50));

    await(store.save(last));

    assertThat(await(store.loadAll())).containsExactly(last);
  }
}
