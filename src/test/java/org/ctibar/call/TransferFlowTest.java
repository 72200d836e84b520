package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transfers, and customers whose agent is lost: nobody is dropped. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class TransferFlowTest {
  private final Centre centre = Centre.open();
  private Desk alice;
  private Desk bob;
  private String caller;

  @BeforeEach
  void talk() {
    get(centre.simulated.behave("1002", PhoneBehaviour.ringsUntilTold()));
    alice = centre.desk("alice").ready();
    bob = centre.desk("bob");
    caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    alice.forget();
    bob.forget();
  }

  @AfterEach
  void close() {
    centre.close();
  }

  /** A leg that ends at once never talked. */
  private void talksForAWhile() {
    centre.clock.forward(5_000);
  }

  private void ends(Desk last, Desk... all) {
    last.hangUp();
    last.expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(all);
  }

  @Test
  void toAPhoneTheAgentIsFreeWhenItRings() {
    assertThat(get(alice.act(CallAct.TRANSFER_TO_PHONE, "1002")))
        .containsEntry("cause", "TRANSFERRED");

    assertThat(alice.expect("onHangup")).containsEntry("code", 0);
    assertThat(bob.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("popScreenNo", "13800001111")
        .containsEntry("direction", "INBOUND");
    bob.offhook().expect("onAnswer");
    centre.hears(caller, centre.legOf("1002"));
    assertThat(alice.heard()).doesNotContain("onConsult");
    ends(bob, alice, bob);
  }

  @Test
  void outOfHoldToo() {
    get(alice.act(CallAct.HOLD));

    get(alice.act(CallAct.TRANSFER_TO_PHONE, "1002"));

    bob.expect("onRing");
    bob.offhook().expect("onAnswer");
    centre.hears(caller, centre.legOf("1002"));
    ends(bob, alice, bob);
  }

  @Test
  void toAPhoneThatHasJustGoneAwayNothingHappens() {
    get(centre.simulated.unregisterPhone("1020"));

    Future<?> transfer = alice.act(CallAct.TRANSFER_TO_PHONE, "1020");

    assertThat(codeOf(transfer)).isEqualTo(ErrorCode.PHONE_UNREACHABLE);
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    assertThat(alice.heard()).doesNotContain("onConsult", "onHangup");
    centre.hears(caller, centre.legOf("1001"));
    ends(alice, alice);
  }

  @Test
  void aTransferThatNobodyAnswersComesBackToTheAgent() {
    get(alice.act(CallAct.TRANSFER_TO_PHONE, "1049"));
    alice.expect("onHangup");

    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "transfer_failed")
        .containsEntry("popScreenNo", "13800001111");
    alice.offhook();
    alice.expect("onAnswer");
    centre.hears(caller, centre.legOf("1001"));
    ends(alice, alice);
  }

  @Test
  void andElseToTheGroup() {
    get(alice.act(CallAct.TRANSFER_TO_PHONE, "1049"));
    alice.expect("onHangup");
    alice.expect("onRing");
    String later = centre.caller("7001", "13800002222");

    alice.hangUp();
    bob.ready();

    assertThat(bob.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "transfer_failed");
    bob.offhook().expect("onAnswer");
    get(centre.simulated.hangup(later));
    ends(bob, alice, bob);
  }

  @Test
  void toAGroupTheAgentIsFreeAtOnce() {
    Desk carol = centre.desk("carol").ready().forget();

    assertThat(get(alice.act(CallAct.TRANSFER_TO_QUEUE, "2")))
        .containsEntry("cause", "TRANSFERRED");

    alice.expect("onHangup");
    alice.expect("onReady");
    centre.talk(carol, caller);
    centre.hears(caller, centre.legOf("1003"));
    ends(carol, alice, carol);
    assertThat(centre.recordOf(caller).groupId()).isEqualTo("2");
  }

  @Test
  void anAgentWhosePhoneIsLostIsCalledBack() {
    talksForAWhile();
    get(centre.simulated.hangup(centre.legOf("1001"), "MEDIA_TIMEOUT"));

    assertThat(alice.expect("onHangup")).containsEntry("cause", "MEDIA_TIMEOUT");
    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "agent_lost");
    alice.offhook();
    alice.expect("onAnswer");
    centre.hears(caller, centre.legOf("1001"));
    ends(alice, alice);
  }

  @Test
  void aPhoneThatIsDeadIsNoticed() { // 27
    bob.ready();
    get(centre.simulated.goDead(centre.legOf("1001")));

    assertThat(alice.expect("onHangup")).containsEntry("cause", "MEDIA_TIMEOUT");
    get(centre.simulated.unregisterPhone("1001"));
    assertThat(bob.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "agent_lost");
    bob.offhook().expect("onAnswer");
    ends(bob, alice, bob);
  }

  @Test
  void aCallThatAnAgentMadeComesBackThroughTheAgentsGroup() {
    alice.hangUp().expect("onHangup");
    String call = alice.call("13912345678");
    alice.expect("onCalleeAnswer");
    centre.talks(call);
    get(centre.simulated.unregisterPhone("1001"));
    get(centre.simulated.hangup(centre.legOf("1001"), "MEDIA_TIMEOUT"));
    alice.expect("onHangup");

    bob.ready();

    assertThat(bob.expect("onRing"))
        .containsEntry("callId", call)
        .containsEntry("reason", "agent_lost")
        .containsEntry("popScreenNo", "13912345678");
    bob.offhook().expect("onAnswer");
    bob.hangUp().expect("onHangup");
    centre.recordOf(call);
    centre.allIsOver(alice, bob);
  }

  private static ErrorCode codeOf(Future<?> promise) {
    return catchThrowableOfType(CtiException.class, () -> get(promise)).code();
  }
}
