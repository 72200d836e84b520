package org.ctibar.agent;

import org.ctibar.config.Section;

/**
 * The settings {@code agent.*}, all times in ms.
 *
 * @param wrapUpMs after a call that was answered, before the next is offered
 * @param refusedBackoffMs no offer for so long after the phone refused one
 * @param connectionLostMs without a socket until the agent is not ready
 * @param signOutMs without a socket until the agent is signed out
 * @param tellListened whether agents see that a supervisor listens
 * @param offerGraceMs a reservation outlives its end by so much, for the report of its owner to come first
 */
public record AgentConfig(
    long wrapUpMs,
    long refusedBackoffMs,
    long connectionLostMs,
    long signOutMs,
    long offerGraceMs,
    long offhookTimeoutMs,
    long hangupTimeoutMs,
    long dialTimeoutMs,
    long actTimeoutMs,
    long transferTimeoutMs,
    boolean tellListened) {

  private static final int HOUR = 3_600_000;
  private static final int DAY = 24 * HOUR;

  public static AgentConfig from(Section s) {
    return new AgentConfig(
        s.millis("wrapUpMs", 0, HOUR).toMillis(),
        s.millis("refusedBackoffMs", 0, HOUR).toMillis(),
        s.millis("connectionLostMs", 1, DAY).toMillis(),
        s.millis("signOutMs", 1, DAY).toMillis(),
        s.millis("offerGraceMs", 0, HOUR).toMillis(),
        s.millis("offhookTimeoutMs", 100, HOUR).toMillis(),
        s.millis("hangupTimeoutMs", 100, HOUR).toMillis(),
        s.millis("dialTimeoutMs", 100, HOUR).toMillis(),
        s.millis("actTimeoutMs", 100, HOUR).toMillis(),
        s.millis("transferTimeoutMs", 100, HOUR).toMillis(),
        s.flag("tellListened"));
  }
}
