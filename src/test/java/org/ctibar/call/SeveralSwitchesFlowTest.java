package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallIds;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller is on fs1; the phones of bob and carol are registered at fs2. */
@Tag(Tiers.INTEGRATION)
@Timeout(120)
class SeveralSwitchesFlowTest {
  private final TwoSwitches two = TwoSwitches.open();

  @AfterEach
  void close() {
    two.close();
  }

  /** @return the caller's leg on fs1 */
  private String ringing(Desk desk, String number) {
    String caller = two.fs1.caller(number);
    assertThat(desk.expect("onRing")).containsEntry("callId", caller);
    return caller;
  }

  private String talking(Desk desk) {
    String caller = ringing(desk, "7001");
    desk.offhook();
    desk.expect("onAnswer");
    two.fs1.state(caller, "talking");
    two.clock.forward(1_000);
    return caller;
  }

  @Test
  void aPhoneOfAnotherSwitchIsRungAnsweredHeldAndTakenBack() {
    Desk bob = two.desk("bob").ready();
    String caller = ringing(bob, "7001");
    String phone = two.fs2.legOf("1002");
    assertThat(phone).isEqualTo(CallIds.phone(CallIds.offer(caller, 1)));
    assertThat(two.fs2.variable(phone, "sip_h_X-CTI-Call")).contains(caller);
    assertThat(two.fs2.variable(phone, "sip_h_X-CTI-Phone-Leg")).isEmpty();
    assertThat(two.fs2.variable(phone, "effective_caller_id_number")).isEmpty();

    bob.offhook();
    bob.expect("onAnswer");
    two.fs1.state(caller, "talking");
    two.hearEachOther(caller, two.fs1, phone, two.fs2);
    two.clock.forward(1_000);

    get(bob.act(CallAct.HOLD));
    bob.expect("onHold");
    assertThat(two.fs1.variable(caller, "current_application")).contains("playback");
    get(bob.act(CallAct.UNHOLD));
    bob.expect("onUnhold");
    two.hearEachOther(caller, two.fs1, phone, two.fs2);

    bob.hangUp().expect("onHangup");
    assertThat(two.recordOf(caller).agent()).isEqualTo("bob");
    two.allIsOver(bob);
  }

  @Test
  void theCallerHangsUp() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(bob);

    get(two.fs1.simulated.hangup(caller));

    bob.expect("onHangup");
    bob.expect("onReady");
    two.allIsOver(bob);
  }

  @Test
  void thePhoneIsPutDown() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(bob);

    get(two.fs2.simulated.hangup(two.fs2.legOf("1002")));

    bob.expect("onHangup");
    assertThat(two.recordOf(caller).endedBy()).isEqualTo("agent");
    two.allIsOver(bob);
  }

  @Test
  void theCallerLeavesWhileThePhoneRings() {
    Desk bob = two.desk("bob").ready();
    String caller = ringing(bob, "7001");
    two.fs2.legOf("1002");

    get(two.fs1.simulated.hangup(caller));

    bob.expect("onHangup");
    two.allIsOver(bob);
    assertThat(bob.look().presence()).isEqualTo(Presence.READY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CALL_REJECTED", "USER_BUSY", "NO_USER_RESPONSE"})
  void aRefusalIsNoMiss(String cause) {
    Desk bob = two.desk("bob").ready();
    String caller = ringing(bob, "7001");

    get(two.fs2.simulated.refuse(two.fs2.legOf("1002"), cause));

    assertThat(bob.expect("onHangup")).containsEntry("cause", cause);
    two.fs1.state(caller, "waiting");
    assertThat(bob.look().presence()).isEqualTo(Presence.READY);
    get(two.fs1.simulated.hangup(caller));
    two.allIsOver(bob);
  }

  @Test
  void whoDoesNotAnswerIsNotReadyAndThePhoneIsSilent() {
    get(two.fs2.simulated.behave("1002", PhoneBehaviour.neverAnswers()));
    Desk bob = two.desk("bob").ready();
    String caller = ringing(bob, "7003");

    bob.expect("onHangup");
    assertThat(bob.expect("onBusy")).containsEntry("reason", "no_answer");
    two.fs2.isEmpty();
    two.fs1.state(caller, "waiting");
    get(two.fs1.simulated.hangup(caller));
    two.allIsOver(bob);
  }

  @Test
  void thePageOfAnotherSwitchRejects() {
    Desk bob = two.desk("bob").ready();
    String caller = ringing(bob, "7001");

    get(bob.act(CallAct.REJECT));

    bob.expect("onHangup");
    two.fs2.isEmpty();
    get(two.fs1.simulated.hangup(caller));
    two.allIsOver(bob);
  }

  @Test
  void aPhoneThatLeavesItsSwitchIsNotOfferedAndComesBack() {
    Desk bob = two.desk("bob").ready();

    get(two.fs2.simulated.unregisterPhone("1002"));
    assertThat(bob.expect("onBusy")).containsEntry("reason", "phone_down");

    get(two.fs2.simulated.registerPhone("1002"));
    bob.expect("onReady");
    two.fs1.caller("7001");
    bob.expect("onRing");
  }

  @Test
  void aPhoneThatMovesToTheOtherSwitchIsRungThere() {
    Desk bob = two.desk("bob").ready();

    get(two.fs1.simulated.registerPhone("1002"));
    get(two.fs2.simulated.unregisterPhone("1002"));
    String caller = ringing(bob, "7001");

    assertThat(two.fs1.legOf("1002")).isEqualTo(CallIds.offer(caller, 1));
    assertThat(bob.heard()).doesNotContain("onBusy");
    two.fs2.isEmpty();
  }

  @Test
  void aCallIsMadeThroughTheSwitchOfThePhone() {
    Desk bob = two.desk("bob");
    String call = bob.call("13912345678");

    bob.expect("onCalleeAnswer");
    assertThat(bob.look().call().switchId()).isEqualTo("fs2");
    two.fs1.isEmpty();
    bob.hangUp().expect("onHangup");
    assertThat(two.recordOf(call).callee()).isEqualTo("13912345678");
    two.allIsOver(bob);
  }

  @Test
  void anExtensionOfTheOtherSwitchIsCalled() {
    Desk alice = two.desk("alice");
    Desk bob = two.desk("bob");
    bob.call("1001");
    alice.expect("onRing");
    alice.offhook();

    alice.expect("onAnswer");
    bob.expect("onCalleeAnswer");
    two.hearEachOther(two.fs1.legOf("1001"), two.fs1, two.fs2.legOf("1002"), two.fs2);

    alice.hangUp().expect("onHangup");
    bob.expect("onHangup");
    two.allIsOver(alice, bob);
  }

  @Test
  void aColleagueOfTheOtherSwitchIsConsultedAndTakesTheCallOver() {
    Desk alice = two.desk("alice").ready();
    String caller = talking(alice);
    Desk bob = two.desk("bob");

    alice.act(CallAct.CONSULT, "1002");
    bob.expect("onRing");
    bob.offhook();
    bob.expect("onAnswer");
    alice.expect("onConsult", "talking");
    two.clock.forward(1_000);
    get(alice.act(CallAct.CONSULT_COMPLETE));

    alice.expect("onHangup");
    two.hearEachOther(caller, two.fs1, two.fs2.legOf("1002"), two.fs2);
    get(two.fs1.simulated.hangup(caller));
    bob.expect("onHangup");
    two.allIsOver(alice, bob);
  }

  @Test
  void aPhoneThatIsGoneCannotBeConsulted() {
    Desk alice = two.desk("alice").ready();
    talking(alice);
    get(two.fs2.simulated.unregisterPhone("1002"));
    await()
        .until(() -> get(alice
                .act(CallAct.CONSULT, "1002")
                .map("taken")
                .otherwise(e -> e.getMessage()))
            .contains("not registered"));
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
  }

  @Test
  void aHoldOnThePhoneItselfIsShown() {
    Desk bob = two.desk("bob").ready();
    talking(bob);
    String phone = two.fs2.legOf("1002");

    get(two.fs2.simulated.holdByPhone(phone));
    bob.expect("onHold");
    get(two.fs2.simulated.unholdByPhone(phone));
    bob.expect("onUnhold");

    get(two.fs2.simulated.hangup(phone));
    bob.expect("onHangup");
    two.allIsOver(bob);
  }

  @Test
  void aTransferByThePhoneItselfIsDone() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(bob);
    Desk alice = two.desk("alice");

    get(two.fs2.simulated.refer(two.fs2.legOf("1002"), "1001"));

    assertThat(alice.expect("onRing")).containsEntry("callId", caller);
    alice.offhook();
    alice.expect("onAnswer");
    bob.expect("onHangup");
    two.hearEachOther(caller, two.fs1, two.fs1.legOf("1001"), two.fs1);
    alice.hangUp().expect("onHangup");
    two.allIsOver(alice, bob);
  }

  @Test
  void aTransferByThePhoneItselfThatLeadsNowhereBringsTheCallerBack() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(bob);

    get(two.fs2.simulated.refer(two.fs2.legOf("1002"), "0999"));

    two.fs1.state(caller, "recalling");
    two.fs2.legOf("1002");
    get(two.fs1.simulated.hangup(caller));
    two.allIsOver(bob);
  }

  @Test
  void aTalkOutlivesTheOwnersOfBothSwitches() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(bob);
    String phone = two.fs2.legOf("1002");

    two.fs2.disown();
    two.fs2.own();
    two.hearEachOther(caller, two.fs1, phone, two.fs2);

    two.fs1.disown();
    two.fs1.own();
    two.hearEachOther(caller, two.fs1, phone, two.fs2);
    await().ignoreExceptions().until(() -> {
      bob.hangUp();
      return true;
    });
    bob.expect("onHangup");
    two.allIsOver(bob);
  }
}
