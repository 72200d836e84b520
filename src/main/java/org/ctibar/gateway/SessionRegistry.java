package org.ctibar.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ctibar.gateway.ClientFrame.Auth;

/** The sessions of this node, on whichever event loop each lives. */
final class SessionRegistry {
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  void add(Session session) {
    sessions.put(session.id(), session);
  }

  void remove(Session session) {
    sessions.remove(session.id(), session);
  }

  /** The session that {@code auth} wants back, if it is its own: same person, same browser. */
  Optional<Session> resumable(Auth auth, String user) {
    return Optional.ofNullable(auth.resume())
        .map(resume -> sessions.get(resume.session()))
        .filter(session -> session.belongsTo(user, auth.browser()));
  }

  Collection<Session> all() {
    return List.copyOf(sessions.values());
  }
}
