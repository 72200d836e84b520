package org.ctibar.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.store.CallLegRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The owner of the switch is gone in the middle of something, and the next one carries it on: nobody notices. */
@Timeout(180)
class TakeOverFlowTest {
  private static final String LISTED = "\"row_count\":";
  private static final String UNREADABLE = "\"row_count\";";

  private final Centre centre = Centre.open();
  private Desk alice;
  private Desk bob;
  private String caller;

  @BeforeEach
  void signIn() {
    get(centre.simulated.behave("1002", PhoneBehaviour.ringsUntilTold()));
    alice = centre.desk("alice").ready();
    bob = centre.desk("bob");
  }

  @AfterEach
  void close() {
    centre.close();
  }

  private void talk() {
    caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    centre.clock.forward(1_000);
    alice.forget();
    bob.forget();
  }

  private void consult() {
    talk();
    alice.act(CallAct.CONSULT, "1002");
    alice.expect("onConsult", "ringing");
    bob.expect("onRing");
  }

  private void consultAnswered() {
    consult();
    bob.offhook().expect("onAnswer");
    alice.expect("onConsult", "talking");
    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
  }

  /** What the pages heard of it is what they do not hear again. */
  private void anotherOwner() {
    alice.forget();
    bob.forget();
    centre.stopCalls();
    centre.startCalls();
  }

  private void nobodyHeardAnything() {
    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
  }

  /** An owner that is new refuses nothing: the first command is answered as any other. */
  private Map<String, Object> done(Desk desk, CallAct act) {
    return get(desk.act(act));
  }

  private void hearsMusic(String leg) {
    await()
        .until(() -> centre
            .variable(leg, "current_application")
            .filter("playback"::equals)
            .isPresent());
  }

  private void ends(Desk last) {
    get(last.promise(new AgentCommand.HangUp(last.agentId())));
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }

  @Test
  void whoeverDoesNotKnowTheCallsEndsNone() {
    talk();
    centre.tap.garble(LISTED.getBytes(UTF_8), UNREADABLE.getBytes(UTF_8));
    anotherOwner();

    await()
        .during(Duration.ofSeconds(4)) // so long agents are looked at after the calls
        .atMost(Duration.ofSeconds(10))
        .until(() -> alice.look().work() == Work.TALKING);

    centre.tap.garble(new byte[0], new byte[0]);
    done(alice, CallAct.HOLD);
    ends(alice);
  }

  @Test
  void whoIsOnHoldIsTakenBack() {
    talk();
    get(alice.act(CallAct.HOLD));

    anotherOwner();

    hearsMusic(caller);
    assertThat(alice.look().work()).isEqualTo(Work.HELD);
    nobodyHeardAnything();
    done(alice, CallAct.UNHOLD);
    alice.expect("onUnhold");
    centre.hears(caller, centre.legOf("1001"));
    ends(alice);
  }

  @Test
  void aHoldThatWasAskedForAndNotReportedStands() {
    talk();
    centre.tap.muffle();
    Future<?> hold = alice.act(CallAct.HOLD);
    await().until(() -> centre.variable(caller, "cti_state").orElse("").equals("held"));
    centre.stopCalls();
    centre.tap.clear();
    centre.startCalls();

    assertThat(alice.expect("onHold")).containsEntry("by", Treatment.BY_AGENT);
    get(hold);
    hearsMusic(caller);
    done(alice, CallAct.UNHOLD);
    ends(alice);
  }

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
  void whoseAgentHungUpAsTheOwnerWentIsNotOfferedAgain() {
    talk();
    bob.ready();
    centre.tap.muffle();
    alice.promise(new AgentCommand.HangUp("alice"));
    await().until(() -> get(centre.simulated.channelCount()) == 1);
    centre.stopCalls();
    centre.tap.clear();
    centre.startCalls();

    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
    assertThat(bob.heard()).doesNotContain("onRing");
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

  @Test
  void anAgentWhoIsMutedStaysSo() {
    talk();
    get(alice.act(CallAct.MUTE));

    anotherOwner();

    await().until(() -> centre.variable(caller, "bridge_to").isPresent());
    get(alice.act(CallAct.UNMUTE));
    assertThat(alice.heard()).containsExactly("onMute");
    ends(alice);
  }

  @Test
  void aPhoneThatIsOfferedACallRingsOn() {
    caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    String rings = centre.legOf("1001");

    anotherOwner();

    assertThat(centre.legOf("1001")).isEqualTo(rings);
    nobodyHeardAnything();
    alice.offhook().expect("onAnswer");
    centre.hears(caller, rings);
    ends(alice);
  }

  @Test
  void anOfferThatIsAnsweredMeanwhileIsHeardOf() {
    caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    String rings = centre.legOf("1001");
    centre.stopCalls();
    get(centre.simulated.answer(rings));
    centre.startCalls();

    alice.expect("onAnswer");
    centre.hears(caller, rings);
    ends(alice);
  }

  @Test
  void anOfferThatNobodyAnswersGoesToTheNext() {
    get(centre.simulated.behave("1001", PhoneBehaviour.neverAnswers()));
    caller = centre.caller("7003", "13800001111");
    alice.expect("onRing");
    bob.ready();

    anotherOwner();

    alice.expect("onHangup");
    alice.expect("onBusy");
    assertThat(bob.expect("onRing")).containsEntry("callId", caller);
    bob.offhook().expect("onAnswer");
    ends(bob);
  }

  @Test
  void aCallThatIsBeingMadeGoesOn() {
    caller = alice.call("1002");
    alice.expect("onAnswer");
    bob.expect("onRing");
    List<String> legs = List.of(centre.legOf("1001"), centre.legOf("1002"));

    anotherOwner();

    assertThat(List.of(centre.legOf("1001"), centre.legOf("1002"))).isEqualTo(legs);
    bob.offhook().expect("onAnswer");
    alice.expect("onCalleeAnswer");
    centre.hears(legs.get(0), legs.get(1));
    assertThat(alice.heard()).containsExactly("onCalleeAnswer");
    ends(alice);
    assertThat(centre.recordOf(caller).caller()).isEqualTo("1001");
    assertThat(centre.recordOf(caller).callee()).isEqualTo("1002");
  }

  @Test
  void aCallWhoseOwnPhoneStillRingsGoesOn() {
    get(centre.simulated.behave("1001", PhoneBehaviour.ringsUntilTold()));
    caller = alice.call("1002");
    alice.expect("onRing");

    anotherOwner();

    alice.offhook().expect("onAnswer");
    bob.expect("onRing");
    bob.offhook().expect("onAnswer");
    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
    ends(alice);
  }

  @Test
  void aCallThatThePhoneMadeIsKnownAgain() {
    String phones = get(centre.simulated.dialFrom("1001", "13912345678"));
    alice.expect("onCalleeAnswer");

    anotherOwner();

    nobodyHeardAnything();
    get(alice.promise(new AgentCommand.HangUp("alice")));
    alice.expect("onHangup");
    centre.recordOf(phones);
    centre.allIsOver(alice, bob);
  }
}
