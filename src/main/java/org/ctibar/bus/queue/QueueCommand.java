package org.ctibar.bus.queue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the owner of a switch tells the owner of a queue. A repeated command changes nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = QueueCommand.Enqueue.class, name = "enqueue"),
  @JsonSubTypes.Type(value = QueueCommand.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = QueueCommand.OfferEnded.class, name = "offerEnded"),
})
public sealed interface QueueCommand {
  String callId();

  /**
   * A caller waits.
   *
   * @param sinceMs first arrival, ms since 1970: keeps the place through every offer and transfer
   * @param priority higher goes first
   * @param attempts offers made so far, so that offer ids never repeat
   * @param offerId the offer that is under way, perhaps of a queue's owner who is no more; null while waiting
   * @param agentId to whom it is made; null while waiting
   */
  record Enqueue(
      String callId,
      String switchId,
      long sinceMs,
      int priority,
      int attempts,
      String offerId,
      String agentId)
      implements QueueCommand {
    /** Nobody is offered the caller. */
    public Enqueue(String callId, String switchId, long sinceMs, int priority, int attempts) {
      this(callId, switchId, sinceMs, priority, attempts, null, null);
    }

    public Enqueue offered(String offer, String agent) {
      return new Enqueue(callId, switchId, sinceMs, priority, attempts, offer, agent);
    }
  }

  /** The caller left. */
  record Leave(String callId) implements QueueCommand {}

  /** An offer ended; unless it was answered the caller waits again at the old place. */
  record OfferEnded(String callId, String offerId, String agentId, OfferOutcome outcome)
      implements QueueCommand {}
}
