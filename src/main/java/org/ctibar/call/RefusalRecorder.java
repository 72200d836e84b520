package org.ctibar.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ctibar.bus.Mask;
import org.ctibar.call.TollRefusal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts refused calls, and logs them: one line a minute for each person and reason. Belongs to one event loop. */
final class RefusalRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalRecorder.class);
  private static final long AGAIN_MS = 60_000;

  private record Kind(String person, Reason reason) {}

  private final String switchId;
  private final Consumer<Reason> counter;
  private final Map<Kind, Long> loggedAt = new HashMap<>();

  RefusalRecorder(String switchId, Consumer<Reason> counter) {
    this.switchId = switchId;
    this.counter = counter;
  }

  /** @param number as it was dialled; null where none was */
  void record(TollRefusal refusal, String person, String number, long nowMs) {
    counter.accept(refusal.reason());
    loggedAt.values().removeIf(at -> at <= nowMs - AGAIN_MS || at > nowMs);
    if (loggedAt.putIfAbsent(new Kind(person, refusal.reason()), nowMs) == null) {
      LOG.warn(
          "Call refused switch={} person={} reason={} number={}",
          switchId,
          person,
          refusal.reason().label(),
          Mask.number(number));
    }
  }
}
