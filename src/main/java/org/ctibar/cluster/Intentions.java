package org.ctibar.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.cluster.LeaseTable.Board;
import org.ctibar.cluster.LeaseTable.LeaseRow;
import org.ctibar.cluster.LeaseTable.NodeRow;

/**
 * What a node should do about ownership, given what stands on the table. Pure.
 *
 * @param take free resources that are this node's to take
 * @param handOver resources this node holds and another should
 */
record Intentions(List<String> take, List<String> handOver) {
  /** Whoever should take a free resource has had time to: now anybody may. */
  private static final int OVERDUE_LEASES = 1;

  /**
   * What a node knows beside the table.
   *
   * @param contended resources it would own
   * @param held those it owns
   * @param seen names of the members it sees, with itself
   * @param dead names of nodes whose process is surely gone
   * @param settled whether nobody came or went lately
   */
  record View(
      String self,
      Collection<String> contended,
      Set<String> held,
      Set<String> seen,
      Set<String> dead,
      boolean settled) {}

  static Intentions of(View view, Board board, long leaseMs) {
    Map<String, LeaseRow> leases =
        board.leases().stream().collect(Collectors.toMap(LeaseRow::resource, l -> l));
    Map<String, String> placed = placement(view, board);
    List<String> take = new ArrayList<>();
    List<String> handOver = new ArrayList<>();
    String me = Member.nodeIdOf(view.self());
    for (String resource : view.contended()) {
      LeaseRow lease = leases.get(resource);
      boolean mine = me.equals(placed.get(resource));
      if (view.held().contains(resource)) {
        if (!mine && placed.containsKey(resource) && view.settled()) {
          handOver.add(resource);
        }
      } else if (mine && isFree(lease, view) || isOverdue(lease, leaseMs)) {
        take.add(resource);
      }
    }
    return new Intentions(take, handOver);
  }

  private static boolean isFree(LeaseRow lease, View view) {
    return lease == null || lease.expired() || view.dead().contains(lease.holder());
  }

  private static boolean isOverdue(LeaseRow lease, long leaseMs) {
    return lease != null && lease.expiredForMs() >= OVERDUE_LEASES * leaseMs;
  }

  /** Nodes that show themselves on the table and are seen by this one share each kind. */
  private static Map<String, String> placement(View view, Board board) {
    Map<String, List<String>> byKind =
        view.contended().stream().distinct().collect(Collectors.groupingBy(Intentions::kind));
    Map<String, String> placed = new HashMap<>();
    byKind.forEach(
        (kind, resources) -> placed.putAll(Placement.of(resources, nodes(kind, view, board))));
    return placed;
  }

  private static List<String> nodes(String kind, View view, Board board) {
    return board.nodes().stream()
        .filter(node -> node.kinds().contains(kind) && view.seen().contains(node.name()))
        .map(NodeRow::nodeId)
        .distinct()
        .toList();
  }

  static String kind(String resource) {
    return resource.substring(0, resource.indexOf(':'));
  }
}
