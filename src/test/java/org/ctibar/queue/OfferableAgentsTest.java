package org.ctibar.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ctibar.bus.agent.AgentChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfferableAgentsTest {
  private final OfferableAgents agents = new OfferableAgents();

  @BeforeEach
  void members() {
    agents.members(Map.of("alice", 1, "bob", 1));
  }

  private static AgentChanged free(String id, long revision, long readyAt) {
    return new AgentChanged(id, revision, true, readyAt);
  }

  private static AgentChanged busy(String id, long revision) {
    return new AgentChanged(id, revision, false, 0);
  }

  private String next() {
    return agents.next().map(AgentChanged::agentId).orElse(null);
  }

  @Test
  void theLongestIdleIsNext() {
    agents.update(free("alice", 1, 200));
    agents.update(free("bob", 1, 100));
    assertThat(next()).isEqualTo("bob");

    agents.update(free("bob", 2, 300));
    assertThat(next()).isEqualTo("alice");
    assertThat(agents.count()).isEqualTo(2);
  }

  @Test
  void whoIsBusyIsNotProposed() {
    agents.update(free("alice", 1, 200));
    agents.update(busy("alice", 2));

    assertThat(next()).isNull();
  }

  @Test
  void olderNewsAreIgnored() {
    agents.update(busy("alice", 5));

    assertThat(agents.update(free("alice", 4, 100))).isFalse();
    assertThat(next()).isNull();
  }

  @Test
  void whoWasPassedOverComesBackWithNewerNews() {
    AgentChanged alice = free("alice", 1, 100);
    agents.update(alice);
    agents.passOver("alice");
    assertThat(next()).isNull();

    agents.update(free("alice", 3, 100));
    assertThat(next()).isEqualTo("alice");
  }

  @Test
  void newsThatAreKnownChangeNothing() {
    assertThat(agents.update(free("alice", 1, 100))).isTrue();
    assertThat(agents.update(free("alice", 1, 100))).isFalse();
    assertThat(agents.update(busy("alice", 2))).isTrue();
    assertThat(agents.update(busy("alice", 2))).isFalse();
  }

  @Test
  void strangersAreNotProposed() {
    assertThat(agents.update(free("mallory", 1, 1))).isFalse();
    assertThat(next()).isNull();
  }

  @Test
  void whoLeavesTheGroupIsNotProposed() {
    agents.update(free("alice", 1, 100));
    agents.update(free("bob", 1, 200));

    agents.members(Map.of("bob", 1));

    assertThat(next()).isEqualTo("bob");
  }

  @Test
  void theFirstLevelIsAskedBeforeTheSecondHoweverLongThatIsIdle() {
    agents.members(Map.of("alice", 2, "bob", 1));
    agents.update(free("alice", 1, 100));
    agents.update(free("bob", 1, 900));

    assertThat(next()).isEqualTo("bob");

    agents.update(busy("bob", 2));
    assertThat(next()).isEqualTo("alice");
  }

  @Test
  void aChangedLevelCountsForWhoIsFreeAlready() {
    agents.update(free("alice", 1, 100));
    agents.update(free("bob", 1, 200));
    agents.passOver("alice");

    agents.members(Map.of("alice", 1, "bob", 2));

    assertThat(next()).as("alice is passed over still").isEqualTo("bob");
    agents.update(free("alice", 2, 900));
    assertThat(next()).isEqualTo("alice");
  }
}
