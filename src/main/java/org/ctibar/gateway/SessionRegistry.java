package org.ctibar.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of this node, on whichever event loop each lives. */
final class SessionRegistry {
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  void add(Session session) {
    sessions.put(session.id(), session);
  }

  void remove(Session session) {
    sessions.remove(session.id(), session);
  }

  Optional<Session> of(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId));
  }

  Collection<Session> all() {
    return List.copyOf(sessions.values());
  }
}
