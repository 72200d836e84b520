package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.store.TestDatabase.await;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.call.Direction;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class GroupCallsTest {
  private static final Instant MORNING = Instant.parse("2026-01-02T00:00:00Z");

  private Database database;
  private CallRecords records;

  @BeforeEach
  void open() {
    database = TestDatabase.emptied();
    records = new CallRecords(database);
  }

  @Test
  void readsTheCallsOfTheDayThatCameToAGroup() {
    UUID talked = write("1", MORNING.plusSeconds(10), 12, 60);
    UUID lives = write("2", MORNING, null, null);
    write(null, MORNING.plusSeconds(20), null, 30);
    write("1", MORNING.minusMillis(1), null, 5);

    List<GroupCall> calls = await(new GroupCalls(database).since(MORNING));

    long start = MORNING.toEpochMilli();
    assertThat(calls)
        .containsExactlyInAnyOrder(
            new GroupCall(talked.toString(), "1", start + 10_000, start + 22_000, start + 70_000),
            new GroupCall(lives.toString(), "2", start, null, null));
  }

  private UUID write(String group, Instant started, Integer talkedAfterS, Integer endedAfterS) {
    UUID call = UUID.randomUUID();
    await(records.write(new CallRecord(
        call,
        "fs1",
        Direction.INBOUND,
        "13800001111",
        "7001",
        group,
        null,
        started,
        group == null ? null : started,
        null,
        talkedAfterS == null ? null : started.plusSeconds(talkedAfterS),
        endedAfterS == null ? null : started.plusSeconds(endedAfterS),
        null,
        null,
        0,
        null,
        List.of())));
    return call;
  }
}
