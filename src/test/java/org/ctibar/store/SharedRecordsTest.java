package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.call.Direction;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class SharedRecordsTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final CallRecord record = record();
  private Database database;
  private SharedRecords records;
  private AsyncMap<String, String> map;

  @BeforeEach
  void open() {
    database = TestDatabase.emptied();
    map = TestDatabase.await(
        TestDatabase.VERTX.sharedData().<String, String>getAsyncMap("cti.records"));
    TestDatabase.await(map.clear());
    records = TestDatabase.await(
        SharedRecords.open(TestDatabase.VERTX, new CallRecords(database), Duration.ofMillis(50)));
  }

  @AfterEach
  void close() {
    TestDatabase.await(records.close());
  }

  private static CallRecord record() {
    CallLegRecord leg =
        new CallLegRecord("leg", "caller", "13800001111", null, START, null, START, START, "X");
    return new CallRecord(
        UUID.randomUUID(),
        "fs1",
        Direction.INBOUND,
        "13800001111",
        "7001",
        "1",
        "alice",
        START,
        START,
        null,
        START.plusMillis(7),
        START.plusSeconds(60),
        "NORMAL_CLEARING",
        "caller",
        3,
        new JsonObject().put("order", 42),
        List.of(leg));
  }

  private List<String> written() {
    return TestDatabase.await(
        CallsOf.all(database, row -> row.getUUID("call_id").toString()));
  }

  @Test
  void whatIsWrittenWaitsNoLonger() {
    TestDatabase.await(records.write(record));

    assertThat(written()).containsExactly(record.callId().toString());
    assertThat(TestDatabase.await(map.size())).isZero();
  }

  @Test
  void whatAnotherNodeLeftIsWritten() {
    TestDatabase.await(map.put(record.callId().toString(), RecordText.of(record)));

    await().until(() -> written().contains(record.callId().toString()));
    await().until(() -> TestDatabase.await(map.size()) == 0);
  }

  @Test
  void aTextThatIsNoRecordHoldsNobodyUp() {
    TestDatabase.await(map.put("nonsense", "{"));
    TestDatabase.await(map.put(record.callId().toString(), RecordText.of(record)));

    await().until(() -> written().contains(record.callId().toString()));
  }

  @Test
  void nothingOfARecordIsLostInItsText() {
    assertThat(RecordText.read(RecordText.of(record))).isEqualTo(record);
  }
}
