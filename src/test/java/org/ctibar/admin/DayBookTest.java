package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ctibar.store.GroupCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayBookTest {
  private static final long MORNING = 1_795_737_600_000L;
  private static final long HALF_HOUR = 1_800_000;
  private static final long NEXT_MORNING = MORNING + 86_400_000;

  private final DayBook day = book();

  private static DayBook book() {
    return new DayBook(MORNING, NEXT_MORNING, new DayLimits(20_000, 5_000));
  }

  @ParameterizedTest(name = "talked after {0} ms, ended after {1} ms")
  @CsvSource({
    // talks, ends, answered, in time, abandoned, short
    "     ,      , 0, 0, 0, 0",
    " 1000,      , 1, 1, 0, 0",
    "20000,      , 1, 1, 0, 0",
    "20001, 30000, 1, 0, 0, 0",
    "     ,  4999, 0, 0, 1, 1",
    "     ,  5000, 0, 0, 1, 0",
  })
  void countsACallByItsTimes(
      Long talks, Long ends, int answered, int inTime, int abandoned, int shortly) {
    day.put(call("c", "1", talks, ends));
    DayFigures figures = day.figures("1");
    assertThat(figures.offered()).isEqualTo(1);
    assertThat(figures.answered()).isEqualTo(answered);
    assertThat(figures.answeredInTime()).isEqualTo(inTime);
    assertThat(figures.abandoned()).isEqualTo(abandoned);
    assertThat(figures.shortAbandoned()).isEqualTo(shortly);
    assertThat(figures.waitMs()).isEqualTo(talks == null ? 0 : talks);
  }

  @Test
  void theServiceLevelLeavesShortAbandonsOut() {
    assertThat(day.figures("1").serviceLevel()).isNull();
    day.put(call("quick", "1", 1_000L, 9_000L));
    day.put(call("late", "1", 30_000L, 90_000L));
    day.put(call("left", "1", null, 60_000L));
    day.put(call("gone at once", "1", null, 2_000L));
    assertThat(day.figures("1").serviceLevel()).isEqualTo(1.0 / 3);
  }

  @Test
  void aCallCountsForItsLastGroup() {
    day.put(call("c", "1", null, null));
    day.put(call("c", "2", 1_000L, null));
    assertThat(day.figures("1")).isEqualTo(DayFigures.NONE);
    assertThat(day.figures("2").answered()).isEqualTo(1);
  }

  @Test
  void callsOfAnotherDayDoNotCount() {
    day.put(new GroupCall("c", "1", MORNING - 1, null, null));
    day.put(new GroupCall("d", "1", NEXT_MORNING, null, null));
    assertThat(day.figures("1")).isEqualTo(DayFigures.NONE);
    assertThat(day.isOver(NEXT_MORNING)).isTrue();
  }

  @Test
  void theOrderOfTellingDoesNotMatterOnceACallIsOver() {
    List<GroupCall> told = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      Long talks = n % 3 == 0 ? null : 100L * n;
      told.add(call("c" + n, "1", null, null));
      told.add(call("c" + n, "1", talks, 1_000L * n + 10_000));
      told.add(call("c" + n, "1", talks, 1_000L * n + 10_000));
    }
    told.forEach(day::put);
    DayBook shuffled = book();
    Collections.shuffle(told, new Random(7));
    told.forEach(shuffled::put);
    assertThat(shuffled.figures("1")).isEqualTo(day.figures("1"));
    assertThat(day.figures("1").offered()).isEqualTo(50);
  }

  @Test
  void theDayIsToldHalfHourByHalfHourWithoutAGap() {
    day.put(new GroupCall("a", "1", MORNING + 1, MORNING + 2, null));
    day.put(new GroupCall("b", "2", MORNING + HALF_HOUR, null, MORNING + HALF_HOUR + 6_000));
    day.put(new GroupCall("c", "1", MORNING + 3 * HALF_HOUR - 1, null, null));

    List<DaySlot> all = day.course(null, MORNING + 3 * HALF_HOUR);

    assertThat(all)
        .extracting(DaySlot::at)
        .containsExactly(
            MORNING, MORNING + HALF_HOUR, MORNING + 2 * HALF_HOUR, MORNING + 3 * HALF_HOUR);
    assertThat(all).extracting(slot -> slot.figures().offered()).containsExactly(1, 1, 1, 0);
    assertThat(day.course("1", MORNING + 3 * HALF_HOUR))
        .extracting(slot -> slot.figures().offered())
        .containsExactly(1, 0, 1, 0);
    assertThat(day.course("nowhere", MORNING))
        .extracting(DaySlot::figures)
        .containsExactly(DayFigures.NONE);
  }

  @Test
  void theHalfHoursAddUpToTheDay() {
    Random random = new Random(3);
    for (int n = 0; n < 500; n++) {
      long came = MORNING + random.nextLong(86_400_000);
      Long talks = random.nextBoolean() ? came + random.nextLong(60_000) : null;
      day.put(new GroupCall("c" + n % 300, "g" + n % 3, came, talks, came + 70_000));
    }
    for (String group : List.of("g0", "g1", "g2")) {
      assertThat(day.course(group, NEXT_MORNING).stream()
              .map(DaySlot::figures)
              .reduce(DayFigures.NONE, DayFigures::plus))
          .isEqualTo(day.figures(group));
    }
    assertThat(day.course(null, NEXT_MORNING)).hasSize(48);
  }

  private static GroupCall call(String id, String group, Long talksMs, Long endsMs) {
    long came = MORNING + 3_600_000;
    return new GroupCall(
        id,
        group,
        came,
        talksMs == null ? null : Long.valueOf(came + talksMs),
        endsMs == null ? null : Long.valueOf(came + endsMs));
  }
}
