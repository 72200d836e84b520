package org.ctibar.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What waits, in a row for each key. Keys take turns, one item a turn, and a key that comes anew takes its turn last: it
 * waits for at most one item of each other key. Pure, and not safe for threads.
 */
final class FairQueue<K, T> {
  private final int mostPerKey;
  private final int most;
  /** In the order of their turns. None is empty. */
  private final Map<K, Deque<T>> rows = new LinkedHashMap<>();

  private final TreeMap<Integer, Set<K>> keysByLength = new TreeMap<>();
  private int size;

  FairQueue(int mostPerKey, int most) {
    this.mostPerKey = mostPerKey;
    this.most = most;
  }

  int size() {
    return size;
  }

  /**
   * When all is full, the last item of the longest row makes room for a key whose row is shorter by more than one: who
   * sends much keeps nobody out who sends little.
   *
   * @return what has no place: this item, or another that had waited; empty if all have one
   */
  Optional<T> add(K key, T item) {
    int length = length(key);
    if (length >= mostPerKey) {
      return Optional.of(item);
    }
    Optional<T> displaced = Optional.empty();
    if (size >= most) {
      if (keysByLength.lastKey() <= length + 1) {
        return Optional.of(item);
      }
      displaced = Optional.of(removeLastOfLongest());
    }
    rows.computeIfAbsent(key, k -> new ArrayDeque<>(2)).addLast(item);
    lengthened(key, length, 1);
    return displaced;
  }

  /** Takes out the item whose turn it is. */
  Optional<T> next() {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    K key = rows.keySet().iterator().next();
    Deque<T> row = rows.remove(key);
    T item = row.removeFirst();
    lengthened(key, row.size() + 1, -1);
    if (!row.isEmpty()) {
      rows.put(key, row);
    }
    return Optional.of(item);
  }

  /** Takes out what stands at the head of each row, as long as it is such. */
  List<T> removeHeads(Predicate<T> such) {
    List<T> removed = new ArrayList<>();
    rows.forEach((key, row) -> {
      while (!row.isEmpty() && such.test(row.peekFirst())) {
        removed.add(row.removeFirst());
        lengthened(key, row.size() + 1, -1);
      }
    });
    rows.values().removeIf(Deque::isEmpty);
    return removed;
  }

  /** Takes out all that waits. */
  List<T> clear() {
    List<T> all = new ArrayList<>(size);
    rows.values().forEach(all::addAll);
    rows.clear();
    keysByLength.clear();
    size = 0;
    return all;
  }

  private int length(K key) {
    Deque<T> row = rows.get(key);
    return row == null ? 0 : row.size();
  }

  private T removeLastOfLongest() {
    K key = keysByLength.lastEntry().getValue().iterator().next();
    Deque<T> row = rows.get(key);
    T item = row.removeLast();
    lengthened(key, row.size() + 1, -1);
    return item;
  }

  private void lengthened(K key, int before, int by) {
    size += by;
    keysByLength.computeIfPresent(before, (length, keys) -> {
      keys.remove(key);
      return keys.isEmpty() ? null : keys;
    });
    if (before + by > 0) {
      keysByLength.computeIfAbsent(before + by, length -> new LinkedHashSet<>()).add(key);
    }
  }
}
