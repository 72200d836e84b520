package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.store.CallLegRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alice talks with a caller and consults bob: what each of the three notices. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class ConsultFlowTest {
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

  private Future<Map<String, Object>> consult() {
    Future<Map<String, Object>> consult = alice.act(CallAct.CONSULT, "1002");
    assertThat(alice.expect("onConsult"))
        .containsEntry("callId", caller)
        .containsEntry("to", "1002")
        .containsEntry("state", "ringing");
    bob.expect("onRing");
    return consult;
  }

  private void consultAnswered() {
    Future<Map<String, Object>> consult = consult();
    bob.offhook();
    bob.expect("onAnswer");
    assertThat(get(consult)).containsEntry("callId", caller);
    alice.expect("onConsult", "talking");
  }

  private String leg(String extension) {
    return centre.legOf(extension);
  }

  /** Bob hangs up, and so ends the call. */
  private void bobEndsTheCall() {
    get(bob.promise(new AgentCommand.HangUp("bob")));
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }

  private void aliceEndsTheCall() {
    alice.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }

  @Test
  void theTargetIsRungAndSeesWhoConsults() {
    Future<Map<String, Object>> consult = alice.act(CallAct.CONSULT, "1002");

    assertThat(bob.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("direction", "INTERNAL")
        .containsEntry("popScreenNo", "1001");
    alice.expect("onConsult", "ringing");
    assertThat(alice.look().work()).isEqualTo(Work.CONSULTING);
    assertThat(alice.look().call().treatment().consult())
        .isEqualTo(new Consult("1002", Consult.RINGING));
    assertThat(consult.isComplete()).isFalse();
    bob.offhook().expect("onAnswer");
    get(consult);
    centre.hears(leg("1001"), leg("1002"));
    assertThat(alice.look().call().treatment().consult())
        .isEqualTo(new Consult("1002", Consult.TALKING));

    get(centre.simulated.hangup(caller));
    bob.hangUp();
    centre.allIsOver(alice, bob);
  }

  @Test
  void completeHandsTheCustomerOver() {
    consultAnswered();
    String bobs = leg("1002");

    assertThat(get(alice.act(CallAct.CONSULT_COMPLETE)))
        .containsEntry("callId", caller)
        .containsEntry("cause", "TRANSFERRED");

    assertThat(alice.expect("onHangup"))
        .containsEntry("cause", "TRANSFERRED")
        .containsEntry("code", 0);
    alice.expect("onReady");
    assertThat(bob.expect("onTransferred"))
        .containsEntry("callId", caller)
        .containsEntry("from", "1001")
        .containsEntry("popScreenNo", "13800001111")
        .containsEntry("direction", "INBOUND");
    centre.hears(caller, bobs);
    assertThat(bob.look().work()).isEqualTo(Work.TALKING);
    bobEndsTheCall();
    assertThat(centre.recordOf(caller).legs())
        .extracting(CallLegRecord::role)
        .containsExactly("caller", "agent", "agent");
  }

  @Test
  void completeWhileItRingsIsABlindTransfer() {
    Future<Map<String, Object>> consult = consult();

    assertThat(get(alice.act(CallAct.CONSULT_COMPLETE))).containsEntry("cause", "TRANSFERRED");

    alice.expect("onHangup");
    assertThat(codeOf(consult)).isNotNull();
    assertThat(bob.expect("onTransferred")).containsEntry("popScreenNo", "13800001111");
    assertThat(bob.look().work()).isEqualTo(Work.RINGING);
    assertThat(bob.offhook().expect("onAnswer")).containsEntry("popScreenNo", "13800001111");
    centre.hears(caller, leg("1002"));
    bobEndsTheCall();
  }

  @Test
  void cancelBringsTheCustomerBack() {
    consultAnswered();

    get(alice.act(CallAct.CONSULT_CANCEL));

    bob.expect("onHangup");
    assertThat(alice.expect("onConsult")).containsEntry("state", "ended");
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    centre.hears(caller, leg("1001"));
    aliceEndsTheCall();
  }

  @Test
  void cancelWhileItRingsBringsTheCustomerBack() {
    Future<Map<String, Object>> consult = consult();

    get(alice.act(CallAct.CONSULT_CANCEL));

    bob.expect("onHangup");
    assertThat(alice.expect("onConsult", "ended")).containsEntry("code", 0);
    assertThat(codeOf(consult)).isNotNull();
    centre.hears(caller, leg("1001"));
    aliceEndsTheCall();
  }

  @Test
  void aTargetWhoRejectsOnThePageBringsTheCustomerBack() {
    Future<Map<String, Object>> consult = consult();

    get(bob.act(CallAct.REJECT));

    assertThat(codeOf(consult)).isEqualTo(ErrorCode.REJECTED);
    assertThat(alice.expect("onConsult", "ended"))
        .containsEntry("cause", "CALL_REJECTED")
        .containsEntry("code", ErrorCode.REJECTED.number());
    assertThat(bob.expect("onHangup")).containsEntry("code", ErrorCode.REJECTED.number());
    centre.hears(caller, leg("1001"));
    aliceEndsTheCall();
  }

  @Test
  void aTargetWhoDoesNotAnswerBringsTheCustomerBack() {
    Future<Map<String, Object>> consult = consult();

    assertThat(codeOf(consult)).isEqualTo(ErrorCode.NO_ANSWER);
    alice.expect("onConsult", "ended");
    bob.expect("onHangup");
    centre.hears(caller, leg("1001"));
    aliceEndsTheCall();
  }

  @Test
  void aTargetThatIsBusyBringsTheCustomerBack() {
    assertThat(codeOf(alice.act(CallAct.CONSULT, "13900000001"))).isEqualTo(ErrorCode.BUSY);
    centre.hears(caller, leg("1001"));
    aliceEndsTheCall();
  }

  @Test
  void aTargetWhoHangsUpBringsTheCustomerBack() {
    consultAnswered();

    get(centre.simulated.hangup(leg("1002")));

    assertThat(alice.expect("onConsult", "ended")).containsEntry("code", 0);
    centre.hears(caller, leg("1001"));
    aliceEndsTheCall();
  }

  @Test
  void anAgentWhoPutsThePhoneDownCompletes() {
    consultAnswered();

    get(centre.simulated.hangup(leg("1001")));

    assertThat(alice.expect("onHangup")).containsEntry("cause", "TRANSFERRED");
    bob.expect("onTransferred");
    centre.hears(caller, leg("1002"));
    bobEndsTheCall();
  }

  @Test
  void aCustomerWhoLeavesLeavesTheTwoToTalk() {
    consultAnswered();

    get(centre.simulated.hangup(caller));

    assertThat(alice.expect("onConsult", "customer_left")).containsEntry("to", "1002");
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    centre.hears(leg("1001"), leg("1002"));
    bobEndsTheCall();
  }

  @Test
  void aCustomerWhoLeavesWhileItRingsLeavesACallThatTheAgentMakes() {
    consult();

    get(centre.simulated.hangup(caller));

    alice.expect("onConsult", "customer_left");
    assertThat(alice.look().work()).isEqualTo(Work.DIALING);
    bob.offhook().expect("onAnswer");
    alice.expect("onCalleeAnswer");
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    bobEndsTheCall();
  }

  @Test
  void alternateSwitchesBetweenTheTwo() {
    consultAnswered();
    String bobs = leg("1002");

    get(alice.act(CallAct.ALTERNATE));
    alice.expect("onConsult", "held");
    centre.hears(caller, leg("1001"));

    get(alice.act(CallAct.ALTERNATE));
    alice.expect("onConsult", "talking");
    centre.hears(bobs, leg("1001"));

    get(alice.act(CallAct.ALTERNATE));
    get(alice.act(CallAct.CONSULT_COMPLETE));
    bob.expect("onTransferred");
    centre.hears(caller, bobs);
    bobEndsTheCall();
  }

  @Test
  void conferenceBringsAllTogetherUntilOneLeaves() {
    consultAnswered();
    String bobs = leg("1002");

    get(alice.act(CallAct.CONFERENCE));

    assertThat(alice.expect("onConference")).containsEntry("state", "begun");
    assertThat(bob.expect("onConference")).containsEntry("state", "begun");
    assertThat(alice.look().work()).isEqualTo(Work.CONFERENCED);
    assertThat(bob.look().work()).isEqualTo(Work.CONFERENCED);
    get(alice.promise(new AgentCommand.HangUp("alice")));
    alice.expect("onHangup");
    bob.expect("onConference", "ended");
    centre.hears(caller, bobs);
    bobEndsTheCall();
  }

  @Test
  void anOutsideNumberCanBeConsulted() {
    get(alice.act(CallAct.CONSULT, "13912345678"));
    assertThat(alice.expect("onConsult", "talking")).containsEntry("to", "13912345678");

    get(alice.act(CallAct.CONSULT_COMPLETE));

    alice.expect("onHangup");
    await().until(() -> get(centre.simulated.channelCount()) == 2);
    get(centre.simulated.hangup(caller));
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }

  private static ErrorCode codeOf(Future<?> promise) {
    return catchThrowableOfType(CtiException.class, () -> get(promise)).code();
  }
}
