package org.ctibar.queue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The callers of one queue, those who wait in order and those who are being offered. A caller keeps the place through
 * every offer: the order knows only priority and first arrival. All operations are O(log n).
 */
final class WaitList {
  private static final Comparator<Waiting> ORDER = Comparator.comparingInt(Waiting::priority)
      .reversed()
      .thenComparingLong(Waiting::sinceMs)
      .thenComparing(Waiting::callId);

  private final NavigableSet<Waiting> waiting = new TreeSet<>(ORDER);
  private final Map<String, Waiting> byCall = new HashMap<>();

  /** @return false if this call is known already */
  boolean add(Waiting call) {
    if (byCall.putIfAbsent(call.callId(), call) != null) {
      return false;
    }
    waiting.add(call);
    return true;
  }

  Optional<Waiting> find(String callId) {
    return Optional.ofNullable(byCall.get(callId));
  }

  /** The caller whose turn it is. */
  Optional<Waiting> first() {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first());
  }

  /** Takes the caller out of the order while an agent is rung. */
  Waiting offering(Waiting call, String offerId, String agentId) {
    return replace(call, call.offered(offerId, agentId));
  }

  /** The offer came to nothing: the caller waits again, at the old place. */
  Waiting waitAgain(Waiting call) {
    return replace(call, call.waitingAgain());
  }

  Optional<Waiting> remove(String callId) {
    Waiting gone = byCall.remove(callId);
    if (gone != null) {
      waiting.remove(gone);
    }
    return Optional.ofNullable(gone);
  }

  int waitingCount() {
    return waiting.size();
  }

  int offeringCount() {
    return byCall.size() - waiting.size();
  }

  private Waiting replace(Waiting old, Waiting fresh) {
    waiting.remove(old);
    byCall.put(fresh.callId(), fresh);
    if (fresh.offerId() == null) {
      waiting.add(fresh);
    }
    return fresh;
  }
}
