package org.ctibar.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed sign-ins in a sliding window, for each user name and each address. Shared by all event loops. Pure but
 * for its own counts: the caller brings the time.
 */
final class SignInThrottle {
  private static final int MOST_KEYS = 20_000;

  private final GatewayConfig.Throttle limits;
  private final Map<String, Deque<Long>> byUser = new LinkedHashMap<>();
  private final Map<String, Deque<Long>> byAddress = new LinkedHashMap<>();

  SignInThrottle(GatewayConfig.Throttle limits) {
    this.limits = limits;
  }

  /**
   * A trial counts as failed until {@link #succeeded}: many at once get no more guesses than one after the other.
   *
   * @return false if this trial has to wait; it is not counted then
   */
  synchronized boolean admits(String user, String address, long nowMs) {
    if (recent(byUser, user, nowMs) >= limits.failuresPerUser()
        || recent(byAddress, address, nowMs) >= limits.failuresPerAddress()) {
      return false;
    }
    count(byUser, user, nowMs);
    return true;
  }

  /** An address is charged only now: a whole site behind one address may sign in at once. */
  synchronized void failed(String address, long nowMs) {
    count(byAddress, address, nowMs);
  }

  /** Takes the trial back, whatever became of it, if it was no wrong guess. */
  synchronized void withdraw(String user, long countedAtMs) {
    Deque<Long> times = byUser.get(user);
    if (times != null && times.removeLastOccurrence(countedAtMs) && times.isEmpty()) {
      byUser.remove(user);
    }
  }

  /** The right password clears what went wrong before. */
  synchronized void succeeded(String user) {
    byUser.remove(user);
  }

  /** As after a start. */
  synchronized void forget() {
    byUser.clear();
    byAddress.clear();
  }

  private int recent(Map<String, Deque<Long>> counts, String key, long nowMs) {
    Deque<Long> times = counts.get(key);
    if (times == null) {
      return 0;
    }
    while (!times.isEmpty() && times.peekFirst() <= nowMs - limits.window().toMillis()) {
      times.removeFirst();
    }
    if (times.isEmpty()) {
      counts.remove(key);
    }
    return times.size();
  }

  private static void count(Map<String, Deque<Long>> counts, String key, long nowMs) {
    Deque<Long> times = counts.remove(key);
    if (times == null) {
      times = new ArrayDeque<>(4);
    }
    times.addLast(nowMs);
    counts.put(key, times);
    if (counts.size() > MOST_KEYS) {
      counts.remove(counts.keySet().iterator().next());
    }
  }
}
