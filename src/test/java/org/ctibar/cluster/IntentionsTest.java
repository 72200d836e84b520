package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.ctibar.cluster.Intentions.View;
import org.ctibar.cluster.LeaseTable.Board;
import org.ctibar.cluster.LeaseTable.LeaseRow;
import org.ctibar.cluster.LeaseTable.NodeRow;
import org.junit.jupiter.api.Test;

/** Of two nodes, a lease lasting 3 s. */
class IntentionsTest {
  private static final long LEASE_MS = 3_000;
  private static final String QUEUE = "queue:1";
  private static final NodeRow A = node("a#1");
  private static final NodeRow B = node("b#1");
  /** Whose share the queue is. */
  private static final String CHOSEN =
      Placement.of(List.of(QUEUE), List.of("a", "b")).get(QUEUE) + "#1";

  private static final String OTHER = CHOSEN.equals("a#1") ? "b#1" : "a#1";

  @Test
  void whoseShareItIsTakesWhatNobodyEverHad() {
    assertThat(of(CHOSEN, Set.of()).take()).containsExactly(QUEUE);
    assertThat(of(OTHER, Set.of()).take()).isEmpty();
  }

  @Test
  void whatIsHeldIsLeftAlone() {
    assertThat(of(CHOSEN, Set.of(), held(OTHER, -2_000)).take()).isEmpty();
  }

  @Test
  void whatExpiredIsTakenByWhoseShareItIs() {
    assertThat(of(CHOSEN, Set.of(), held(OTHER, 0)).take()).containsExactly(QUEUE);
    assertThat(of(OTHER, Set.of(), held(CHOSEN, 0)).take()).isEmpty();
  }

  @Test
  void anybodyTakesWhatIsOverdue() {
    assertThat(of(OTHER, Set.of(), held(CHOSEN, LEASE_MS)).take()).containsExactly(QUEUE);
  }

  @Test
  void whatADeadNodeHeldIsTakenBeforeItExpires() {
    View alone = new View("a#1", List.of(QUEUE), Set.of(), Set.of("a#1"), Set.of("b#1"), false);
    Board board = board(held("b#1", -2_900));

    assertThat(Intentions.of(alone, board, LEASE_MS).take()).containsExactly(QUEUE);
  }

  @Test
  void aNodeThatIsNotSeenHasNoShare() {
    View alone = new View("a#1", List.of(QUEUE), Set.of(), Set.of("a#1"), Set.of(), false);

    assertThat(Intentions.of(alone, board(), LEASE_MS).take()).containsExactly(QUEUE);
  }

  @Test
  void whoHoldsWhatIsAnothersShareHandsItOverOnceTheClusterSettled() {
    View restless =
        new View(OTHER, List.of(QUEUE), Set.of(QUEUE), Set.of("a#1", "b#1"), Set.of(), false);
    View settled =
        new View(OTHER, List.of(QUEUE), Set.of(QUEUE), Set.of("a#1", "b#1"), Set.of(), true);
    Board board = board(held(OTHER, -2_000));

    assertThat(Intentions.of(restless, board, LEASE_MS).handOver()).isEmpty();
    assertThat(Intentions.of(settled, board, LEASE_MS).handOver()).containsExactly(QUEUE);
  }

  @Test
  void aNodeWithoutQueuesHasNoShareOfThem() {
    NodeRow edge = new NodeRow(CHOSEN, "h:1", 1, List.of("call"));
    View view = new View(OTHER, List.of(QUEUE), Set.of(), Set.of("a#1", "b#1"), Set.of(), true);
    Board board = new Board(0, List.of(edge, node(OTHER)), List.of(), List.of());

    assertThat(Intentions.of(view, board, LEASE_MS).take()).containsExactly(QUEUE);
  }

  private static Intentions of(String self, Set<String> dead, LeaseRow... leases) {
    View view = new View(self, List.of(QUEUE), Set.of(), Set.of("a#1", "b#1"), dead, true);
    return Intentions.of(view, board(leases), LEASE_MS);
  }

  private static Board board(LeaseRow... leases) {
    return new Board(0, List.of(A, B), List.of(leases), List.of());
  }

  private static LeaseRow held(String holder, long expiredForMs) {
    return new LeaseRow(QUEUE, holder, 7, expiredForMs);
  }

  private static NodeRow node(String name) {
    return new NodeRow(name, "127.0.0.1:1", 1, List.of("queue"));
  }
}
