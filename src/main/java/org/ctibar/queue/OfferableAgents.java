package org.ctibar.queue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ctibar.bus.agent.AgentChanged;

/**
 * The members of a queue that may be offered a call: the first level before the second, and of one level the longest idle
 * first. What it proposes may be outdated: the agent decides.
 */
final class OfferableAgents {
  private record Candidate(int level, AgentChanged agent) {}

  private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::level)
      .thenComparingLong(candidate -> candidate.agent().readyAt())
      .thenComparing(candidate -> candidate.agent().agentId());

  private final NavigableSet<Candidate> order = new TreeSet<>(ORDER);
  private final Map<String, AgentChanged> known = new HashMap<>();
  private Map<String, Integer> levels = Map.of();

  /** @param now each member's level; 1 is asked first */
  void members(Map<String, Integer> now) {
    var proposable = order.stream().map(Candidate::agent).collect(Collectors.toSet());
    levels = Map.copyOf(now);
    known.keySet().retainAll(levels.keySet());
    order.clear();
    known.values().stream().filter(proposable::contains).forEach(a -> order.add(candidate(a)));
  }

  /** @return whether this changed anything; news older than what is known are ignored */
  boolean update(AgentChanged news) {
    if (!levels.containsKey(news.agentId())) {
      return false;
    }
    AgentChanged old = known.get(news.agentId());
    if (old != null && old.revision() > news.revision()) {
      return false;
    }
    known.put(news.agentId(), news);
    boolean was = old != null && order.remove(candidate(old));
    boolean is = news.offerable() && order.add(candidate(news));
    return was != is || !news.equals(old);
  }

  /** Who is to be asked. */
  Optional<AgentChanged> next() {
    return order.isEmpty() ? Optional.empty() : Optional.of(order.first().agent());
  }

  /** Until newer news come, this agent is not proposed again. */
  void passOver(String agentId) {
    Optional.ofNullable(known.get(agentId)).map(this::candidate).ifPresent(order::remove);
  }

  int count() {
    return order.size();
  }

  private Candidate candidate(AgentChanged agent) {
    return new Candidate(levels.get(agent.agentId()), agent);
  }
}
