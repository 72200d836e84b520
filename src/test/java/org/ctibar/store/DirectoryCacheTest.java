package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.store.TestDatabase.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class DirectoryCacheTest {
  private static final String LISTENERS =
      "select pid from pg_stat_activity where query ilike 'listen%' and datname = current_database()";

  private Database database;
  private DirectoryCache cache;

  @BeforeEach
  void load() {
    database = await(Database.open(TestDatabase.VERTX, onlyByNotice()));
    cache = await(DirectoryCache.load(database));
  }

  @AfterEach
  void close() {
    await(cache.close());
    await(database.close());
  }

  @Test
  void tellsOfAChangeThatAnybodyMadeInTheTables() {
    AtomicReference<Directory> told = new AtomicReference<>();
    cache.onChange(told::set);

    sql("insert into groups (id, name) values ('7', 'O''Neil \"; drop table groups; -- 😀')");

    await().untilAsserted(() -> assertThat(told.get()).isNotNull());
    assertThat(told.get().group("7"))
        .contains(Group.of("7", "O'Neil \"; drop table groups; -- 😀"));
    assertThat(cache.current()).isSameAs(told.get());
  }

  @Test
  void seesWhatChangedWhileItsConnectionForNoticesWasLost() {
    await().until(() -> await(database.with(c -> c.query(LISTENERS).execute())).size() == 1);

    await(database.inTransaction(c -> c.query("insert into groups (id, name) values ('8', 'new')")
        .execute()
        .compose(inserted -> c.query(
                "select pg_terminate_backend(pid, 10000) from (" + LISTENERS + ") listeners")
            .execute())));

    await().untilAsserted(() -> assertThat(cache.current().group("8")).isPresent());
  }

  /** Looks by itself but once an hour. */
  private static StoreConfig onlyByNotice() {
    StoreConfig usual = TestDatabase.config(TestDatabase.PROGRAMS);
    return new StoreConfig(
        Optional.of(TestDatabase.emptied().target()),
        usual.dataDir(),
        usual.programsDir(),
        Demo.IGNORED,
        2,
        usual.connectTimeout(),
        usual.replyTimeout(),
        Duration.ofHours(1),
        10,
        10,
        usual.retryPause());
  }

  private void sql(String statement) {
    await(database.with(connection -> connection.query(statement).execute()));
  }
}
