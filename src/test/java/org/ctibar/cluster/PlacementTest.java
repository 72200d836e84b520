package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
  @ParameterizedTest(name = "{0} queues on {1} nodes")
  @CsvSource({"1, 1", "2, 2", "3, 2", "10, 3", "50, 7", "500, 3"})
  void everyNodeHasItsShare(int resources, int nodes) {
    Map<String, String> placed = Placement.of(queues(resources), nodes(nodes));

    assertThat(placed).hasSize(resources);
    Map<String, Long> load =
        placed.values().stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
    int share = (resources + nodes - 1) / nodes;
    assertThat(load.values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(share));
  }

  @Test
  void allNodesComeToTheSameResult() {
    List<String> queues = new java.util.ArrayList<>(queues(40));
    List<String> nodes = new java.util.ArrayList<>(nodes(5));
    Map<String, String> placed = Placement.of(queues, nodes);
    Collections.shuffle(queues, new Random(1));
    Collections.shuffle(nodes, new Random(2));

    assertThat(Placement.of(queues, nodes)).isEqualTo(placed);
  }

  @Test
  void ofAHundredQueuesMostStayWhereTheyAreWhenANodeComes() {
    Map<String, String> before = Placement.of(queues(100), nodes(4));
    Map<String, String> after = Placement.of(queues(100), nodes(5));

    long moved = before.keySet().stream()
        .filter(q -> !before.get(q).equals(after.get(q)))
        .count();
    assertThat(moved).isBetween(20L, 50L);
  }

  @Test
  void withoutNodesNothingIsPlaced() {
    assertThat(Placement.of(queues(3), List.of())).isEmpty();
  }

  private static List<String> queues(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "queue:" + n).toList();
  }

  private static List<String> nodes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "n" + n).toList();
  }
}
