package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that does not fit beside the one that works ends with one line that says why, and disturbs nobody. */
@Tag(Tiers.INTEGRATION)
class RefusedNodeTest {
  private static Fleet fleet;

  @BeforeAll
  static void start() throws Exception {
    fleet = new Fleet(1);
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "CTI_CLUSTER_SECRET, another secret than that of the others, cluster.seeds",
    "CTI_CLUSTER_SEEDS, 127.0.0.1:1, cluster.seeds",
    "CTI_CLUSTER_SEEDS, nonsense, cluster.seeds",
    "CTI_NODE_ID, n1, node.id",
    "CTI_JWT_SECRET, '', jwt.secret",
    "CTI_JWT_SECRET, short, jwt.secret",
    "CTI_VERTICLES, no/such/folder, verticles",
    "CTI_CLUSTER_LEASE_MS, 1, cluster.leaseMs",
  })
  void saysWhichSettingStandsAgainstIt(String variable, String value, String key) throws Exception {
    List<String> last = Arrays.stream(fleet.refused(Map.of(variable, value)).split("\n"))
        .filter(line -> line.contains("ERROR"))
        .toList();

    assertThat(last).hasSize(1);
    assertThat(last.get(0)).contains("Node does not start: " + key);
    assertThat(fleet.node(0).serves()).isTrue();
  }
}
