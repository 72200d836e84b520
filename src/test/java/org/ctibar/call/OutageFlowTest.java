package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallIds;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.store.CallRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link is lost, we are away, the switch begins anew: calls live on the switch, not with us. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class OutageFlowTest {
  private final Centre centre = Centre.open();

  @AfterEach
  void close() {
    centre.close();
  }

  private String talking(Desk desk) {
    String caller = centre.caller("7001", "13800001111");
    assertThat(desk.expect("onRing")).containsEntry("callId", caller);
    desk.offhook();
    desk.expect("onAnswer");
    await().until(() -> state(caller).equals("talking"));
    centre.clock.forward(1_000);
    return caller;
  }

  private String waiting() {
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> state(caller).equals("waiting"));
    return caller;
  }

  private String state(String leg) {
    return centre.variable(leg, "cti_state").orElse("");
  }

  @Test
  void aTalkGoesOnWhileTheLinkIsLost() {
    Desk alice = centre.desk("alice").ready();
    String caller = talking(alice);
    alice.forget();

    centre.tap.cut();
    centre.tap.mend();
    await().ignoreExceptions().until(() -> {
      alice.hangUp();
      return true;
    });

    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void aCallerWhoLeftWhileTheLinkWasLostIsNoticed() {
    Desk alice = centre.desk("alice").ready();
    String caller = talking(alice);

    centre.tap.cut();
    get(centre.simulated.hangup(caller));
    centre.tap.mend();

    alice.expect("onHangup");
    alice.expect("onReady");
    assertThat(centre.recordOf(caller).endedBy()).isEqualTo("caller");
    centre.nothingIsLeft();
  }

  @Test
  void anAgentsPhoneThatLeftWhileTheLinkWasLostIsNoticed() {
    Desk alice = centre.desk("alice").ready();
    String caller = talking(alice);

    centre.tap.cut();
    get(centre.simulated.hangup(centre.legOf("1001")));
    centre.tap.mend();

    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void aCallerWhoWaitsWhileTheLinkIsLostIsOfferedAfterwards() {
    Desk alice = centre.desk("alice");
    String caller = waiting();

    centre.tap.cut();
    alice.ready();
    centre.tap.mend();

    assertThat(alice.expect("onRing")).containsEntry("callId", caller);
    get(centre.simulated.hangup(caller));
    alice.expect("onHangup");
    centre.nothingIsLeft();
  }

  @Test
  void aCallerWhoCameWhileTheLinkWasLostIsFound() {
    Desk alice = centre.desk("alice").ready();
    centre.tap.cut();
    String caller = centre.caller("7001", "13800001111");
    await()
        .until(() -> centre.variable(caller, "current_application").orElse("").equals("park"));
    centre.tap.mend();

    assertThat(alice.expect("onRing")).containsEntry("callId", caller);
    get(centre.simulated.hangup(caller));
    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void anAnswerThatWasNotHeardIsFound() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    String leg = centre.legOf("1001");

    centre.tap.cut();
    get(centre.simulated.answer(leg));
    await().until(() -> centre.variable(leg, "current_application").orElse("").equals("park"));
    centre.tap.mend();

    alice.expect("onAnswer");
    await().until(() -> state(caller).equals("talking"));
    alice.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void aPhoneThatShouldNoLongerRingIsSilencedWhenTheLinkIsBack() {
    get(centre.simulated.behave("1001", PhoneBehaviour.neverAnswers()));
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7003", "13800001111");
    alice.expect("onRing");

    centre.tap.cut();
    alice.expect("onHangup");
    assertThat(get(centre.simulated.legOf("1001"))).isPresent();
    centre.tap.mend();

    await().until(() -> get(centre.simulated.legOf("1001")).isEmpty());
    get(centre.simulated.hangup(caller));
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void commandsAreRefusedWhileTheLinkIsLost() {
    Desk alice = centre.desk("alice").ready();
    centre.tap.cut();

    await().until(() -> {
      CtiException refusal =
          catchThrowableOfType(CtiException.class, () -> get(alice.tryCall("1002")));
      return refusal != null && refusal.code() == ErrorCode.UNAVAILABLE;
    });
    assertThat(alice.look().work()).isEqualTo(Work.IDLE);
    assertThat(alice.look().presence()).isEqualTo(Presence.READY);
  }

  @Test
  void aCallerWhoWaitsIsFoundByTheNextOwner() {
    Desk alice = centre.desk("alice");
    String caller = waiting();

    centre.stopCalls();
    assertThat(get(centre.simulated.channelCount())).isEqualTo(1);
    centre.startCalls();
    alice.ready();

    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("popScreenNo", "13800001111")
        .containsEntry("displayName", "Caller 13800001111");
    alice.offhook();
    alice.expect("onAnswer");
    alice.hangUp().expect("onHangup");
    CallRecord record = centre.recordOf(caller);
    assertThat(record.callee()).isEqualTo("7001");
    centre.nothingIsLeft();
  }

  @Test
  void aTalkGoesOnUnderTheNextOwnerAndEndsProperly() {
    Desk alice = centre.desk("alice").ready();
    String caller = talking(alice);

    centre.stopCalls();
    centre.startCalls();
    await().ignoreExceptions().until(() -> {
      alice.hangUp();
      return true;
    });

    assertThat(alice.expect("onHangup")).containsEntry("callId", caller);
    alice.expect("onReady");
    CallRecord record = centre.recordOf(caller);
    assertThat(record.caller()).isEqualTo("13800001111");
    assertThat(record.callee()).isEqualTo("7001");
    assertThat(record.agent()).isEqualTo("alice");
    assertThat(record.legs())
        .extracting(org.ctibar.store.CallLegRecord::number)
        .containsExactly("13800001111", "1001");
    centre.nothingIsLeft();
  }

  @Test
  void aTalkOfAgentsGoesOnUnderTheNextOwner() {
    Desk alice = centre.desk("alice");
    Desk bob = centre.desk("bob");
    String call = alice.call("1002");
    bob.expect("onRing");
    bob.offhook();
    alice.expect("onCalleeAnswer");
    await().until(() -> centre.variable(CallIds.callee(call), "bridge_to").isPresent());

    centre.stopCalls();
    centre.startCalls();
    await().ignoreExceptions().until(() -> {
      bob.hangUp();
      return true;
    });

    bob.expect("onHangup");
    alice.expect("onHangup");
    CallRecord record = centre.recordOf(call);
    assertThat(record.caller()).isEqualTo("1001");
    assertThat(record.callee()).isEqualTo("1002");
    assertThat(record.agent()).isEqualTo("alice");
    centre.nothingIsLeft();
  }

  @Test
  void anAgentWhoseCallEndedWhileNobodyOwnedItIsFree() {
    Desk alice = centre.desk("alice").ready();
    String caller = talking(alice);

    centre.stopCalls();
    get(centre.simulated.hangup(caller));
    centre.startCalls();

    alice.expect("onHangup");
    alice.expect("onReady");
    centre.nothingIsLeft();
  }

  @Test
  void anAgentOfWhoseCallNothingIsLeftIsFree() {
    Desk alice = centre.desk("alice").ready();
    String caller = talking(alice);

    centre.stopCalls();
    get(centre.simulated.hangup(caller));
    get(centre.simulated.hangup(centre.legOf("1001")));
    centre.nothingIsLeft();
    centre.startCalls();

    alice.expect("onHangup");
    alice.expect("onReady");
  }

  @Test
  void everybodyIsToldWhenTheSwitchBeganAnew() {
    Desk alice = centre.desk("alice").ready();
    String talk = talking(alice);
    String waits = waiting();

    centre.restartSwitch();

    alice.expect("onHangup");
    alice.expect("onReady");
    centre.recordOf(talk);
    centre.recordOf(waits);
    String next = centre.caller("7001", "13800002222");
    assertThat(alice.expect("onRing")).containsEntry("callId", next);
    get(centre.simulated.hangup(next));
    alice.expect("onHangup");
    centre.nothingIsLeft();
  }
}
