package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ctibar.cluster.LeaseTable.Board;
import org.ctibar.cluster.LeaseTable.Claim;
import org.ctibar.cluster.LeaseTable.Held;
import org.ctibar.cluster.LeaseTable.NodeRow;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class PgLeasesTest {
  private static final long LONG_MS = 60_000;
  private static final long SHORT_MS = 200;

  private PgLeases table;

  @BeforeEach
  void empty() {
    table = new PgLeases(TestDatabase.emptied());
  }

  @Test
  void whatNobodyHasIsTakenOnce() {
    assertThat(take("a#1", LONG_MS)).contains(1L);
    assertThat(take("b#1", LONG_MS)).isEmpty();
  }

  @Test
  void whatExpiredIsTakenWithANewEpoch() {
    take("a#1", SHORT_MS);

    await().atMost(Duration.ofSeconds(10)).until(() -> take("b#1", LONG_MS).isPresent());
    assertThat(board().leases()).singleElement().satisfies(lease -> {
      assertThat(lease.holder()).isEqualTo("b#1");
      assertThat(lease.epoch()).isEqualTo(2);
      assertThat(lease.expiredForMs()).isNegative();
    });
  }

  @Test
  void whatTheDeadHeldIsTakenAtOnce() {
    take("a#1", LONG_MS);

    Claim claim = new Claim("queue:1", "b#1", 0, List.of("c#9", "a#1"));
    assertThat(TestDatabase.await(table.take(claim, LONG_MS))).contains(2L);
  }

  @Test
  void anEpochThatWasSeenElsewhereIsExceeded() {
    Claim claim = new Claim("queue:1", "a#1", 41, List.of());
    assertThat(TestDatabase.await(table.take(claim, LONG_MS))).contains(42L);
  }

  @Test
  void aHolderRenewsUnlessAnotherTookOver() {
    take("a#1", LONG_MS);
    Held held = new Held("queue:1", 1);
    assertThat(renew("a#1", held).renewed()).containsExactly(held);

    TestDatabase.await(table.take(new Claim("queue:1", "b#1", 0, List.of("a#1")), LONG_MS));

    assertThat(renew("a#1", held).renewed()).isEmpty();
    assertThat(renew("b#1", new Held("queue:1", 2)).renewed()).hasSize(1);
  }

  @Test
  void whatIsGivenBackIsFree() {
    take("a#1", LONG_MS);
    TestDatabase.await(table.release(new Held("queue:1", 1), "a#1"));

    assertThat(take("b#1", LONG_MS)).contains(2L);
  }

  @Test
  void onlyTheHolderCanGiveItBack() {
    take("a#1", LONG_MS);
    TestDatabase.await(table.release(new Held("queue:1", 1), "b#1"));
    TestDatabase.await(table.release(new Held("queue:1", 7), "a#1"));

    assertThat(take("b#1", LONG_MS)).isEmpty();
  }

  @Test
  void nodesAreSeenWhileTheyShowThemselves() {
    renew("a#1");
    renew("b#1");
    assertThat(board().nodes()).extracting(NodeRow::name).containsExactly("a#1", "b#1");
    assertThat(board().nodes().get(0).kinds()).containsExactly("queue", "call");

    TestDatabase.await(table.leave("a#1"));
    assertThat(board().nodes()).extracting(NodeRow::name).containsExactly("b#1");

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> TestDatabase.await(table.look(SHORT_MS)).nodes().isEmpty());
  }

  @Test
  void theTablesClockIsTold() {
    assertThat(board().nowMs())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
  }

  private Optional<Long> take(String holder, long leaseMs) {
    return TestDatabase.await(table.take(new Claim("queue:1", holder, 0, List.of()), leaseMs));
  }

  private Board renew(String name, Held... held) {
    NodeRow node = new NodeRow(name, "127.0.0.1:5801", 1, List.of("queue", "call"));
    return TestDatabase.await(table.renew(node, List.of(held), LONG_MS));
  }

  private Board board() {
    return TestDatabase.await(table.look(LONG_MS));
  }
}
