package org.ctibar.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.cluster.LeaseTable.NodeRow;

/**
 * Whether the others may be going on without this node. While the table cannot be asked a node goes on only with most of
 * those with whom it last agreed; while it can, not on the smaller side of two that both reach it.
 */
final class Quorum {
  /** Younger than the last word that a node said before it was missed. */
  private static final long MARGIN_MS = 200;

  private final Members members;
  private final Map<String, Long> missedSinceNs = new HashMap<>();
  private Set<String> last;

  Quorum(Members members) {
    this.members = members;
    this.last = members.names();
  }

  void tableAnswered() {
    last = members.names();
  }

  boolean hasOthers() {
    return last.size() > 1;
  }

  void missed(Member gone) {
    missedSinceNs.put(gone.name(), System.nanoTime());
  }

  /** Who is dead belongs to no other side. */
  void died(Member gone) {
    last = new HashSet<>(last);
    last.remove(gone.name());
  }

  boolean holdsWithoutTable() {
    Set<String> still = new HashSet<>(members.names());
    still.retainAll(last);
    return 2 * still.size() > last.size();
  }

  /**
   * Of two equal sides that goes on which has the first name.
   *
   * @param living nodes that showed themselves within a lease
   */
  boolean onSmallerSide(Collection<NodeRow> living) {
    Set<String> here = members.names();
    missedSinceNs
        .keySet()
        .removeIf(name -> living.stream().noneMatch(node -> node.name().equals(name)));
    Set<String> elsewhere = living.stream()
        .filter(node -> !here.contains(node.name()) && shownSinceMissed(node))
        .map(NodeRow::name)
        .collect(Collectors.toSet());
    int more = elsewhere.size() - here.size();
    return more > 0 || more == 0 && first(elsewhere).compareTo(first(here)) < 0;
  }

  /** One that was only just missed may be dead. */
  private boolean shownSinceMissed(NodeRow node) {
    Long since = missedSinceNs.get(node.name());
    return since == null || node.silentMs() + MARGIN_MS < (System.nanoTime() - since) / 1_000_000;
  }

  private static String first(Set<String> names) {
    return names.stream().min(Comparator.naturalOrder()).orElseThrow();
  }
}
