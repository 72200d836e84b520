package org.ctibar.admin;

import java.util.HashMap;
import java.util.Map;
import org.ctibar.store.GroupCall;

/**
 * The calls of one day by group, counted as they move. What is told twice, or late, or both by the switch's owner and by
 * the call records, counts once. Pure; not thread-safe.
 */
final class DayBook {
  private final long from;
  private final long until;
  private final Limits limits;
  private final Map<String, GroupCall> calls = new HashMap<>();
  private final Map<String, DayFigures> figures = new HashMap<>();

  /**
   * @param serviceLevelMs within which a call is to be answered
   * @param shortAbandonMs who leaves sooner could not have been answered
   */
  record Limits(long serviceLevelMs, long shortAbandonMs) {}

  /**
   * @param from the first moment of the day, ms since 1970
   * @param until the first moment of the next
   */
  DayBook(long from, long until, Limits limits) {
    this.from = from;
    this.until = until;
    this.limits = limits;
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
      figures.compute(known.groupId(), (id, sum) -> sum.minus(figuresOf(known)));
    }
    figures.merge(news.groupId(), figuresOf(news), DayFigures::plus);
  }

  DayFigures figures(String groupId) {
    return figures.getOrDefault(groupId, DayFigures.NONE);
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
