package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.bus.Topics;
import org.ctibar.bus.WatchBegan;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.CallsListed;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.bus.call.LiveCall.Party;
import org.ctibar.bus.call.LiveCall.State;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who watch are told of calls. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class OnlookersFlowTest {
  private final Centre centre = Centre.open();
  private final List<CallEvent> told = new CopyOnWriteArrayList<>();
  private final List<CallsListed> listed = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watch() {
    Topics.CALL_EVENT.subscribe(centre.vertx, "", told::add);
    Topics.CALLS_LISTED.subscribe(centre.vertx, "", listed::add);
  }

  @AfterEach
  void close() {
    centre.close();
  }

  @Test
  void seeACallFromItsComingToItsEnd() {
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> states().contains(State.WAITING));
    Desk alice = centre.desk("alice").ready();
    alice.expect("onRing");
    alice.offhook();
    alice.expect("onAnswer");
    alice.hangUp();
    alice.expect("onHangup");
    await().until(() -> states().contains(State.ENDED));

    assertThat(states().stream().distinct())
        .startsWith(State.WAITING, State.RINGING, State.TALKING)
        .endsWith(State.ENDED);
    assertThat(told).extracting(CallEvent::revision).isSorted().doesNotHaveDuplicates();
    LiveCall first = told.get(0).call();
    assertThat(first.callId()).isEqualTo(caller);
    assertThat(first.from()).isEqualTo("13800001111");
    assertThat(first.queueId()).isEqualTo("1");
    assertThat(first.parties()).isEmpty();
    LiveCall last = told.get(told.size() - 1).call();
    assertThat(last.bridgedAt()).isBetween(last.startedAt(), last.endedAt());
    assertThat(last.cause()).isEqualTo("NORMAL_CLEARING");
    assertThat(last.parties()).extracting(Party::agentId).containsExactly("alice");
  }

  @Test
  void whoBeginsToWatchIsToldOfAllThatLives() {
    String waiting = centre.caller("7001", "13800001111");
    await().until(() -> states().contains(State.WAITING));
    told.clear();
    listed.clear();

    Topics.WATCH_BEGAN.publish(centre.vertx, "", new WatchBegan("n2#1"));

    await().until(() -> !listed.isEmpty());
    assertThat(told).extracting(event -> event.call().callId()).contains(waiting);
    CallsListed all = listed.get(0);
    assertThat(all.callIds()).containsExactly(waiting);
    assertThat(all.revision()).isEqualTo(told.get(told.size() - 1).revision());
    get(centre.simulated.hangup(waiting));
  }

  private List<State> states() {
    return told.stream().map(event -> event.call().state()).toList();
  }
}
