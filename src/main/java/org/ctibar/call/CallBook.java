package org.ctibar.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of one switch that live now, by call and by leg. Belongs to one event loop. */
final class CallBook {
  private final Map<String, CallModel> calls = new HashMap<>();
  private final Map<String, String> callOfLeg = new HashMap<>();
  private final Map<String, Long> movedAt = new HashMap<>();

  Optional<CallModel> call(String callId) {
    return Optional.ofNullable(calls.get(callId));
  }

  Optional<CallModel> callOfLeg(String leg) {
    return Optional.ofNullable(callOfLeg.get(leg)).map(calls::get);
  }

  /** @param nowMs ms since 1970 */
  void put(CallModel call, long nowMs) {
    calls.put(call.facts().callId(), call);
    movedAt.put(call.facts().callId(), nowMs);
    call.facts().legs().keySet().forEach(leg -> callOfLeg.put(leg, call.facts().callId()));
  }

  void remove(CallModel call) {
    calls.remove(call.facts().callId());
    movedAt.remove(call.facts().callId());
    call.facts().legs().keySet().forEach(callOfLeg::remove);
  }

  /** Whether what was seen of the leg by then may be out of date. */
  boolean movedSince(String leg, long asOf) {
    return movedAt.getOrDefault(callOfLeg.get(leg), 0L) >= asOf;
  }

  Collection<CallModel> all() {
    return List.copyOf(calls.values());
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int size() {
    return calls.size();
  }
}
