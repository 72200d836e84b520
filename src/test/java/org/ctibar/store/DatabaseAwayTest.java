package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.ctibar.store.TestDatabase.VERTX;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.call.Direction;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live work goes on without PostgreSQL, and nothing is lost by the time it is back. */
@Tag(Tiers.INTEGRATION)
@Timeout(120)
class DatabaseAwayTest {
  private static final String MD5 = "c33367701511b4f6020ec61ded352059";

  private final Path directory = TestDatabase.preparedDirectory();
  private PgServer server;
  private Database database;
  private DirectoryCache directoryCache;

  @BeforeEach
  void open() throws Exception {
    database = await(Database.open(VERTX, TestDatabase.config(directory).withDemo(Demo.LOCAL)));
    directoryCache = await(DirectoryCache.load(database));
    server =
        new PgServer(directory.resolve("postgres"), PgPrograms.unpacked(TestDatabase.PROGRAMS));
  }

  @AfterEach
  void close() {
    await(directoryCache.close());
    await(database.close());
    TestDatabase.remove(directory);
  }

  @Test
  void recordsAndPresenceWaitForIt() throws Exception {
    CallRecords records = new CallRecords(database);
    PresenceStore presence = new PresenceStore(database);
    AgentPresence ready = new AgentPresence("admin", Presence.READY, null, Instant.EPOCH);
    server.stop();

    List<Future<Void>> written =
        List.of(records.write(record(1)), records.write(record(2)), records.write(record(2)));
    Future<Void> saved = presence.save(ready);
    assertThat(records.waiting()).isEqualTo(2);
    server.startOrJoin();

    await(Future.all(written));
    await(saved);
    assertThat(
            await(database.with(c -> c.query("select 1 from calls").execute())).size())
        .isEqualTo(2);
    assertThat(await(presence.loadAll())).containsExactly(ready);
    records.close();
    presence.close();
  }

  @Test
  void signInIsRefusedAndTheDirectoryStays() throws Exception {
    People people = new People(database);
    Directory before = directoryCache.current();
    server.stop();

    assertThatThrownBy(() -> await(people.verify("admin", MD5)))
        .asInstanceOf(type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThatThrownBy(() -> await(directoryCache.reload())).isInstanceOf(CtiException.class);
    assertThat(directoryCache.current()).isSameAs(before);
    server.startOrJoin();

    assertThat(await(people.verify("admin", MD5))).isPresent();
    await(people.close());
  }

  @Test
  void changesAreSeenAgainWhenItIsBack() throws Exception {
    server.stop();
    assertThatThrownBy(() -> await(directoryCache.reload())).isInstanceOf(CtiException.class);
    server.startOrJoin();

    await(database.with(
        c -> c.query("update groups set name = 'new' where id = '1'").execute()));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(directoryCache.current().group("1")).map(Group::name).contains("new"));
  }

  /** The driver prints what a connection without a listener suffers. */
  @Test
  void goesWithoutAStackOnTheConsole() throws Exception {
    PrintStream console = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Future<?> busy = database.with(c -> c.query("select pg_sleep(60)").execute());
      await()
          .until(() -> await(database.with(c -> c.query(
                          "select 1 from pg_stat_activity where query = 'select pg_sleep(60)'")
                      .execute()))
                  .size()
              == 1);
      server.stop();
      assertThatThrownBy(() -> await(busy)).isInstanceOf(CtiException.class);
      assertThatThrownBy(() -> await(directoryCache.reload())).isInstanceOf(CtiException.class);
    } finally {
      System.setErr(console);
    }
    server.startOrJoin();
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("PgException");
  }

  private static CallRecord record(int number) {
    return new CallRecord(
        new UUID(0, number),
        "fs1",
        Direction.OUTBOUND,
        "1001",
        "13800001111",
        null,
        "admin",
        Instant.EPOCH,
        null,
        null,
        null,
        Instant.EPOCH,
        "USER_BUSY",
        "callee",
        0,
        null,
        List.of());
  }
}
