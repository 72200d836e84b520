package org.ctibar.bus.call;

import java.util.List;

/**
 * A call as those who watch see it. Times are ms since 1970, null until then.
 *
 * @param from the calling number, empty if withheld
 * @param fromName cleaned; null if none was sent
 * @param queueId the last skill group it came to; null for none
 * @param priority among those who wait; higher goes first
 * @param startedAt first arrival: whoever waits has waited since then
 * @param bridgedAt when two parties first talked
 * @param endedAt null while it lives
 * @param parties of which agents and others it has been made, in the order of their coming
 */
public record LiveCall(
    String callId,
    String switchId,
    Direction direction,
    String from,
    String fromName,
    String to,
    String queueId,
    State state,
    int priority,
    long startedAt,
    Long bridgedAt,
    Long endedAt,
    String cause,
    List<Party> parties) {

  public enum State {
    WAITING,
    /** An agent's phone rings: of a group's call, for one who waits. */
    RINGING,
    DIALING,
    TALKING,
    HELD,
    CONSULTING,
    CONFERENCED,
    /** The other party waits for the target of a transfer, or for the agent to whom it comes back. */
    TRANSFERRING,
    /** Whoever is left is being let go. */
    ENDING,
    ENDED
  }

  /**
   * One leg.
   *
   * @param agentId null for an outside party
   * @param role as {@code cti_role} has it
   * @param mode of a supervisor who listens: {@code monitor}, {@code whisper} or {@code barge}; else null
   * @param listensTo the leg to which a supervisor listens; else null
   */
  public record Party(
      String legId,
      String role,
      String agentId,
      String number,
      long since,
      Long answeredAt,
      Long endedAt,
      String mode,
      String listensTo) {

    /** One that takes part. */
    public Party(
        String legId,
        String role,
        String agentId,
        String number,
        long since,
        Long answeredAt,
        Long endedAt) {
      this(legId, role, agentId, number, since, answeredAt, endedAt, null, null);
    }
  }

  /** Numbers and names stay out of logs. */
  @Override
  public String toString() {
    return "LiveCall[" + callId + " " + state + "]";
  }
}
