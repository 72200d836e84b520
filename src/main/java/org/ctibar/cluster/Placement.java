package org.ctibar.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who should own what, so that every node has its share. Each node comes to the same result by itself; when a node
 * comes or goes few owners move. Pure.
 */
final class Placement {
  private Placement() {}

  /** @return the node for each resource; empty if there is no node */
  static Map<String, String> of(Collection<String> resources, Collection<String> nodes) {
    Map<String, String> placed = new HashMap<>();
    Map<String, Integer> load = new HashMap<>();
    List<String> all = resources.stream().distinct().sorted().toList();
    int share = nodes.isEmpty() ? 0 : (all.size() + nodes.size() - 1) / nodes.size();
    for (String resource : all) {
      Optional<String> best = nodes.stream()
          .filter(node -> load.getOrDefault(node, 0) < share)
          .max(Comparator.<String>comparingLong(node -> weight(resource, node))
              .thenComparing(Comparator.naturalOrder()));
      best.ifPresent(node -> {
        placed.put(resource, node);
        load.merge(node, 1, Integer::sum);
      });
    }
    return placed;
  }

  /** Highest random weight (Thaler and Ravishankar 1998), mixed as splitmix64 does. */
  private static long weight(String resource, String node) {
    long x = (long) resource.hashCode() << 32 ^ node.hashCode();
    x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
    x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
    return x ^ x >>> 31;
  }
}
