package org.ctibar.bus.agent;

import java.util.List;

/**
 * The answer to an {@link AgentCommand}.
 *
 * @param queued the change waits for the end of the call
 * @param awaits null if the command is done; else done when the switch has reported it
 * @param extension of the agent; set for {@link AgentCommand.Offer}
 * @param snapshot the state after the command
 * @param survey set for {@link AgentCommand.Survey} only
 * @param overview set for {@link AgentCommand.Overview} only: events that call back nothing
 * @param callId of the call that a command of a page was about; null for none
 */
public record AgentReply(
    boolean queued,
    Awaits awaits,
    String extension,
    AgentSnapshot snapshot,
    List<AgentChanged> survey,
    List<AgentEvent> overview,
    String callId) {

  public static AgentReply of(List<AgentEvent> overview) {
    return new AgentReply(false, null, null, null, null, overview, null);
  }

  public AgentReply(
      boolean queued,
      Awaits awaits,
      String extension,
      AgentSnapshot snapshot,
      List<AgentChanged> survey) {
    this(queued, awaits, extension, snapshot, survey, null, null);
  }

  public AgentReply about(String call) {
    return new AgentReply(queued, awaits, extension, snapshot, survey, overview, call);
  }

  /**
   * A command whose outcome the switch will report through the agent's events.
   *
   * @param event {@code onAnswer}, {@code onHold}, {@code onHangup} …: success
   * @param state what the event's {@code state} or {@code cause} must be, {@code muted} or {@code unmuted} for
   *     {@code onMute}; null for any. The end of the call, or of the consultation, that is not awaited means failure, with
   *     its code and cause.
   * @param timeoutMs after which the command counts as failed with TIMEOUT
   */
  public record Awaits(String callId, String event, String state, long timeoutMs) {
    /** The {@code state} of an {@code onMute}. */
    public static String muteState(boolean muted) {
      return muted ? "muted" : "unmuted";
    }

    public Awaits(String callId, String event, long timeoutMs) {
      this(callId, event, null, timeoutMs);
    }
  }
}
