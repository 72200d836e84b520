package org.ctibar.bus.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** What may be asked of the owner of a switch. Answered when the command is accepted; what became of it is told by events. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CallCommand.Ring.class, name = "ring"),
  @JsonSubTypes.Type(value = CallCommand.CancelRing.class, name = "cancelRing"),
  @JsonSubTypes.Type(value = CallCommand.Dial.class, name = "dial"),
  @JsonSubTypes.Type(value = CallCommand.Offhook.class, name = "offhook"),
  @JsonSubTypes.Type(value = CallCommand.HangUp.class, name = "hangUp"),
  @JsonSubTypes.Type(value = CallCommand.Act.class, name = "act"),
  @JsonSubTypes.Type(value = CallCommand.End.class, name = "end"),
  @JsonSubTypes.Type(value = CallCommand.MoveTo.class, name = "moveTo"),
  @JsonSubTypes.Type(value = CallCommand.Prefer.class, name = "prefer"),
  @JsonSubTypes.Type(value = CallCommand.Listen.class, name = "listen"),
  @JsonSubTypes.Type(value = CallCommand.StopListening.class, name = "stopListening"),
  @JsonSubTypes.Type(value = CallCommand.TakeOver.class, name = "takeOver"),
  @JsonSubTypes.Type(value = CallCommand.PageLost.class, name = "pageLost"),
  @JsonSubTypes.Type(value = CallCommand.PhoneTalk.class, name = "phoneTalk"),
  @JsonSubTypes.Type(value = CallCommand.PhoneDid.class, name = "phoneDid"),
})
public sealed interface CallCommand {
  String callId();

  /**
   * Ring a reserved agent's phone for a waiting caller.
   *
   * @param offerId also the uuid of the agent's leg: {@link CallIds#offer}
   * @param timeoutMs how long it may ring
   */
  record Ring(String callId, String offerId, String agentId, String extension, long timeoutMs)
      implements CallCommand {}

  record CancelRing(String callId, String offerId) implements CallCommand {}

  /**
   * Ring the agent's own phone, then the callee. Fails with BAD_NUMBER, FORBIDDEN, NOT_FOUND, BUSY, UNAVAILABLE, or
   * NO_ANSWER if it was hung up before it began.
   */
  record Dial(String callId, String agentId, String extension, String to, Map<String, String> data)
      implements CallCommand {}

  /** Make the agent's desk phone answer. */
  record Offhook(String callId, String agentId) implements CallCommand {}

  record HangUp(String callId, String agentId) implements CallCommand {}

  /**
   * Fails with NOT_ALLOWED_NOW, with BAD_NUMBER, FORBIDDEN, NOT_FOUND, BUSY or PHONE_UNREACHABLE for a party that
   * cannot be called, or with UNAVAILABLE; the call is then as before.
   *
   * @param argument a number, the id of a group, or digits; null where the act needs none
   */
  record Act(String callId, String agentId, CallAct act, String argument) implements CallCommand {}

  /** A supervisor ends the call for all who take part. */
  record End(String callId) implements CallCommand {}

  /**
   * A supervisor sends a waiting caller to another group; the time waited so far counts there. Fails with NOT_FOUND for an
   * unknown group, with NOT_ALLOWED_NOW for a call that does not wait, or is just being offered.
   */
  record MoveTo(String callId, String queueId) implements CallCommand {}

  /** A supervisor lets a waiting caller go before the others of the group. Fails with NOT_ALLOWED_NOW as {@link MoveTo}. */
  record Prefer(String callId) implements CallCommand {}

  /**
   * Ring a supervisor's phone, which hears the agent and the other party; of one who listens already, change who hears the
   * supervisor. Fails with NOT_ALLOWED_NOW if the agent does not talk, with PHONE_UNREACHABLE.
   *
   * @param extension the supervisor's
   */
  record Listen(String callId, String agentId, String supervisor, String extension, ListenMode mode)
      implements CallCommand {}

  record StopListening(String callId, String supervisor) implements CallCommand {}

  /**
   * A supervisor who listens talks with the customer instead of the agent. Fails with NOT_ALLOWED_NOW while the supervisor does
   * not listen, and during a consultation or a conference.
   */
  record TakeOver(String callId, String supervisor) implements CallCommand {}

  /** The agent's page and phone are both gone: where the page was the phone, nobody hears the caller. */
  record PageLost(String callId, String agentId) implements CallCommand {}

  /**
   * Make a phone answer that rings here for a call on another switch. From owner to owner.
   *
   * @param leg of the phone, on the switch of which this is asked
   */
  record PhoneTalk(String callId, String leg) implements CallCommand {}

  /**
   * The agent did something on the phone itself, which the switch of the call does not see: the phone is registered at
   * another. From owner to owner.
   *
   * @param number to which REFERRED transferred the call, else null
   */
  record PhoneDid(String callId, String agentId, PhoneDeed deed, String number)
      implements CallCommand {}

  enum PhoneDeed {
    HELD,
    RETRIEVED,
    REFERRED
  }
}
