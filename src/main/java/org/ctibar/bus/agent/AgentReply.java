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
 */
public record AgentReply(
    boolean queued,
    Awaits awaits,
    String extension,
    AgentSnapshot snapshot,
    List<AgentChanged> survey) {

  /**
   * A command whose outcome the switch will report through the agent's events.
   *
   * @param event {@code onAnswer}, {@code onCalleeAnswer} or {@code onHangup}: success. An {@code onHangup} that is not
   *     awaited means failure, with its code and cause.
   * @param timeoutMs after which the command counts as failed with TIMEOUT
   */
  public record Awaits(String callId, String event, long timeoutMs) {}
}
