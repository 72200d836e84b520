package org.ctibar.queue;

import org.ctibar.bus.queue.QueueCommand;

/**
 * A caller in a queue.
 *
 * @param attempts offers made so far
 * @param offerId the offer under way; null while waiting
 * @param agentId to whom; null while waiting
 */
record Waiting(
    String callId,
    String switchId,
    long sinceMs,
    int priority,
    int attempts,
    String offerId,
    String agentId) {
  static Waiting of(QueueCommand.Enqueue e) {
    return new Waiting(
        e.callId(), e.switchId(), e.sinceMs(), e.priority(), e.attempts(), null, null);
  }

  Waiting offered(String offer, String agent) {
    return new Waiting(callId, switchId, sinceMs, priority, attempts + 1, offer, agent);
  }

  Waiting waitingAgain() {
    return new Waiting(callId, switchId, sinceMs, priority, attempts, null, null);
  }
}
