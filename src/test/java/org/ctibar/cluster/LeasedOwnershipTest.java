package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ctibar.cluster.ClusterConfig.HostPort;
import org.ctibar.outside.FreePort;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several nodes with one table; who sees whom is up to the test. Leases last 900 ms. */
@Tag(Tiers.INTEGRATION)
class LeasedOwnershipTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<String> RESOURCES = List.of("queue:1", "queue:2", "queue:3", "queue:4");

  private final MemoryTable table = new MemoryTable();
  private final Set<Member> net = new CopyOnWriteArraySet<>();
  private final List<TestNode> all = new ArrayList<>();

  /** A node and what it owns at the moment. */
  private final class TestNode implements Members {
    final Vertx vertx = Vertx.vertx();
    final Member self;
    final Map<String, Tenure> owned = new ConcurrentHashMap<>();
    final List<Consumer<Member>> onLeft = new CopyOnWriteArrayList<>();
    final List<Runnable> onReturned = new CopyOnWriteArrayList<>();
    final Set<Member> hidden = new CopyOnWriteArraySet<>();
    final List<Boolean> heldAtTheEnd = new CopyOnWriteArrayList<>();
    LeasedOwnership ownership;

    /** @param port what the node listens on; one where nobody listens makes it surely dead */
    TestNode(String name, int port) throws Exception {
      self = new Member(name + "#1", new HostPort("127.0.0.1", port));
      net.add(self);
      all.add(this);
      ownership = new LeasedOwnership(vertx, this, table, Nodes.QUICK);
      Nodes.get(ownership.open());
      RESOURCES.forEach(this::contend);
    }

    private void contend(String resource) {
      ownership.contend(resource, new Ownership.Owner() {
        @Override
        public Future<Void> begin(Tenure tenure) {
          owned.put(resource, tenure);
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
          heldAtTheEnd.add(owned.remove(resource).holds());
          return Future.succeededFuture();
        }
      });
    }

    /** As a kill does; the others find its port closed, or not. */
    void die() throws Exception {
      Nodes.get(vertx.close());
      net.remove(self);
      all.remove(this);
      all.forEach(node -> node.onLeft.forEach(listener -> listener.accept(self)));
    }

    /** Neither sees the other any more; both live. */
    void loseSightOf(TestNode other) {
      hide(other);
      other.hide(this);
    }

    private void hide(TestNode other) {
      hidden.add(other.self);
      onLeft.forEach(listener -> listener.accept(other.self));
    }

    @Override
    public Member self() {
      return self;
    }

    @Override
    public Set<Member> all() {
      return net.stream().filter(node -> !hidden.contains(node)).collect(Collectors.toSet());
    }

    @Override
    public void onLeft(Consumer<Member> listener) {
      onLeft.add(member -> vertx.runOnContext(v -> listener.accept(member)));
    }

    @Override
    public void onJoined(Consumer<Member> listener) {}

    @Override
    public boolean backedUp() {
      return true;
    }

    @Override
    public void onReturned(Runnable listener) {
      onReturned.add(() -> vertx.runOnContext(v -> listener.run()));
    }
  }

  @AfterEach
  void close() throws Exception {
    for (TestNode node : all) {
      Nodes.get(node.vertx.close());
    }
  }

  @Test
  void nodesShareWhatThereIs() throws Exception {
    TestNode a = new TestNode("a", 1);
    TestNode b = new TestNode("b", 1);

    await().atMost(SOON).untilAsserted(() -> {
      assertThat(a.owned).hasSize(2);
      assertThat(b.owned).hasSize(2);
    });
    assertThat(a.owned.keySet()).doesNotContainAnyElementsOf(b.owned.keySet());
  }

  @Test
  void aNewcomerIsHandedItsShareAndNothingIsOwnedTwice() throws Exception {
    TestNode a = new TestNode("a", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 4);
    Map<String, Tenure> before = Map.copyOf(a.owned);

    TestNode b = new TestNode("b", 1);

    await().atMost(SOON).until(() -> b.owned.size() == 2);
    b.owned.forEach((resource, tenure) -> {
      assertThat(a.owned).doesNotContainKey(resource);
      assertThat(tenure.epoch()).isGreaterThan(before.get(resource).epoch());
    });
  }

  @Test
  void whatAKilledNodeOwnedIsTakenBeforeItsLeaseExpires() throws Exception {
    TestNode a = new TestNode("a", FreePort.any());
    TestNode b = new TestNode("b", FreePort.any());
    await().atMost(SOON).until(() -> a.owned.size() == 2 && b.owned.size() == 2);

    a.die();

    await().atMost(SOON).until(() -> b.owned.size() == 4);
  }

  @Test
  void whatASilentNodeOwnedIsTakenWhenItsLeaseExpired() throws Exception {
    try (java.net.ServerSocket stillListens = new java.net.ServerSocket(0)) {
      TestNode a = new TestNode("a", stillListens.getLocalPort());
      TestNode b = new TestNode("b", 1);
      await().atMost(SOON).until(() -> a.owned.size() == 2 && b.owned.size() == 2);
      List<Tenure> old = List.copyOf(a.owned.values());

      a.die();

      await().atMost(SOON).until(() -> b.owned.size() == 4);
      assertThat(old).noneMatch(Tenure::holds);
    }
  }

  @Test
  void whoLosesTheTableAloneGoesOnAsTheOnlyNode() throws Exception {
    TestNode a = new TestNode("a", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 4);
    List<Tenure> tenures = List.copyOf(a.owned.values());

    table.away(true);
    await().during(Duration.ofMillis(2_500)).atMost(SOON).until(() -> a.owned.size() == 4);
    table.away(false);

    await().atMost(SOON).until(() -> RESOURCES.stream().allMatch(r -> table.holder(r) != null));
    assertThat(tenures).allMatch(Tenure::holds);
    assertThat(a.ownership.cutOff()).isFalse();
  }

  @Test
  void whoLosesTheTableAndMostOfTheOthersStops() throws Exception {
    try (java.net.ServerSocket stillListens = new java.net.ServerSocket(0)) {
      TestNode a = new TestNode("a", 1);
      TestNode b = new TestNode("b", stillListens.getLocalPort());
      await().atMost(SOON).until(() -> a.owned.size() == 2 && b.owned.size() == 2);

      table.away(true);
      b.die();

      await().atMost(SOON).until(() -> a.owned.isEmpty());
      assertThat(a.ownership.cutOff()).isTrue();
      table.away(false);
      await().atMost(SOON).until(() -> !a.ownership.cutOff());
    }
  }

  @Test
  void whoLeavesHandsOverAtOnce() throws Exception {
    TestNode a = new TestNode("a", 1);
    TestNode b = new TestNode("b", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 2 && b.owned.size() == 2);

    Nodes.get(a.ownership.leave());

    assertThat(a.owned).isEmpty();
    await().atMost(SOON).until(() -> b.owned.size() == 4);
  }

  @Test
  void whoLeavesIsOwnerUntilItsWorkIsDone() throws Exception {
    TestNode a = new TestNode("a", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 4);

    Nodes.get(a.ownership.leave());

    assertThat(a.heldAtTheEnd).hasSize(4).containsOnly(true);
  }

  @Test
  void theSmallerSideOfASplitGivesBackWhatItOwnsAndComesBack() throws Exception {
    try (java.net.ServerSocket alive = new java.net.ServerSocket(0)) {
      int port = alive.getLocalPort();
      TestNode a = new TestNode("a", port);
      TestNode b = new TestNode("b", port);
      TestNode c = new TestNode("c", port);
      await().atMost(SOON).until(() -> !a.owned.isEmpty() && a.owned.size() < 4);

      a.loseSightOf(b);
      a.loseSightOf(c);

      await().atMost(SOON).until(() -> a.ownership.cutOff() && a.owned.isEmpty());
      await().atMost(SOON).until(() -> b.owned.size() + c.owned.size() == 4);
      assertThat(b.ownership.cutOff() || c.ownership.cutOff()).isFalse();

      all.forEach(node -> node.hidden.clear());
      await()
          .during(Duration.ofSeconds(3)) // by then who is taken in again knows
          .atMost(SOON)
          .until(a.ownership::cutOff);
      await().atMost(SOON).until(() -> !a.ownership.cutOff() && !a.owned.isEmpty());
    }
  }

  @Test
  void whoIsTakenInAgainTakesNothingMore() throws Exception {
    TestNode a = new TestNode("a", 1);
    TestNode b = new TestNode("b", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 2 && b.owned.size() == 2);
    b.onReturned.forEach(Runnable::run);

    await().atMost(SOON).until(() -> b.ownership.cutOff());
    a.die();

    await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> b.owned.size() <= 2);
    assertThat(b.ownership.cutOff()).isTrue();
  }

  @Test
  void ofTwoEqualSidesTheFirstGoesOn() throws Exception {
    try (java.net.ServerSocket alive = new java.net.ServerSocket(0)) {
      TestNode b = new TestNode("b", alive.getLocalPort());
      TestNode a = new TestNode("a", alive.getLocalPort());
      await().atMost(SOON).until(() -> a.owned.size() == 2 && b.owned.size() == 2);

      a.loseSightOf(b);

      await().atMost(SOON).until(() -> a.owned.size() == 4 && b.owned.isEmpty());
      assertThat(a.ownership.cutOff()).isFalse();
      assertThat(b.ownership.cutOff()).isTrue();
    }
  }

  @Test
  void whoFindsANewerOwnerStopsAndComesBackAboveIt() throws Exception {
    TestNode a = new TestNode("a", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 4);

    a.owned.get("queue:1").surrender(100);

    await()
        .atMost(SOON)
        .until(() -> a.owned.containsKey("queue:1") && a.owned.get("queue:1").epoch() == 101);
  }

  @Test
  void whatIsWithdrawnIsFree() throws Exception {
    TestNode a = new TestNode("a", 1);
    await().atMost(SOON).until(() -> a.owned.size() == 4);

    Nodes.get(a.ownership.withdraw("queue:1"));

    assertThat(a.owned).doesNotContainKey("queue:1");
    assertThat(table.holder("queue:1")).isNull();
  }
}
