package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that does not fit beside the one that works ends with one line that says why, and disturbs nobody. */
@Tag(Tiers.INTEGRATION)
class RefusedNodeTest {
  /** On a busy machine, one that stands still for shorter is not missed, and nobody is let in instead of it. */
  private static final String LEASE_MS = "8000";

  private static final int REFUSED_WITHIN_S = 120;

  /** @param key which the refusal names */
  private record Misfit(String variable, String value, String key) {
    @Override
    public String toString() {
      return variable + "=" + value;
    }
  }

  /** Refused only after leases of those they might disturb would have run out; they do not meet each other. */
  private static final List<Misfit> LATE = List.of(
      new Misfit("CTI_CLUSTER_SECRET", "another secret than that of the others", "cluster.seeds"),
      new Misfit("CTI_CLUSTER_SEEDS", "127.0.0.1:1", "cluster.seeds"),
      new Misfit("CTI_NODE_ID", "n1", "node.id"));

  private static final List<Misfit> SOON = List.of(
      new Misfit("CTI_CLUSTER_SEEDS", "nonsense", "cluster.seeds"),
      new Misfit("CTI_JWT_SECRET", "", "jwt.secret"),
      new Misfit("CTI_JWT_SECRET", "short", "jwt.secret"),
      new Misfit("CTI_VERTICLES", "no/such/folder", "verticles"),
      new Misfit("CTI_CLUSTER_LEASE_MS", "1", "cluster.leaseMs"));

  private static Fleet fleet;
  private static ExecutorService starters;
  private static final Map<Misfit, CompletableFuture<String>> LOGS = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    fleet = new Fleet(List.of(Fleet.Make.ALL), Map.of("CTI_CLUSTER_LEASE_MS", LEASE_MS));
    starters = Executors.newFixedThreadPool(LATE.size());
    LATE.forEach(
        misfit -> LOGS.put(misfit, CompletableFuture.supplyAsync(() -> refused(misfit), starters)));
    CompletableFuture<?> before =
        CompletableFuture.allOf(LOGS.values().toArray(CompletableFuture[]::new));
    for (Misfit misfit : SOON) {
      CompletableFuture<String> log =
          before.handleAsync((done, failed) -> refused(misfit), starters);
      LOGS.put(misfit, log);
      before = log;
    }
  }

  private static String refused(Misfit misfit) {
    try {
      return fleet.refused(
          "refused-" + misfits().indexOf(misfit), Map.of(misfit.variable, misfit.value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    starters.shutdownNow();
    fleet.close();
  }

  static List<Misfit> misfits() {
    return Stream.concat(LATE.stream(), SOON.stream()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misfits")
  void saysWhichSettingStandsAgainstIt(Misfit misfit) throws Exception {
    List<String> errors = LOGS.get(misfit)
        .get(REFUSED_WITHIN_S, TimeUnit.SECONDS)
        .lines()
        .filter(line -> line.contains("ERROR"))
        .toList();

    assertThat(errors).hasSize(1);
    assertThat(errors.get(0)).contains("Node does not start: " + misfit.key);
    assertThat(fleet.node(0).serves()).isTrue();
  }
}
