package org.ctibar.bus.queue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What owners of switches, and supervisors, tell the owner of a queue. A repeated command changes nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = QueueCommand.Enqueue.class, name = "enqueue"),
  @JsonSubTypes.Type(value = QueueCommand.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = QueueCommand.OfferEnded.class, name = "offerEnded"),
  @JsonSubTypes.Type(value = QueueCommand.AllTold.class, name = "allTold"),
  @JsonSubTypes.Type(value = QueueCommand.Assign.class, name = "assign"),
})
public sealed interface QueueCommand {
  /** About one caller. */
  sealed interface OfCall extends QueueCommand {
    String callId();
  }

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
      implements OfCall {
    /** Nobody is offered the caller. */
    public Enqueue(String callId, String switchId, long sinceMs, int priority, int attempts) {
      this(callId, switchId, sinceMs, priority, attempts, null, null);
    }

    public Enqueue offered(String offer, String agent) {
      return new Enqueue(callId, switchId, sinceMs, priority, attempts, offer, agent);
    }
  }

  /** The caller left. */
  record Leave(String callId) implements OfCall {}

  /** An offer ended; unless it was answered the caller waits again at the old place. */
  record OfferEnded(String callId, String offerId, String agentId, OfferOutcome outcome)
      implements OfCall {}

  /** Who waits on this switch was told, all of them: a new owner may say who goes first. */
  record AllTold(String switchId) implements QueueCommand {}

  /** A caller who waits is to be offered to this agent, now. Answered once the agent is reserved; fails as the agent refuses. */
  record Assign(String callId, String agentId) implements OfCall {}
}
