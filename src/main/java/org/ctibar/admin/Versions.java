package org.ctibar.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctibar.bus.call.LiveCall;

/** Which word on a call is the newest: a later owner's, or the later of one owner. Ended calls are remembered for a while. */
final class Versions {
  private static final int MOST_ENDED = 10_000;

  private record Version(long epoch, long revision) {
    boolean isBefore(Version other) {
      return epoch < other.epoch || epoch == other.epoch && revision < other.revision;
    }
  }

  private final Map<String, Version> living = new LinkedHashMap<>();
  private final Map<String, Version> ended = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Version> eldest) {
      return size() > MOST_ENDED;
    }
  };

  /** Notes it if so. What ended does not live again, unless a later owner finds it so. */
  boolean isNews(LiveCall call, long epoch, long revision) {
    Version now = new Version(epoch, revision);
    Version end = ended.get(call.callId());
    Version known = living.get(call.callId());
    if (end != null && end.epoch() >= epoch || known != null && !known.isBefore(now)) {
      return false;
    }
    if (call.endedAt() == null) {
      living.put(call.callId(), now);
      ended.remove(call.callId());
    } else {
      living.remove(call.callId());
      ended.put(call.callId(), now);
    }
    return true;
  }

  boolean isBefore(String callId, long epoch, long revision) {
    Version known = living.get(callId);
    boolean before = known != null && !new Version(epoch, revision).isBefore(known);
    if (before) {
      living.remove(callId);
    }
    return before;
  }
}
