package org.ctibar.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Who began how many calls within the last minute. Pure: it is told what time it is. */
final class RecentCalls {
  private static final long WINDOW_MS = 60_000;

  private record Call(String person, long atMs) {
    boolean isPast(long nowMs) {
      return atMs <= nowMs - WINDOW_MS || atMs > nowMs; // the clock may have been set back
    }
  }

  private final Deque<Call> calls = new ArrayDeque<>();
  private final Map<String, Integer> byPerson = new HashMap<>();

  void add(String person, long atMs) {
    calls.addLast(new Call(person, atMs));
    byPerson.merge(person, 1, Integer::sum);
  }

  int of(String person, long nowMs) {
    forgetPast(nowMs);
    return byPerson.getOrDefault(person, 0);
  }

  int all(long nowMs) {
    forgetPast(nowMs);
    return calls.size();
  }

  private void forgetPast(long nowMs) {
    while (!calls.isEmpty() && calls.peekFirst().isPast(nowMs)) {
      byPerson.computeIfPresent(
          calls.removeFirst().person(), (person, count) -> count == 1 ? null : count - 1);
    }
  }
}
