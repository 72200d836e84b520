package org.ctibar.call;

import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallCommand;

/** Everything that moves a call. */
sealed interface CallInput
    permits LegEvent,
        CallInput.Asked,
        CallInput.TimeUp,
        CallInput.Inspected,
        CallInput.Unwanted,
        CallInput.Silence,
        CallInput.Call,
        CallInput.SendTo,
        CallInput.NotResolved,
        CallInput.Refuge,
        CallInput.TakeOver,
        CallInput.MoveTo {

  /** A command of the bus. */
  record Asked(CallCommand command) implements CallInput {}

  /** A timer that an {@link Effect.StartTimer} started. */
  record TimeUp(Timer timer, String leg) implements CallInput {}

  /** The answer to {@link Effect.Inspect}. @param bridgedTo null while bridged to nobody */
  record Inspected(String leg, boolean exists, String bridgedTo) implements CallInput {}

  /** The agent whose phone rings for a direct call cannot take it now. */
  record Unwanted(String leg) implements CallInput {}

  /** A parked caller hears nothing. */
  record Silence(String leg) implements CallInput {}

  /**
   * An agent's command to consult somebody or to transfer to somebody, whose number leads somewhere.
   *
   * @param transfer the agent leaves as soon as the other phone rings
   */
  record Call(String agentId, Destination to, boolean transfer) implements CallInput {}

  /** An agent's command to transfer the call to a group. */
  record SendTo(String agentId, QueueRef queue) implements CallInput {}

  /** The number to which the agent's phone transferred leads nowhere. */
  record NotResolved(String agentId) implements CallInput {}

  /** @param queue null if no group takes the call */
  record Refuge(QueueRef queue) implements CallInput {}

  /** A supervisor's command to let a caller wait for another group. */
  record MoveTo(QueueRef queue) implements CallInput {}

  /**
   * A supervisor's command to talk with the customer instead of the agent.
   *
   * @param leg the supervisor's, which is up
   */
  record TakeOver(String agentId, String leg, String supervisor, String extension)
      implements CallInput {}

  /** What a call waits for. */
  enum Timer {
    /** A phone rings too long. */
    RING,
    /** A bridge was asked for and not reported. */
    BRIDGE,
    /** A killed leg does not end. */
    END
  }
}
