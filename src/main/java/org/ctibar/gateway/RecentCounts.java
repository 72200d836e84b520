package org.ctibar.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something happened within a sliding window, by key. Forgets the keys that were quiet longest. */
final class RecentCounts<K> {
  private static final int MOST_KEYS = 20_000;
  private static final int MOST_TIMES = 200_000;

  private final long windowMs;
  private final Map<K, Deque<Long>> times = new LinkedHashMap<>();
  private int size;

  RecentCounts(Duration window) {
    this.windowMs = window.toMillis();
  }

  int recent(K key, long nowMs) {
    Deque<Long> known = times.get(key);
    if (known == null) {
      return 0;
    }
    while (!known.isEmpty() && known.peekFirst() <= nowMs - windowMs) {
      known.removeFirst();
      size--;
    }
    if (known.isEmpty()) {
      times.remove(key);
    }
    return known.size();
  }

  void add(K key, long nowMs) {
    Deque<Long> known = times.remove(key);
    if (known == null) {
      known = new ArrayDeque<>(4);
    }
    known.addLast(nowMs);
    times.put(key, known);
    size++;
    while (times.size() > MOST_KEYS || size > MOST_TIMES && times.size() > 1) {
      clear(times.keySet().iterator().next());
    }
  }

  /** Takes one back that was added at this time. */
  void remove(K key, long addedAtMs) {
    Deque<Long> known = times.get(key);
    if (known != null && known.removeLastOccurrence(addedAtMs)) {
      size--;
      if (known.isEmpty()) {
        times.remove(key);
      }
    }
  }

  void clear(K key) {
    Deque<Long> known = times.remove(key);
    size -= known == null ? 0 : known.size();
  }

  void clear() {
    times.clear();
    size = 0;
  }
}
