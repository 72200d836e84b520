package org.ctibar.admin;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.ctibar.store.GroupCall;

/**
 * The calls of one day by group and half-hour of their coming, counted as they move. What is told twice, or late, or both by the switch's owner and by
 * the call records, counts once. Pure; not thread-safe.
 */
final class DayBook {
  static final long SLOT_MS = 1_800_000;

  private static final NavigableMap<Long, DayFigures> NONE_YET = Collections.emptyNavigableMap();

  private final long from;
  private final long until;
  private final DayLimits limits;
  private final Map<String, GroupCall> calls = new HashMap<>();
  /** By group and the beginning of a slot. */
  private final Map<String, NavigableMap<Long, DayFigures>> slots = new HashMap<>();

  /**
   * @param from the first moment of the day, ms since 1970
   * @param until the first moment of the next
   */
  DayBook(long from, long until, DayLimits limits) {
    this.from = from;
    this.until = until;
    this.limits = limits;
  }

  DayLimits limits() {
    return limits;
  }

  long from() {
    return from;
  }

  boolean isOver(long now) {
    return now >= until;
  }

  void put(GroupCall news) {
    if (news.startedAt() < from || isOver(news.startedAt())) {
      return;
    }
    GroupCall known = calls.get(news.callId());
    if (known != null && known.endedAt() != null && news.endedAt() == null) {
      return;
    }
    calls.put(news.callId(), news);
    if (known != null) {
      add(known, figuresOf(known).negated());
    }
    add(news, figuresOf(news));
  }

  private void add(GroupCall call, DayFigures change) {
    long slot = call.startedAt() - (call.startedAt() - from) % SLOT_MS;
    slots
        .computeIfAbsent(call.groupId(), id -> new TreeMap<>())
        .merge(slot, change, DayFigures::plus);
  }

  DayFigures figures(String groupId) {
    return slots.getOrDefault(groupId, NONE_YET).values().stream()
        .reduce(DayFigures.NONE, DayFigures::plus);
  }

  /**
   * How the day went, slot by slot without a gap.
   *
   * @param groupId null for all groups together
   * @param now ms since 1970: the slot it is in is the last
   */
  List<DaySlot> course(String groupId, long now) {
    Collection<NavigableMap<Long, DayFigures>> counted =
        groupId == null ? slots.values() : List.of(slots.getOrDefault(groupId, NONE_YET));
    return LongStream.iterate(from, at -> at <= now && at < until, at -> at + SLOT_MS)
        .mapToObj(at -> new DaySlot(
            at,
            counted.stream()
                .map(figures -> figures.getOrDefault(at, DayFigures.NONE))
                .reduce(DayFigures.NONE, DayFigures::plus)))
        .toList();
  }

  private DayFigures figuresOf(GroupCall call) {
    boolean answered = call.bridgedAt() != null;
    boolean abandoned = !answered && call.endedAt() != null;
    long waitMs = answered ? Math.max(0, call.bridgedAt() - call.startedAt()) : 0;
    return new DayFigures(
        1,
        count(answered),
        count(abandoned),
        count(abandoned && call.endedAt() - call.startedAt() < limits.shortAbandonMs()),
        count(answered && waitMs <= limits.serviceLevelMs()),
        waitMs);
  }

  private static int count(boolean one) {
    return one ? 1 : 0;
  }
}
