package org.ctibar.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.ctibar.bus.agent.AgentEvent;

/**
 * Brings the events of an agent into the order of their revisions: two nodes, or two threads, may tell theirs in the
 * wrong order, and one may be lost. Pure.
 */
final class RevisionOrder {
  private static final long NONE = -1;

  private final TreeMap<Long, AgentEvent> early = new TreeMap<>();
  private long last = NONE;
  private long known = NONE;
  /** Of the newest snapshot. */
  private long covered = NONE;

  /** The newest revision told so far; 0 before the first. */
  long revision() {
    return Math.max(0, last);
  }

  /**
   * @return what can be told now, in order. An event of a revision that was told already passes if it is the newest
   *     one (a page that joins an agent changes nothing) and is dropped if it is older.
   */
  List<AgentEvent> accept(AgentEvent event) {
    if (event.revision() <= covered) {
      return List.of();
    }
    if (last == NONE || event.revision() == last) {
      last = event.revision();
      return following(event);
    }
    if (event.revision() < last) {
      return List.of();
    }
    early.put(event.revision(), event);
    return following(null);
  }

  /** Told already, or a snapshot stands for it. */
  boolean isPast(long revision) {
    return revision < last || revision <= covered;
  }

  /** A reply told of this revision: its event must come. */
  void expect(long revision) {
    known = Math.max(known, revision);
  }

  /** Whether something is missing that may still come. */
  boolean waiting() {
    return !early.isEmpty() || known > last;
  }

  /** What is missing will not come: a snapshot stands for it. Told is what arrived too early. */
  List<AgentEvent> giveUp() {
    List<AgentEvent> rest = new ArrayList<>(early.values());
    early.clear();
    if (!rest.isEmpty()) {
      last = rest.get(rest.size() - 1).revision();
    }
    known = NONE;
    return rest;
  }

  /** A snapshot of this revision is told. */
  void snapshot(long revision) {
    last = Math.max(last, revision);
    covered = Math.max(covered, revision);
    early.headMap(last, true).clear();
  }

  private List<AgentEvent> following(AgentEvent first) {
    List<AgentEvent> ready = new ArrayList<>();
    if (first != null) {
      ready.add(first);
    }
    while (early.containsKey(last + 1)) {
      last++;
      ready.add(early.remove(last));
    }
    return ready;
  }
}
