package org.ctibar.agent;

import java.util.Map;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.SessionRef;

/** Everything that may move an agent: what was commanded, what the switch reported, what time brought. */
public sealed interface Trigger {

  record SignIn(AgentCommand.Login login) implements Trigger {}

  record SignOut() implements Trigger {}

  record GoReady() implements Trigger {}

  record GoNotReady(String reason) implements Trigger {}

  record Attach(SessionRef session) implements Trigger {}

  record Detach(String sessionId) implements Trigger {}

  record Look() implements Trigger {}

  /** @param callId new for each command, so that a repeat of the step is the same call */
  record Dial(String callId, String switchId, String to, Map<String, String> data)
      implements Trigger {}

  /** The call domain did not take the {@link Dial}. */
  record DialRefused(String callId) implements Trigger {}

  record Offhook() implements Trigger {}

  record HangUp() implements Trigger {}

  record Offer(String offerId, String callId, long untilMs, long wrapUpMs) implements Trigger {}

  record Withdraw(String offerId) implements Trigger {}

  record PhoneGone() implements Trigger {}

  record PhoneBack() implements Trigger {}

  /** What the switch reported. */
  sealed interface Progress extends Trigger {
    CallProgress told();
  }

  record Ring(CallProgress told) implements Progress {}

  record Answer(CallProgress told) implements Progress {}

  record CalleeAnswer(CallProgress told) implements Progress {}

  record NoAnswer(CallProgress told) implements Progress {}

  record Refused(CallProgress told) implements Progress {}

  record Unreachable(CallProgress told) implements Progress {}

  record Withdrawn(CallProgress told) implements Progress {}

  record Ended(CallProgress told) implements Progress {}

  /** Due at {@code readyAt} of a pause. */
  record PauseOver() implements Trigger {}

  record OfferExpired() implements Trigger {}

  /** Too long without a socket to stay ready. */
  record ConnectionLost() implements Trigger {}

  /** Too long without a socket to stay signed in. */
  record ConnectionGone() implements Trigger {}
}
