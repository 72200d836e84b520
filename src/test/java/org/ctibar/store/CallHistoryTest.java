package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.call.Direction;
import org.ctibar.store.CallHistory.Cursor;
import org.ctibar.store.CallHistory.Result;
import org.ctibar.store.CallHistory.Wanted;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Tiers.INTEGRATION)
class CallHistoryTest {
  private static final Instant MORNING = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private CallRecords records;
  private CallHistory history;

  @BeforeEach
  void write() {
    Database database = TestDatabase.emptied();
    records = new CallRecords(database);
    history = new CallHistory(database);
    write(1, "13800001111", "1", "alice", 10, 60);
    write(2, "13800002222", "1", null, null, 30);
    write(3, "02187654321", "2", "bob", 5, null);
    write(4, "13800001111", null, "alice", null, null);
    write(-60, "13800001111", "1", "alice", 10, 60);
  }

  @ParameterizedTest(name = "number {0}, agent {1}, group {2}, {3}: minutes {4}")
  @CsvSource({
    "         ,      ,  ,           , 4 3 2 1",
    "1111     ,      ,  ,           , 4 1",
    "7001     ,      ,  ,           , 4 3 2 1",
    "0000     ,      ,  ,           , ''",
    "'%'      ,      ,  ,           , ''",
    "         , alice,  ,           , 4 1",
    "         ,      , 1,           , 2 1",
    "         ,      ,  , ANSWERED  , 3 1",
    "         ,      ,  , UNANSWERED, 2",
    "         ,      ,  , LIVING    , 4 3",
    "1111     , alice, 1, ANSWERED  , 1",
  })
  void findsByWhatIsWanted(
      String number, String agent, String group, Result result, String minutes) {
    List<CallRecord> found =
        await(history.search(new Wanted(MORNING, NOON, number, agent, group, result, null, 100)));
    assertThat(minutes(found)).isEqualTo(minutes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice' or '1'='1", "%", "'; drop table calls; --", "<b>"})
  void whatIsSearchedForIsATextOnly(String text) {
    assertThat(await(history.search(new Wanted(MORNING, NOON, text, null, null, null, null, 9))))
        .isEmpty();
    assertThat(await(history.search(new Wanted(MORNING, NOON, null, text, text, null, null, 9))))
        .isEmpty();
    assertThat(await(history.search(new Wanted(MORNING, NOON, null, null, null, null, null, 9))))
        .isNotEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() {
    List<CallRecord> all = new ArrayList<>();
    Cursor before = null;
    for (int page = 0; page < 3; page++) {
      List<CallRecord> next =
          await(history.search(new Wanted(MORNING, NOON, null, null, null, null, before, 2)));
      all.addAll(next);
      if (!next.isEmpty()) {
        CallRecord last = next.get(next.size() - 1);
        before = new Cursor(last.startedAt(), last.callId());
      }
    }
    assertThat(minutes(all)).isEqualTo("4 3 2 1");
  }

  @Test
  void tellsOneCallWithItsLegs() {
    UUID id = await(history.search(new Wanted(MORNING, NOON, "2222", null, null, null, null, 1)))
        .get(0)
        .callId();
    CallRecord call = await(history.find(id)).orElseThrow();
    assertThat(call.legs()).extracting(CallLegRecord::role).containsExactly("caller");
    assertThat(call.data()).isEqualTo(new JsonObject().put("order", "42"));
    assertThat(await(history.find(UUID.randomUUID()))).isEmpty();
  }

  private static String minutes(List<CallRecord> calls) {
    return String.join(
        " ",
        calls.stream()
            .map(c ->
                String.valueOf((c.startedAt().getEpochSecond() - MORNING.getEpochSecond()) / 60))
            .toList());
  }

  private void write(
      int minute,
      String caller,
      String group,
      String agent,
      Integer talkedAfterS,
      Integer endedAfterS) {
    Instant started = MORNING.plusSeconds(60L * minute);
    await(records.write(new CallRecord(
        UUID.randomUUID(),
        "fs1",
        Direction.INBOUND,
        caller,
        "7001",
        group,
        agent,
        started,
        group == null ? null : started,
        null,
        talkedAfterS == null ? null : started.plusSeconds(talkedAfterS),
        endedAfterS == null ? null : started.plusSeconds(endedAfterS),
        null,
        null,
        0,
        new JsonObject().put("order", "42"),
        List.of(new CallLegRecord(
            "leg-" + minute, "caller", caller, null, started, null, null, null, null)))));
  }
}
