package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.call.CallAct;
import org.ctibar.store.CallLegRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The owner of the switch is gone while an agent brings in another, and the next one carries it on. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class TakenOverConsultationTest extends TakeOver {
  @Test
  void aConsultationGoesOn() {
    consultAnswered();

    anotherOwner();

    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
    hearsMusic(caller);
    assertThat(alice.look().call().treatment().consult())
        .isEqualTo(new Consult("1002", Consult.TALKING));
    nobodyHeardAnything();
    done(alice, CallAct.CONSULT_COMPLETE);
    assertThat(bob.expect("onTransferred")).containsEntry("from", "1001");
    centre.hears(caller, centre.legOf("1002"));
    ends(bob);
    assertThat(centre.recordOf(caller).legs())
        .extracting(CallLegRecord::number)
        .containsExactly("13800001111", "1001", "1002");
  }

  @Test
  void aConsultedPhoneRingsOn() {
    consult();
    String rings = centre.legOf("1002");

    anotherOwner();

    assertThat(centre.legOf("1002")).isEqualTo(rings);
    bob.offhook().expect("onAnswer");
    alice.expect("onConsult", "talking");
    centre.hears(centre.legOf("1001"), rings);
    done(alice, CallAct.CONSULT_CANCEL);
    alice.expect("onConsult", "ended");
    ends(alice);
  }

  @Test
  void aConsultedPhoneThatIsAnsweredMeanwhileIsHeardOf() {
    consult();
    String rings = centre.legOf("1002");
    centre.stopCalls();
    get(centre.simulated.answer(rings));
    await().until(() -> centre.variable(rings, "current_application").orElse("").equals("park"));
    centre.startCalls();

    bob.expect("onAnswer");
    alice.expect("onConsult", "talking");
    centre.hears(centre.legOf("1001"), rings);
    done(alice, CallAct.CONSULT_CANCEL);
    ends(alice);
  }

  @Test
  void whoIsSwitchedToStaysSo() {
    consultAnswered();
    get(alice.act(CallAct.ALTERNATE));
    alice.expect("onConsult", "held");

    anotherOwner();

    centre.hears(caller, centre.legOf("1001"));
    hearsMusic(centre.legOf("1002"));
    nobodyHeardAnything();
    done(alice, CallAct.ALTERNATE);
    alice.expect("onConsult", "talking");
    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
    done(alice, CallAct.CONSULT_CANCEL);
    ends(alice);
  }

  @Test
  void threeStayTogether() {
    consultAnswered();
    get(alice.act(CallAct.CONFERENCE));
    bob.expect("onConference");

    anotherOwner();

    centre.hears(caller, centre.legOf("1002"));
    nobodyHeardAnything();
    get(alice.promise(new AgentCommand.HangUp("alice")));
    bob.expect("onConference", "ended");
    centre.hears(caller, centre.legOf("1002"));
    ends(bob);
  }

  @Test
  void whoIsTransferredReachesTheOther() {
    talk();
    alice.act(CallAct.TRANSFER_TO_PHONE, "1002");
    bob.expect("onRing");
    alice.expect("onHangup");
    String rings = centre.legOf("1002");

    anotherOwner();

    hearsMusic(caller);
    assertThat(centre.legOf("1002")).isEqualTo(rings);
    bob.offhook().expect("onAnswer");
    centre.hears(caller, rings);
    ends(bob);
  }

  @Test
  void aTransferThatNobodyAnswersComesBackToWhoMadeIt() {
    talk();
    alice.act(CallAct.TRANSFER_TO_PHONE, "1002");
    bob.expect("onRing");
    alice.expect("onHangup");

    anotherOwner();

    assertThat(alice.expect("onRing")).containsEntry("reason", CallFacts.TRANSFER_FAILED);
    alice.offhook().expect("onAnswer");
    centre.hears(caller, centre.legOf("1001"));
    ends(alice);
  }

  @Test
  void aRecallRingsOn() {
    talk();
    get(centre.simulated.hangup(centre.legOf("1001"), Causes.MEDIA_TIMEOUT));
    assertThat(alice.expect("onRing")).containsEntry("reason", CallFacts.AGENT_LOST);
    String rings = centre.legOf("1001");

    anotherOwner();

    assertThat(centre.legOf("1001")).isEqualTo(rings);
    alice.offhook().expect("onAnswer");
    centre.hears(caller, rings);
    ends(alice);
  }

  @Test
  void theTwoWhoAreLeftTalkOn() {
    consultAnswered();
    get(centre.simulated.hangup(caller));
    alice.expect("onConsult", "customer_left");

    anotherOwner();

    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
    nobodyHeardAnything();
    ends(bob);
  }
}
