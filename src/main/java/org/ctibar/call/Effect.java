package org.ctibar.call;

import java.util.List;
import java.util.Map;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.queue.QueueCommand;

/** What is to be done because a call moved, in order. */
sealed interface Effect {

  record Answer(String leg) implements Effect {}

  record SetVariables(String leg, Map<String, String> values) implements Effect {}

  /** Music that is started twice plays twice. */
  record StopMedia(String leg) implements Effect {}

  record PlayMusic(String leg) implements Effect {}

  record PlayRingback(String leg) implements Effect {}

  /** Ring a phone and park it when it answers. The uuid of the leg is also that of the job. */
  record Originate(Target target) implements Effect {}

  /** @param customer goes first: so an agent who hangs up meanwhile does not take the customer along */
  record Bridge(String customer, String agent) implements Effect {}

  record Kill(String leg, String cause) implements Effect {}

  /** Out of its bridge, and its partner with it. */
  record Park(String leg) implements Effect {}

  /** Anew: one that was parked while it was parked plays nothing any more. */
  record Wake(String leg) implements Effect {}

  /** @param groups each comes by one command: a leg, or two that are bridged */
  record Gather(String callId, List<List<String>> groups) implements Effect {}

  /** The far end of the leg hears them. */
  record SendDigits(String leg, String digits) implements Effect {}

  /** Nobody hears the far end of the leg, or all do again. */
  record Mute(String leg, boolean on) implements Effect {}

  /** Make a desk phone answer. */
  record PhoneTalk(String leg) implements Effect {}

  /** An agent's leg talks now: its own dead man's hang-up is no longer wanted. Forgets also {@link LimitLeg}. */
  record KeepLeg(String leg) implements Effect {}

  /** The switch ends the leg after this time, whoever owns it then. */
  record LimitLeg(String leg, long afterMs) implements Effect {}

  /** Ask the switch how a leg stands; answered by {@link CallInput.Inspected}. */
  record Inspect(String leg) implements Effect {}

  /** Look where a number leads that the agent's phone transfers to; answered as if the agent had asked. */
  record Resolve(String agentId, String number) implements Effect {}

  /** Look which group takes a call back that came through none; answered by {@link CallInput.Refuge}. */
  record SeekRefuge(String agentId, String leg) implements Effect {}

  /** News for others. */
  record TellAgent(AgentCommand.CallProgress progress, String leg) implements Effect {}

  record TellQueue(String queueId, QueueCommand.OfCall command) implements Effect {}

  /** Clockwork. */
  record StartTimer(CallInput.Timer timer, String leg, long afterMs) implements Effect {}

  record StopTimer(CallInput.Timer timer, String leg) implements Effect {}

  /** Nothing of the call is left on the switch: write its record and forget it. */
  record Finish() implements Effect {}

  /**
   * A phone to ring.
   *
   * @param dialString {@code user/1001} or {@code sofia/gateway/…}
   * @param callerNumber shown on the phone, cleaned; null for the switch's own
   * @param callerName shown on the phone, cleaned; null for none
   * @param autoAnswer the phone goes off hook by itself
   * @param variables what the switch is to remember of the leg
   */
  record Target(
      String leg,
      LegRole role,
      String dialString,
      String callerNumber,
      String callerName,
      boolean autoAnswer,
      Map<String, String> variables) {}
}
