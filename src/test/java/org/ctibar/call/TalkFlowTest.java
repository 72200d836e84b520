package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What alice does with a caller, on her page and on her phone: what both notice. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class TalkFlowTest {
  private final Centre centre = Centre.open();
  private Desk alice;
  private String caller;
  private String leg;

  @BeforeEach
  void talk() {
    alice = centre.desk("alice").ready();
    caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    leg = centre.legOf("1001");
    alice.forget();
  }

  @AfterEach
  void close() {
    centre.close();
  }

  private void aliceEndsTheCall() {
    alice.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice);
  }

  @Test
  void holdAndBack() {
    assertThat(get(alice.act(CallAct.HOLD))).containsEntry("callId", caller);
    assertThat(alice.expect("onHold")).containsEntry("callId", caller).containsEntry("by", "agent");
    assertThat(alice.look().work()).isEqualTo(Work.HELD);

    assertThat(get(alice.act(CallAct.UNHOLD))).containsEntry("callId", caller);
    assertThat(alice.expect("onUnhold")).containsEntry("by", "agent");
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    centre.hears(caller, leg);
    aliceEndsTheCall();
  }

  @Test
  void whoHangsUpOnHoldEndsTheCall() {
    get(alice.act(CallAct.HOLD));
    aliceEndsTheCall();
  }

  @Test
  void aCallerWhoHangsUpOnHoldEndsTheCall() {
    get(alice.act(CallAct.HOLD));

    get(centre.simulated.hangup(caller));

    assertThat(alice.expect("onHangup")).containsEntry("code", 0);
    alice.expect("onReady");
    centre.recordOf(caller);
    centre.allIsOver(alice);
  }

  @Test
  void muteCutsTheAgentOff() {
    get(alice.act(CallAct.MUTE));
    assertThat(alice.expect("onMute")).containsEntry("muted", true);
    await().until(() -> get(centre.simulated.isMuted(leg)));
    assertThat(alice.look().call().treatment().muted()).isTrue();
    assertThat(alice.look().allowed()).contains("unmute").doesNotContain("mute");

    get(alice.act(CallAct.UNMUTE));
    assertThat(alice.expect("onMute")).containsEntry("muted", false);
    await().until(() -> !get(centre.simulated.isMuted(leg)));
    aliceEndsTheCall();
  }

  @Test
  void digitsReachTheCaller() {
    get(alice.act(CallAct.DTMF, "12#"));

    await().until(() -> get(centre.simulated.digitsHeard(caller)).equals("12#"));
    aliceEndsTheCall();
  }

  @Test
  void aPageThatIsLoadedAgainComesBackToItsCall() {
    get(alice.act(CallAct.REATTACH));

    String fresh = centre.legOf("1001");
    assertThat(fresh).isNotEqualTo(leg);
    centre.hears(caller, fresh);
    assertThat(alice.heard()).isEmpty();
    get(alice.act(CallAct.HOLD));
    get(alice.act(CallAct.UNHOLD));
    centre.hears(caller, fresh);
    aliceEndsTheCall();
  }

  @Test
  void thePhonesOwnHoldIsShown() {
    get(centre.simulated.holdByPhone(leg));
    assertThat(alice.expect("onHold")).containsEntry("by", "phone");
    assertThat(alice.look().work()).isEqualTo(Work.HELD);

    get(centre.simulated.unholdByPhone(leg));
    assertThat(alice.expect("onUnhold")).containsEntry("by", "phone");
    centre.hears(caller, leg);
    aliceEndsTheCall();
  }

  @Test
  void aPhoneThatIsPutDownOnItsOwnHoldEndsTheCall() { // 1
    get(centre.simulated.holdByPhone(leg));
    alice.expect("onHold");

    get(centre.simulated.hangup(leg));

    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice);
  }

  @Test
  void thePhonesOwnTransferIsHeeded() { // 14
    Desk bob = centre.desk("bob").forget();

    get(centre.simulated.refer(leg, "1002"));

    assertThat(bob.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("popScreenNo", "13800001111");
    assertThat(alice.expect("onHangup")).containsEntry("cause", "TRANSFERRED");
    bob.offhook().expect("onAnswer");
    centre.hears(caller, centre.legOf("1002"));
    bob.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }

  @Test
  void toAGroupToo() {
    Desk bob = centre.desk("bob").ready().forget();
    alice.promise(new AgentCommand.GoNotReady("alice", "busy"));

    get(centre.simulated.refer(leg, "7001"));

    alice.expect("onHangup");
    centre.talk(bob, caller);
    bob.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }

  @Test
  void toANumberThatLeadsNowhereTheCallerComesBack() {
    get(centre.simulated.refer(leg, "4711"));

    alice.expect("onHangup");
    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "transfer_failed");
    alice.offhook();
    alice.expect("onAnswer");
    centre.hears(caller, centre.legOf("1001"));
    aliceEndsTheCall();
  }

  @Test
  void aCallerCannotTransferTheAgent() { // 13
    get(centre.simulated.refer(caller, "1002"));

    await()
        .until(() -> centre.tap.commands().stream()
                .filter(command -> command.contains("uuid_bridge " + caller))
                .count()
            == 2);
    centre.hears(caller, leg);
    assertThat(get(centre.simulated.legOf("1002"))).isEmpty();
    aliceEndsTheCall();
  }
}
