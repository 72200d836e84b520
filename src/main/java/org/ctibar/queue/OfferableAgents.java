package org.ctibar.queue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ctibar.bus.agent.AgentChanged;

/** The members of a queue that may be offered a call, longest idle first. What it proposes may be outdated: the agent decides. */
final class OfferableAgents {
  private static final Comparator<AgentChanged> LONGEST_IDLE =
      Comparator.comparingLong(AgentChanged::readyAt).thenComparing(AgentChanged::agentId);

  private final NavigableSet<AgentChanged> order = new TreeSet<>(LONGEST_IDLE);
  private final Map<String, AgentChanged> known = new HashMap<>();
  private Set<String> members = Set.of();

  void members(Set<String> now) {
    members = Set.copyOf(now);
    known.values().removeIf(agent -> !members.contains(agent.agentId()));
    order.removeIf(agent -> !members.contains(agent.agentId()));
  }

  /** @return whether this changed anything; news older than what is known are ignored */
  boolean update(AgentChanged news) {
    if (!members.contains(news.agentId())) {
      return false;
    }
    AgentChanged old = known.get(news.agentId());
    if (old != null && old.revision() > news.revision()) {
      return false;
    }
    known.put(news.agentId(), news);
    boolean was = old != null && order.remove(old);
    boolean is = news.offerable() && order.add(news);
    return was != is || !news.equals(old);
  }

  Optional<AgentChanged> longestIdle() {
    return order.isEmpty() ? Optional.empty() : Optional.of(order.first());
  }

  /** Until newer news come, this agent is not proposed again. */
  void passOver(AgentChanged agent) {
    order.remove(agent);
  }

  int count() {
    return order.size();
  }
}
