package org.ctibar.bus.agent;

import java.util.List;

/**
 * All that a page needs to draw an agent; the data of {@code onSnapshot}. Times are ms since 1970.
 *
 * @param since of the present presence or, during a call, of the present work
 * @param readyAt end of wrap-up; the past or 0 if there is none
 * @param next the presence that follows the call; null if none was asked for
 * @param call null without one
 * @param answeredAt null until the agent's phone was answered
 * @param listeners whom the agent may know to listen
 */
public record AgentSnapshot(
    boolean signedIn,
    Presence presence,
    String reason,
    Work work,
    String next,
    long since,
    long readyAt,
    long revision,
    CallView call,
    Long callSince,
    Long answeredAt,
    List<ListenedBy> listeners,
    List<String> allowed) {
  public AgentSnapshot {
    listeners = listeners == null ? List.of() : List.copyOf(listeners);
  }
}
