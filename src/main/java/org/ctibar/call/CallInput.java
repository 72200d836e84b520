package org.ctibar.call;

import org.ctibar.bus.call.CallCommand;

/** Everything that moves a call. */
sealed interface CallInput
    permits LegEvent,
        CallInput.Asked,
        CallInput.TimeUp,
        CallInput.Inspected,
        CallInput.Unwanted,
        CallInput.Silence {

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
