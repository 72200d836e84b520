package org.ctibar.agent;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.agent.AgentState.Line;
import org.ctibar.agent.AgentState.Standing;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.SessionRef;

/** Effects of the rows about sockets. */
final class Sessions {
  private Sessions() {}

  /** A page that was away so long that it lost its presence without being told gets a snapshot. */
  static Step attach(Now<Trigger.Attach> n) {
    SessionRef session = n.on().session();
    AgentState s = added(n.state(), session, List.of());
    boolean missed = Reason.CONNECTION_LOST.equals(s.standing().reason());
    return Step.to(
        s, missed ? Callbacks.only(List.of(session.sessionId()), Callbacks.snapshot(s)) : null);
  }

  static Step kickedMeanwhile(Now<Trigger.Attach> n) {
    throw new CtiException(ErrorCode.NOT_SIGNED_IN, "signed in from another browser");
  }

  static Step detach(Now<Trigger.Detach> n) {
    List<SessionRef> rest = without(n.state().line(), List.of(n.on().sessionId()));
    return Step.to(n.state().with(sessions(n.state().line(), rest, n.ms())));
  }

  static Step connectionLost(Now<?> n) {
    return Step.to(n.state().with(Standing.of(Presence.NOT_READY, Reason.CONNECTION_LOST, n.ms())));
  }

  static Step connectionGone(Now<?> n) {
    return Step.to(Presences.signedOut(n, Reason.CONNECTION_LOST).state());
  }

  static AgentState added(AgentState s, SessionRef session, List<String> kicked) {
    List<String> gone = new ArrayList<>(kicked);
    gone.add(session.sessionId());
    List<SessionRef> sessions = new ArrayList<>(without(s.line(), gone));
    sessions.add(session);
    return s.with(s.line().with(sessions, session.browserId(), null));
  }

  private static List<SessionRef> without(Line line, List<String> sessionIds) {
    return line.sessions().stream()
        .filter(s -> !sessionIds.contains(s.sessionId()))
        .toList();
  }

  private static Line sessions(Line line, List<SessionRef> sessions, long nowMs) {
    return line.with(sessions, line.browserId(), sessions.isEmpty() ? nowMs : null);
  }
}
