package org.ctibar.agent;

import java.util.List;
import java.util.Map;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.ListenedBy;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.CallAct;

/** Everything that may move an agent: what was commanded, what the switch reported, what time brought. */
public sealed interface Trigger {

  record SignIn(AgentCommand.Login login) implements Trigger {}

  record SignOut() implements Trigger {}

  record GoReady() implements Trigger {}

  record GoNotReady(String reason) implements Trigger {}

  /**
   * @param wish GoReady, GoNotReady or SignOut
   * @param by the supervisor
   */
  record Force(Trigger wish, String by, String why) implements Trigger {}

  record Attach(SessionRef session) implements Trigger {}

  /** @param node that lost it; null for whichever */
  record Detach(String sessionId, String node) implements Trigger {
    public Detach(String sessionId) {
      this(sessionId, null);
    }
  }

  record Look() implements Trigger {}

  /**
   * @param callId new for each command, so that a repeat of the step is the same call
   * @param switchId where the call is made if the agent's phone is registered nowhere that we know of
   */
  record Dial(String callId, String switchId, String to, Map<String, String> data)
      implements Trigger {}

  /** The call domain did not take the {@link Dial}. */
  record DialRefused(String callId) implements Trigger {}

  record Offhook() implements Trigger {}

  record HangUp() implements Trigger {}

  /** @param argument a number, the id of a group, or digits; null where the act needs none */
  record Act(CallAct act, String argument) implements Trigger {}

  record Offer(String offerId, String callId, long untilMs, long wrapUpMs) implements Trigger {}

  record Withdraw(String offerId) implements Trigger {}

  /** What a switch says of the agent's phone. */
  sealed interface PhoneNews extends Trigger {
    /** Null where there is but one. */
    String switchId();

    /** All switches of the platform. */
    List<String> switches();
  }

  record PhoneGone(String switchId, List<String> switches) implements PhoneNews {
    PhoneGone() {
      this(null, List.of());
    }
  }

  record PhoneBack(String switchId, List<String> switches) implements PhoneNews {
    PhoneBack() {
      this(null, List.of());
    }
  }

  /** What the switch reported. */
  sealed interface Progress extends Trigger {
    CallProgress told();
  }

  record Ring(CallProgress told) implements Progress {}

  record Answer(CallProgress told) implements Progress {}

  record CalleeAnswer(CallProgress told) implements Progress {}

  /** Found so on the switch. */
  record Talking(CallProgress told) implements Progress {}

  record Held(CallProgress told) implements Progress {}

  record Retrieved(CallProgress told) implements Progress {}

  /** A party is consulted: it rings, talks with the agent, or is on hold. */
  record Consulting(CallProgress told) implements Progress {}

  record ConsultEnded(CallProgress told) implements Progress {}

  record TransferFailed(CallProgress told) implements Progress {}

  record CustomerLeft(CallProgress told) implements Progress {}

  record LeftCalling(CallProgress told) implements Progress {}

  record Conferenced(CallProgress told) implements Progress {}

  record ConferenceEnded(CallProgress told) implements Progress {}

  record Muted(CallProgress told) implements Progress {}

  record Reattached(CallProgress told) implements Progress {}

  record Back(CallProgress told) implements Progress {}

  /** The agent was consulted and has the customer now. */
  record TakenOver(CallProgress told) implements Progress {}

  record NoAnswer(CallProgress told) implements Progress {}

  record Refused(CallProgress told) implements Progress {}

  record Unreachable(CallProgress told) implements Progress {}

  record Withdrawn(CallProgress told) implements Progress {}

  record Ended(CallProgress told) implements Progress {}

  /** @param by all who listen during this call */
  record Heard(String callId, List<ListenedBy> by) implements Trigger {}

  /** Due at {@code readyAt} of a pause. */
  record PauseOver() implements Trigger {}

  record OfferExpired() implements Trigger {}

  /** Too long without a socket to stay ready. */
  record ConnectionLost() implements Trigger {}

  /** Too long without a socket to stay signed in. */
  record ConnectionGone() implements Trigger {}
}
