package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ctibar.bus.agent.AgentEvent;
import org.junit.jupiter.api.Test;

class RevisionOrderTest {
  private final RevisionOrder order = new RevisionOrder();

  @Test
  void beginsAnywhere() {
    assertThat(accepted(7)).containsExactly(7L);
    assertThat(order.revision()).isEqualTo(7);
    assertThat(order.waiting()).isFalse();
  }

  @Test
  void holdsBackWhatCameTooEarly() {
    accepted(1);
    assertThat(accepted(4)).isEmpty();
    assertThat(accepted(3)).isEmpty();
    assertThat(order.waiting()).isTrue();
    assertThat(accepted(2)).containsExactly(2L, 3L, 4L);
    assertThat(order.waiting()).isFalse();
  }

  @Test
  void theNewestMayBeToldAgainAndNoOlderOne() {
    accepted(5);
    assertThat(accepted(5)).containsExactly(5L);
    assertThat(accepted(4)).isEmpty();
    assertThat(order.waiting()).isFalse();
  }

  @Test
  void givesUpOnWhatIsLost() {
    accepted(1);
    accepted(3);
    accepted(5);
    assertThat(order.giveUp()).extracting(AgentEvent::revision).containsExactly(3L, 5L);
    assertThat(order.revision()).isEqualTo(5);
    assertThat(order.waiting()).isFalse();
    assertThat(accepted(6)).containsExactly(6L);
  }

  @Test
  void waitsForWhatAReplyToldOf() {
    accepted(1);
    order.expect(2);
    assertThat(order.waiting()).isTrue();
    accepted(2);
    assertThat(order.waiting()).isFalse();
  }

  @Test
  void aSnapshotStandsForAllBeforeIt() {
    accepted(1);
    accepted(3);
    order.snapshot(3);
    assertThat(order.waiting()).isFalse();
    assertThat(accepted(2)).isEmpty();
    assertThat(accepted(4)).containsExactly(4L);
  }

  @Test
  void whatCameTooEarlyForASnapshotFollowsIt() {
    accepted(1);
    accepted(4);
    order.snapshot(3);
    assertThat(accepted(5)).containsExactly(4L, 5L);
  }

  private List<Long> accepted(long revision) {
    return order.accept(Events.event("admin", revision)).stream()
        .map(AgentEvent::revision)
        .toList();
  }
}
