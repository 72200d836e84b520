package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.call.Centre.get;

import java.util.Map;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.store.CallRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that a desk phone makes by itself, and attached data. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class PhoneCallFlowTest {
  private final Centre centre = Centre.open();

  @AfterEach
  void close() {
    centre.close();
  }

  @Test
  void aPhoneThatDialsOutsideByItselfShowsOnThePage() {
    Desk alice = centre.desk("alice").ready().forget();

    get(centre.simulated.dialFrom("1001", "13912345678"));

    assertThat(alice.expect("onRing"))
        .containsEntry("direction", "OUTBOUND")
        .containsEntry("popScreenNo", "13912345678");
    alice.expect("onCalleeAnswer");
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    String call = alice.look().call().callId();
    alice.hangUp().expect("onHangup");
    CallRecord record = centre.recordOf(call);
    assertThat(record.callee()).isEqualTo("13912345678");
    assertThat(record.agent()).isEqualTo("alice");
    centre.allIsOver(alice);
  }

  @Test
  void anAgentWhoIsOnThePhoneByItselfIsNotOfferedACall() {
    Desk alice = centre.desk("alice").ready().forget();
    get(centre.simulated.dialFrom("1001", "13912345678"));
    alice.expect("onRing");
    Desk bob = centre.desk("bob").ready();

    String caller = centre.caller("7001", "13800001111");

    centre.talk(bob, caller);
    bob.hangUp().expect("onHangup");
    alice.hangUp();
    centre.allIsOver(alice, bob);
  }

  @Test
  void aPhoneThatDialsAnAgentShowsAtBothPages() {
    Desk alice = centre.desk("alice").forget();
    Desk bob = centre.desk("bob").forget();

    get(centre.simulated.dialFrom("1001", "1002"));

    assertThat(alice.expect("onRing")).containsEntry("popScreenNo", "1002");
    assertThat(bob.expect("onRing"))
        .containsEntry("direction", "INTERNAL")
        .containsEntry("popScreenNo", "1001");
    bob.expect("onAnswer");
    alice.expect("onCalleeAnswer");
    get(centre.simulated.hangup(centre.legOf("1001")));
    alice.expect("onHangup");
    bob.expect("onHangup");
    centre.allIsOver(alice, bob);
  }

  @Test
  void whatThePhoneDoesByItselfOnlyThePhoneGoesOnWith() {
    Desk alice = centre.desk("alice");
    get(centre.simulated.dialFrom("1001", "13912345678"));
    alice.expect("onCalleeAnswer");

    assertThat(alice.look().allowed()).contains("hangup").doesNotContain("hold", "transfer");
    assertThat(get(alice.act(CallAct.HOLD).map("").otherwise(Throwable::getMessage)))
        .contains("hold");

    alice.hangUp().expect("onHangup");
    centre.allIsOver(alice);
  }

  @Test
  void dataOfTheNumberIsInEveryEventAndInTheRecord() {
    Map<String, String> data = Map.of("campaign", "spring");
    Desk alice = centre.desk("alice").ready().forget();
    Desk bob = centre.desk("bob").forget();
    String caller = centre.caller("7004", "13800001111");
    assertThat(alice.expect("onRing")).containsEntry("data", data);
    alice.offhook();
    assertThat(alice.expect("onAnswer")).containsEntry("data", data);
    centre.talks(caller);
    get(alice.act(CallAct.HOLD));
    assertThat(alice.expect("onHold")).containsEntry("data", data);
    get(alice.act(CallAct.UNHOLD));
    assertThat(alice.expect("onUnhold")).containsEntry("data", data);
    get(alice.act(CallAct.MUTE));
    assertThat(alice.expect("onMute")).containsEntry("data", data);
    get(alice.act(CallAct.CONSULT, "1002"));
    assertThat(alice.expect("onConsult")).containsEntry("data", data);
    assertThat(bob.expect("onRing")).containsEntry("data", data);
    get(alice.act(CallAct.CONFERENCE));
    assertThat(alice.expect("onConference")).containsEntry("data", data);
    get(alice.promise(new AgentCommand.HangUp("alice")));
    assertThat(alice.expect("onHangup")).containsEntry("data", data);
    assertThat(bob.expect("onTransferred")).containsEntry("data", data);
    bob.hangUp();
    assertThat(bob.expect("onHangup")).containsEntry("data", data);

    assertThat(centre.recordOf(caller).data().getMap()).isEqualTo(data);
    centre.allIsOver(alice, bob);
  }

  @Test
  void dataThatAnAgentAttachesGoesAlong() {
    Map<String, String> data = Map.of("customer", "42", "note", "O'Neil ${x} 王");
    Desk alice = centre.desk("alice");
    Desk bob = centre.desk("bob");

    get(alice.promise(new AgentCommand.Dial("alice", "1002", data)));

    assertThat(alice.expect("onRing")).containsEntry("data", data);
    assertThat(bob.expect("onRing")).containsEntry("data", data);
    assertThat(alice.expect("onCalleeAnswer")).containsEntry("data", data);
    String call = alice.look().call().callId();
    bob.hangUp().expect("onHangup");
    assertThat(centre.recordOf(call).data().getMap()).isEqualTo(data);
    centre.allIsOver(alice, bob);
  }
}
