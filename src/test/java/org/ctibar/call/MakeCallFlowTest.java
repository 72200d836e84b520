package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.store.CallLegRecord;
import org.ctibar.store.CallRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents who call: what both ends notice. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class MakeCallFlowTest {
  private final Centre centre = Centre.open();

  @AfterEach
  void close() {
    centre.close();
  }

  @Test
  void anAgentCallsAnAgent() {
    Desk alice = centre.desk("alice").ready().forget();
    Desk bob = centre.desk("bob").forget();

    String call = alice.call("1002");

    assertThat(alice.expect("onRing"))
        .containsEntry("callId", call)
        .containsEntry("direction", "INTERNAL")
        .containsEntry("popScreenNo", "1002");
    alice.expect("onAnswer");
    assertThat(bob.expect("onRing"))
        .containsEntry("callId", call)
        .containsEntry("direction", "INTERNAL")
        .containsEntry("popScreenNo", "1001");
    bob.offhook();
    bob.expect("onAnswer");
    assertThat(alice.expect("onCalleeAnswer")).containsEntry("callId", call);
    centre.talks(call);
    bob.hangUp();
    bob.expect("onHangup");
    alice.expect("onHangup");
    alice.expect("onReady");
    assertThat(bob.look().presence()).isEqualTo(Presence.NOT_READY);

    CallRecord record = centre.recordOf(call);
    assertThat(record.direction()).isEqualTo(Direction.INTERNAL);
    assertThat(record.caller()).isEqualTo("1001");
    assertThat(record.callee()).isEqualTo("1002");
    assertThat(record.agent()).isEqualTo("alice");
    assertThat(record.endedBy()).isEqualTo("callee");
    assertThat(record.bridgedAt()).isNotNull();
    assertThat(record.legs()).extracting(CallLegRecord::role).containsExactly("agent", "callee");
    centre.nothingIsLeft();
    assertThat(alice.heard())
        .containsExactly("onRing", "onAnswer", "onCalleeAnswer", "onHangup", "onReady");
  }

  @Test
  void anAgentCallsOutside() {
    Desk alice = centre.desk("alice");

    String call = alice.call("13912345678");

    assertThat(alice.expect("onRing"))
        .containsEntry("direction", "OUTBOUND")
        .containsEntry("popScreenNo", "13912345678");
    alice.expect("onAnswer");
    alice.expect("onCalleeAnswer");
    alice.hangUp();
    assertThat(alice.expect("onHangup")).containsEntry("code", 0);

    CallRecord record = centre.recordOf(call);
    assertThat(record.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(record.callee()).isEqualTo("13912345678");
    assertThat(record.endedBy()).isEqualTo("agent");
    centre.nothingIsLeft();
  }

  @Test
  void theOutsidePartyHangsUp() {
    Desk alice = centre.desk("alice");
    String call = alice.call("13912345678");
    alice.expect("onCalleeAnswer");

    get(centre.simulated.hangup(CallIds.callee(call)));

    assertThat(alice.expect("onHangup")).containsEntry("code", 0);
    assertThat(centre.recordOf(call).endedBy()).isEqualTo("callee");
    centre.nothingIsLeft();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "13900000001, BUSY, USER_BUSY",
    "13900000000, NO_ANSWER, NO_ANSWER",
    "1048,        BUSY, USER_BUSY",
    "1049,        NO_ANSWER, NO_ANSWER",
    "1047,        PHONE_UNREACHABLE, USER_NOT_REGISTERED",
    "1099,        REJECTED, CALL_REJECTED",
  })
  void tellsWhatBecameOfACallThatFailed(String number, ErrorCode code, String cause) {
    get(centre.simulated.unregisterPhone("1047"));
    get(centre.simulated.behave("1099", PhoneBehaviour.refusesAfter(50, "CALL_REJECTED")));
    Desk alice = centre.desk("alice").ready().forget();

    String call = alice.call(number);

    assertThat(alice.expect("onHangup"))
        .containsEntry("callId", call)
        .containsEntry("code", code.number())
        .containsEntry("cause", cause);
    alice.expect("onReady");
    CallRecord record = centre.recordOf(call);
    assertThat(record.cause()).isEqualTo(cause);
    assertThat(record.bridgedAt()).isNull();
    centre.nothingIsLeft();
    assertThat(alice.heard()).doesNotContain("onCalleeAnswer");
  }

  @Test
  void anOwnPhoneThatIsAwayIsTold() {
    get(centre.simulated.unregisterPhone("1001"));
    Desk alice = centre.desk("alice");

    String call = alice.call("1002");

    assertThat(alice.expect("onHangup"))
        .containsEntry("code", ErrorCode.PHONE_UNREACHABLE.number());
    centre.recordOf(call);
    centre.nothingIsLeft();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "1234,           NOT_FOUND",
    "0085212345678,  FORBIDDEN",
    "1001,           BAD_NUMBER",
    "abc,            BAD_NUMBER",
  })
  void tellsAtOnceWhatCannotBeCalled(String number, ErrorCode code) {
    Desk alice = centre.desk("alice").ready().forget();

    CtiException refusal =
        catchThrowableOfType(CtiException.class, () -> get(alice.tryCall(number)));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(alice.look().work()).isEqualTo(Work.IDLE);
    assertThat(alice.look().presence()).isEqualTo(Presence.READY);
    assertThat(get(centre.simulated.channelCount())).isZero();
  }

  @Test
  void anAgentWhoTalksIsBusyToOthers() {
    Desk alice = centre.desk("alice");
    Desk bob = centre.desk("bob");
    String outside = bob.call("13912345678");
    bob.expect("onCalleeAnswer");

    CtiException refusal =
        catchThrowableOfType(CtiException.class, () -> get(alice.tryCall("1002")));

    assertThat(refusal.code()).isEqualTo(ErrorCode.BUSY);
    assertThat(alice.look().work()).isEqualTo(Work.IDLE);
    bob.hangUp().expect("onHangup");
    centre.recordOf(outside);
    centre.nothingIsLeft();
  }

  @Test
  void hangingUpWhileTheCalleeRingsEndsBothEnds() {
    Desk alice = centre.desk("alice");
    Desk bob = centre.desk("bob").ready().forget();
    String call = alice.call("1002");
    bob.expect("onRing");

    alice.hangUp();

    assertThat(alice.expect("onHangup")).containsEntry("code", 0);
    bob.expect("onHangup");
    bob.expect("onReady");
    centre.recordOf(call);
    centre.nothingIsLeft();
  }

  @Test
  void theCalledAgentRefuses() {
    Desk alice = centre.desk("alice");
    Desk bob = centre.desk("bob");
    String call = alice.call("1002");
    bob.expect("onRing");

    bob.hangUp();

    bob.expect("onHangup");
    assertThat(alice.expect("onHangup")).containsEntry("code", ErrorCode.REJECTED.number());
    centre.recordOf(call);
    centre.nothingIsLeft();
  }

  @Test
  void hangingUpAtOnceLeavesNothing() {
    Desk alice = centre.desk("alice");
    get(centre.simulated.behave("1001", PhoneBehaviour.ringsUntilTold()));
    String call = alice.call("1002");
    alice.expect("onRing");

    alice.hangUp();

    assertThat(alice.expect("onHangup")).containsEntry("code", 0);
    centre.recordOf(call);
    centre.nothingIsLeft();
  }

  @Test
  void theOwnPhoneHangsUpAtEachStage() {
    Desk alice = centre.desk("alice");
    for (String stage : new String[] {"onRing", "onAnswer", "onCalleeAnswer"}) {
      String call = alice.call("1020");
      alice.expect(stage);
      get(centre.simulated.hangup(centre.legOf("1001")).otherwiseEmpty());
      Map<String, Object> end = alice.expect("onHangup");
      assertThat(end).containsEntry("callId", call);
      centre.recordOf(call);
      centre.nothingIsLeft();
    }
  }

  @Test
  void anAgentWhoCallsIsNotOfferedACall() {
    Desk alice = centre.desk("alice").ready();
    String call = alice.call("13912345678");
    alice.expect("onCalleeAnswer");
    alice.forget();
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> centre.variable(caller, "cti_state").isPresent());
    assertThat(alice.heard()).isEmpty();

    alice.hangUp();

    alice.expect("onHangup");
    assertThat(alice.expect("onRing")).containsEntry("callId", caller);
    get(centre.simulated.hangup(caller));
    alice.expect("onHangup");
    centre.recordOf(call);
    centre.nothingIsLeft();
  }
}
