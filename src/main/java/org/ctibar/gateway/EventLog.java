package org.ctibar.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ctibar.gateway.ServerFrame.Event;

/** The newest events of a session, for a connection that comes back. Pure. */
final class EventLog {
  private final int capacity;
  private final Deque<Event> events = new ArrayDeque<>(4);
  private long seq;

  EventLog(int capacity) {
    this.capacity = capacity;
  }

  /** Of the newest event; 0 before the first. */
  long seq() {
    return seq;
  }

  void add(Event event) {
    seq = event.seq();
    events.addLast(event);
    if (events.size() > capacity) {
      events.removeFirst();
    }
  }

  /** @return empty if some of them are no longer kept, or if {@code seen} never was */
  Optional<List<Event>> after(long seen) {
    if (seen > seq || seen < seq - events.size()) {
      return Optional.empty();
    }
    return Optional.of(events.stream().filter(e -> e.seq() > seen).toList());
  }
}
