package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import java.time.Duration;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.Direction;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.store.CallLegRecord;
import org.ctibar.store.CallRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers, agents and a switch: what each of them notices. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class InboundFlowTest {
  private final Centre centre = Centre.open();

  @AfterEach
  void close() {
    centre.close();
  }

  private void talk(Desk desk, String caller) {
    centre.talk(desk, caller);
  }

  @Test
  void anAgentTakesACallAndHangsUp() {
    Desk alice = centre.desk("alice").ready().forget();
    String caller = centre.caller("7001", "13800001111");

    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("popScreenNo", "13800001111")
        .containsEntry("displayName", "Caller 13800001111")
        .containsEntry("direction", "INBOUND");
    alice.offhook();
    assertThat(alice.expect("onAnswer")).containsEntry("direction", "INBOUND");
    alice.hangUp();
    assertThat(alice.expect("onHangup")).containsEntry("callId", caller).containsEntry("code", 0);
    alice.expect("onReady");

    CallRecord record = centre.recordOf(caller);
    assertThat(record.caller()).isEqualTo("13800001111");
    assertThat(record.callee()).isEqualTo("7001");
    assertThat(record.direction()).isEqualTo(Direction.INBOUND);
    assertThat(record.groupId()).isEqualTo("1");
    assertThat(record.agent()).isEqualTo("alice");
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.endedBy()).isEqualTo("agent");
    assertThat(record.cause()).isEqualTo("NORMAL_CLEARING");
    assertThat(record.startedAt())
        .isBeforeOrEqualTo(record.answeredAt())
        .isBeforeOrEqualTo(record.endedAt());
    assertThat(record.bridgedAt()).isBetween(record.answeredAt(), record.endedAt());
    assertThat(record.legs()).extracting(CallLegRecord::role).containsExactly("caller", "agent");
    assertThat(record.legs()).allSatisfy(leg -> assertThat(leg.endedAt()).isNotNull());
    centre.nothingIsLeft();
    assertThat(alice.heard()).containsExactly("onRing", "onAnswer", "onHangup", "onReady");
  }

  @RepeatedTest(5)
  void anActOnTheHeelsOfTheAnswerIsDone() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    alice.offhook();
    alice.expect("onAnswer");

    alice.ask(new AgentCommand.Act("alice", CallAct.HOLD, null));

    assertThat(alice.expect("onHold")).containsEntry("callId", caller);
    alice.ask(new AgentCommand.Act("alice", CallAct.UNHOLD, null));
    alice.expect("onUnhold");
  }

  @Test
  void aCallerHangsUp() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    talk(alice, caller);

    get(centre.simulated.hangup(caller));

    alice.expect("onHangup");
    alice.expect("onReady");
    assertThat(centre.recordOf(caller).endedBy()).isEqualTo("caller");
    centre.nothingIsLeft();
  }

  @Test
  void theAgentsPhoneHangsUp() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    talk(alice, caller);
    centre.clock.forward(1_000);

    get(centre.simulated.hangup(centre.legOf("1001")));

    alice.expect("onHangup");
    assertThat(centre.recordOf(caller).endedBy()).isEqualTo("agent");
    centre.nothingIsLeft();
  }

  @Test
  void aCallerWaitsForAnAgentToBecomeReady() {
    Desk alice = centre.desk("alice");
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> centre.variable(caller, "cti_state").orElse("").equals("waiting"));

    alice.ready();

    talk(alice, caller);
    get(centre.simulated.hangup(caller));
    centre.nothingIsLeft();
  }

  @Test
  void aCallerGivesUpWaiting() {
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> centre.variable(caller, "cti_state").isPresent());
    get(centre.simulated.hangup(caller));

    CallRecord record = centre.recordOf(caller);
    assertThat(record.endedBy()).isEqualTo("caller");
    assertThat(record.bridgedAt()).isNull();
    assertThat(record.agent()).isNull();
    assertThat(record.attempts()).isZero();
    centre.nothingIsLeft();

    Desk alice = centre.desk("alice").ready().forget();
    String next = centre.caller("7001", "13800002222");
    assertThat(alice.expect("onRing")).containsEntry("callId", next);
    get(centre.simulated.hangup(next));
    alice.expect("onHangup");
    centre.nothingIsLeft();
  }

  @Test
  void aCallerWhoGivesUpWhileItRingsIsNoMiss() {
    Desk alice = centre.desk("alice").ready().forget();
    String caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");

    get(centre.simulated.hangup(caller));

    alice.expect("onHangup");
    alice.expect("onReady");
    assertThat(alice.look().presence()).isEqualTo(Presence.READY);
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void aPhoneThatNobodyAnswersLeadsToTheNextAgent() {
    get(centre.simulated.behave("1001", PhoneBehaviour.neverAnswers()));
    Desk alice = centre.desk("alice").ready();
    Desk bob = centre.desk("bob").ready();
    String caller = centre.caller("7003", "13800001111");

    alice.expect("onRing");
    alice.expect("onHangup");
    assertThat(alice.expect("onBusy")).containsEntry("reason", "no_answer");
    talk(bob, caller);
    bob.hangUp();
    bob.expect("onHangup");

    CallRecord record = centre.recordOf(caller);
    assertThat(record.attempts()).isEqualTo(2);
    assertThat(record.agent()).isEqualTo("bob");
    assertThat(record.legs()).hasSize(3);
    assertThat(alice.look().presence()).isEqualTo(Presence.NOT_READY);
    centre.nothingIsLeft();
  }

  @Test
  void theCallerKeepsThePlaceWhenNobodyAnswers() {
    get(centre.simulated.behave("1001", PhoneBehaviour.neverAnswers()));
    Desk alice = centre.desk("alice").ready();
    String first = centre.caller("7003", "13800001111");
    alice.expect("onRing");
    String second = centre.caller("7003", "13800002222");
    await().until(() -> centre.variable(second, "cti_state").isPresent());
    alice.expect("onBusy");

    Desk bob = centre.desk("bob").ready();

    talk(bob, first);
    bob.hangUp().expect("onHangup");
    talk(bob, second);
    bob.hangUp().expect("onHangup");
    centre.nothingIsLeft();
  }

  @Test
  void aPhoneThatRefusesLeadsToTheNextAgent() {
    Desk refuser = centre.desk("refuser").ready();
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");

    refuser.expect("onRing");
    refuser.expect("onHangup");
    talk(alice, caller);
    assertThat(refuser.look().presence()).isEqualTo(Presence.READY);
    alice.hangUp().expect("onHangup");
    centre.nothingIsLeft();
  }

  @Test
  void anAgentWhoRefusesOnThePageLeadsToTheNextAgent() {
    Desk alice = centre.desk("alice").ready();
    Desk bob = centre.desk("bob").ready();
    String caller = centre.caller("7001", "13800001111");

    alice.expect("onRing");
    alice.hangUp().expect("onHangup");
    talk(bob, caller);
    bob.hangUp().expect("onHangup");
    centre.nothingIsLeft();
  }

  @Test
  void anAgentWhosePhoneIsNotRegisteredIsNotOfferedAndIsToldWhy() {
    centre.stopCalls();
    get(centre.simulated.unregisterPhone("1047"));
    centre.startCalls();
    Desk offline = centre.desk("offline");
    await().until(() -> {
      offline.ask(new AgentCommand.GoReady("offline"));
      return "phone_down".equals(offline.look().reason());
    });
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");

    talk(alice, caller);
    assertThat(offline.heard()).doesNotContain("onRing", "onHangup");
    get(centre.simulated.registerPhone("1047"));
    offline.expect("onReady");
    alice.hangUp().expect("onHangup");
    centre.nothingIsLeft();
  }

  @Test
  void aPhoneThatGoesAwayTakesItsAgentOutOfOffer() {
    Desk alice = centre.desk("alice").ready();

    get(centre.simulated.unregisterPhone("1001"));
    assertThat(alice.expect("onBusy")).containsEntry("reason", "phone_down");
    get(centre.simulated.registerPhone("1001"));
    alice.expect("onReady");
  }

  @Test
  void twoCallersAndOneAgentAreServedInOrder() {
    String first = centre.caller("7001", "13800001111");
    await().until(() -> centre.variable(first, "cti_state").isPresent());
    String second = centre.caller("7001", "13800002222");
    await().until(() -> centre.variable(second, "cti_state").isPresent());
    Desk alice = centre.desk("alice").ready();

    talk(alice, first);
    alice.hangUp().expect("onHangup");
    talk(alice, second);
    alice.hangUp().expect("onHangup");

    centre.recordOf(first);
    centre.recordOf(second);
    centre.nothingIsLeft();
  }

  @Test
  void aNumberThatLeadsNowhereIsEnded() {
    centre.caller("7777", "13800001111");
    centre.nothingIsLeft();
    assertThat(centre.records).isEmpty();
  }

  @Test
  void aCallerWhoWasNotAnsweredByTheDialplanIsAnswered() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("5000", "13800001111");

    talk(alice, caller);
    alice.hangUp().expect("onHangup");

    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @ParameterizedTest(name = "{1} times on a switch at {0} % of its pauses")
  @CsvSource({"1, 20", "10, 50", "60, 10"})
  void anAgentWhoHangsUpInTheMomentOfBridgingNeverLosesTheCaller(int pacePercent, int times) {
    centre.pace(pacePercent);
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    for (int i = 0; i < times; i++) {
      alice.expect("onRing");
      String leg = centre.legOf("1001");
      alice.offhook();
      alice.expect("onAnswer");
      int momentMs = i % 6 * pacePercent / 10;
      if (momentMs > 0) {
        get(centre.vertx.timer(momentMs));
      }
      get(centre.simulated.hangup(leg).otherwiseEmpty());
      alice.expect("onHangup");
    }
    talk(alice, caller);
    assertThat(centre.records).isEmpty();
    alice.hangUp().expect("onHangup");
    assertThat(centre.recordOf(caller).attempts()).isGreaterThan(times);
    centre.nothingIsLeft();
  }

  @Test
  void nobodyIsLeftInSilenceByACallerWhoHangsUpInTheMomentOfBridging() {
    Desk alice = centre.desk("alice").ready();
    for (int i = 0; i < 20; i++) {
      String caller = centre.caller("7001", "13800001111");
      alice.expect("onRing");
      alice.offhook();
      alice.expect("onAnswer");
      get(centre.simulated.hangup(caller).otherwiseEmpty());
      alice.expect("onHangup");
      alice.expect("onReady");
      centre.nothingIsLeft();
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> centre.records.size() == 20);
    assertThat(alice.look().work()).isEqualTo(Work.IDLE);
  }
}
