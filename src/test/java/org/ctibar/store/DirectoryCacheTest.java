package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.store.TestDatabase.await;

import java.util.concurrent.atomic.AtomicReference;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class DirectoryCacheTest {
  private Database database;
  private DirectoryCache cache;

  @BeforeEach
  void load() {
    database = TestDatabase.emptied();
    cache = await(DirectoryCache.load(database));
  }

  @AfterEach
  void close() {
    await(cache.close());
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

  private void sql(String statement) {
    await(database.with(connection -> connection.query(statement).execute()));
  }
}
