package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.call.Direction;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class CallRecordsTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final UUID CALL = UUID.fromString("0b0b7c8e-1c55-4b6e-9d3e-3d6c5f6a7b8c");

  private Database database;
  private CallRecords records;

  @BeforeEach
  void open() {
    database = TestDatabase.emptied();
    records = new CallRecords(database);
  }

  @AfterEach
  void close() {
    records.close();
  }

  @Test
  void writesACallWithItsLegs() {
    await(records.write(record("13800001111", START.plusSeconds(60), leg("a"), leg("b"))));

    Row call = only("select * from calls");
    assertThat(call.getUUID("call_id")).isEqualTo(CALL);
    assertThat(call.getString("caller")).isEqualTo("13800001111");
    assertThat(call.getString("direction")).isEqualTo("INBOUND");
    assertThat(call.get(OffsetDateTime.class, "started_at").toInstant()).isEqualTo(START);
    assertThat(call.getValue("answered_at")).isNull();
    assertThat(call.getJsonObject("data")).isEqualTo(new JsonObject().put("order", 42));
    assertThat(count("select count(*) from call_legs where call_id = '" + CALL + "'"))
        .isEqualTo(2);
    assertThat(records.waiting()).isZero();
  }

  @Test
  void writtenTwiceItIsOneRecord() {
    CallRecord record = record("13800001111", START.plusSeconds(60), leg("a"), leg("b"));

    await(records.write(record));
    await(records.write(record));

    assertThat(count("select count(*) from calls")).isEqualTo(1);
    assertThat(count("select count(*) from call_legs")).isEqualTo(2);
  }

  @Test
  void aLaterTellingAddsAndForgetsNothing() {
    await(records.write(record("13800001111", null, leg("a"))));
    await(records.write(record(null, START.plusSeconds(60), leg("b"))));

    Row call = only("select * from calls");
    assertThat(call.getString("caller")).isEqualTo("13800001111");
    assertThat(call.getValue("ended_at")).isNotNull();
    assertThat(count("select count(*) from call_legs")).isEqualTo(2);
  }

  @Test
  void storesWhatSipBringsAsItIs() {
    String hostile = "Bob\",'); drop table calls; --\n${x}😀\uD83D\0";
    CallRecord record = record(hostile, null, leg("a"));
    record.data().put("name\0", new JsonArray().add(hostile).add(new JsonObject().put("n", "\0")));

    await(records.write(record));

    String stored = "Bob\",'); drop table calls; --\n${x}😀?";
    Row call = only("select * from calls");
    assertThat(call.getString("caller")).isEqualTo(stored);
    assertThat(call.getJsonObject("data").getJsonArray("name").getJsonObject(1).getString("n"))
        .isEmpty();
  }

  /** One bad record must not hold up those behind it. */
  @Test
  void givesUpWhatCanNeverBeStored() {
    var bad = records.write(record("1", START, leg("no such role", "a")));
    var good = records.write(record(new UUID(0, 2), "fs1", "2", START, leg("b")));

    assertThatThrownBy(() -> await(bad)).isInstanceOf(PgException.class);
    await(good);
    assertThat(records.waiting()).isZero();
  }

  @Test
  void isWrittenWhenTheNodeStopsAtOnce() {
    records.write(record("1", START, leg("a")));

    await(records.close());

    assertThat(count("select count(*) from calls")).isEqualTo(1);
  }

  @Test
  void theLastWordOnACallStandsWhateverWasOnItsWayBefore() {
    records.write(record("13800001111", null, leg("a")));
    await(records.write(record("13800001111", START.plusSeconds(60), leg("a"), leg("b"))));

    assertThat(only("select * from calls").getValue("ended_at")).isNotNull();
    assertThat(count("select count(*) from call_legs")).isEqualTo(2);
  }

  @Test
  void endsTheRecordsOfCallsWhoseEndNobodySaw() {
    UUID lost = new UUID(0, 1);
    UUID elsewhere = new UUID(0, 2);
    UUID over = new UUID(0, 3);
    await(records.write(record(CALL, "fs1", "1", null)));
    await(records.write(record(lost, "fs1", "1", null)));
    await(records.write(record(elsewhere, "fs2", "1", null)));
    await(records.write(record(over, "fs1", "1", START.plusSeconds(60))));
    List<UUID> living = List.of(CALL);

    assertThat(await(records.endOthers("fs1", living, START, "LOST"))).isZero();
    assertThat(await(records.endOthers("fs1", living, START.plusSeconds(1), "LOST")))
        .isEqualTo(1);

    assertThat(count("select count(*) from calls where ended_at is null")).isEqualTo(2);
    Row call = only("select * from calls where call_id = '" + lost + "'");
    assertThat(call.getValue("ended_at")).isNotNull();
    assertThat(call.getString("cause")).isEqualTo("NORMAL_CLEARING");
  }

  @Test
  void saysNothingOfNumbersWhereItMightBeLogged() {
    assertThat(record("13800001111", START, leg("a")).toString()).doesNotContain("138");
    assertThat(leg("a").toString()).doesNotContain("138");
  }

  private Row only(String sql) {
    return await(database.with(connection -> connection.query(sql).execute()))
        .iterator()
        .next();
  }

  private long count(String sql) {
    return only(sql).getLong(0);
  }

  private static CallRecord record(String caller, Instant endedAt, CallLegRecord... legs) {
    return record(CALL, "fs1", caller, endedAt, legs);
  }

  private static CallRecord record(
      UUID call, String switchId, String caller, Instant endedAt, CallLegRecord... legs) {
    return new CallRecord(
        call,
        switchId,
        Direction.INBOUND,
        caller,
        "7001",
        "1",
        "admin",
        START,
        START,
        null,
        null,
        endedAt,
        "NORMAL_CLEARING",
        "caller",
        1,
        new JsonObject().put("order", 42),
        List.of(legs));
  }

  private static CallLegRecord leg(String uuid) {
    return leg("caller", uuid);
  }

  private static CallLegRecord leg(String role, String uuid) {
    return new CallLegRecord(uuid, role, "13800001111", null, START, null, null, null, null);
  }
}
