package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallIds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent who wants to call the world at the site's cost comes to. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class TollFlowTest {
  private static final int ANY = 1_000;
  private static final long HOUR = 3_600_000;
  private static final CallTimes LONG = Centre.times(4 * HOUR, HOUR);
  private static final CallTimes OFF = Centre.times(4 * HOUR, 0);
  private static final CallTimes A_SECOND_TOGETHER = Centre.times(4 * HOUR, 1_000);
  private static final CallTimes A_SECOND = Centre.times(1_000, HOUR);

  private Centre centre;

  @AfterEach
  void close() {
    centre.close();
  }

  private Desk open(TollConfig toll, CallTimes times) {
    centre = Centre.open(toll, times);
    return centre.desk("alice");
  }

  private static TollConfig legs(int perPerson, int perSwitch) {
    return new TollConfig(perPerson, perSwitch, ANY, ANY, ANY, NumberRules.NONE);
  }

  private static TollConfig callsAMinute(int outside, int any) {
    return new TollConfig(ANY, ANY, outside, ANY, any, NumberRules.NONE);
  }

  private static String number(int last) {
    return "1391234000" + last;
  }

  /** @return the id of the call that alice leaves behind */
  private String connectsOutside(Desk desk, int first, int second) {
    String call = desk.call(number(first));
    desk.expect("onCalleeAnswer");
    get(desk.act(CallAct.TRANSFER_TO_PHONE, number(second)));
    desk.expect("onHangup");
    return call;
  }

  private static ErrorCode refusal(Future<?> command) {
    CtiException refusal = catchThrowableOfType(CtiException.class, () -> get(command));
    assertThat(refusal).as("refused").isNotNull();
    return refusal.code();
  }

  @Test
  void callsThatAnAgentConnectsOutsideCountUntilTheyEnd() {
    Desk alice = open(legs(5, ANY), LONG);
    String first = connectsOutside(alice, 2, 3);
    connectsOutside(alice, 4, 5);

    String third = alice.call(number(6));
    alice.expect("onCalleeAnswer");
    assertThat(refusal(alice.act(CallAct.TRANSFER_TO_PHONE, number(7))))
        .isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(refusal(alice.act(CallAct.CONSULT, number(7)))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(alice.look().work()).as("the call is as before").isEqualTo(Work.TALKING);
    centre.talks(third);
    alice.hangUp().expect("onHangup");

    get(centre.simulated.hangup(CallIds.callee(first)));
    centre.recordOf(first);
    connectsOutside(alice, 6, 7);
    assertThat(centre.refused()).isEqualTo(Map.of("legs_of_person", 2L));
  }

  @Test
  void theyCountForWhoeverSignedOutMeanwhile() {
    Desk alice = open(legs(2, ANY), LONG);
    connectsOutside(alice, 2, 3);

    alice.ask(new AgentCommand.Logout("alice"));
    alice.expect("onLogout");
    Desk back = centre.desk("alice");

    assertThat(refusal(back.tryCall(number(4)))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(refusal(back.tryCall(number(4)))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(back.look().work()).isEqualTo(Work.IDLE);
    Desk bob = centre.desk("bob");
    bob.call(number(4));
    bob.expect("onCalleeAnswer");
  }

  @Test
  void theNextOwnerOfTheSwitchCountsThemToo() {
    Desk alice = open(legs(3, ANY), LONG);
    connectsOutside(alice, 2, 3);
    alice.call(number(4));
    alice.expect("onCalleeAnswer");

    centre.stopCalls();
    centre.startCalls();

    assertThat(refusal(alice.act(CallAct.TRANSFER_TO_PHONE, number(5))))
        .isEqualTo(ErrorCode.RATE_LIMITED);
    alice.hangUp().expect("onHangup");
    alice.call(number(4));
    alice.expect("onCalleeAnswer");
  }

  @Test
  void whatIsBegunIsLimitedAcrossOwnersToo() {
    Desk alice = open(callsAMinute(2, ANY), LONG);
    connectsOutside(alice, 2, 3);

    centre.stopCalls();
    centre.startCalls();

    assertThat(refusal(alice.tryCall(number(4)))).isEqualTo(ErrorCode.RATE_LIMITED);
    centre.clock.forward(60_000);
    alice.call(number(4));
    alice.expect("onCalleeAnswer");
  }

  @Test
  void allAgentsTogetherAreLimited() {
    Desk alice = open(legs(ANY, 2), LONG);
    connectsOutside(alice, 2, 3);

    Desk bob = centre.desk("bob");

    assertThat(refusal(bob.tryCall(number(4)))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(centre.refused()).isEqualTo(Map.of("legs_of_switch", 1L));
  }

  @Test
  void aLoopOfCallsThatAreTakenBackMakesFewRecords() {
    Desk alice = open(callsAMinute(ANY, 3), LONG);
    for (String to : List.of("1002", number(2), "1002")) {
      String call = alice.call(to);
      alice.hangUp().expect("onHangup");
      centre.recordOf(call);
    }

    for (int i = 0; i < 10; i++) {
      assertThat(refusal(alice.tryCall("1002"))).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    assertThat(centre.records).hasSize(3);
    centre.nothingIsLeft();
    assertThat(alice.look().work()).isEqualTo(Work.IDLE);
    centre.clock.forward(60_000);
    alice.call("1002");
  }

  @Test
  void emergencyNumbersPassEverything() {
    NumberRules rules = new NumberRules(List.of(Pattern.compile("[0-9]*")), Set.of("119"));
    Desk alice = open(new TollConfig(0, 0, 0, 0, 0, rules), OFF);
    assertThat(refusal(alice.tryCall(number(2)))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(alice.tryCall("0085212345678"))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(alice.tryCall("1002"))).isEqualTo(ErrorCode.RATE_LIMITED);

    alice.call("119");
    alice.expect("onCalleeAnswer");
    alice.hangUp().expect("onHangup");

    alice.ready();
    String caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    get(alice.act(CallAct.TRANSFER_TO_PHONE, "119"));
    alice.expect("onHangup");
    await().until(() -> centre.variable(caller, "cti_state").orElse("").equals("talking"));
    assertThat(centre.refused()).isEqualTo(Map.of("denied", 2L, "rate_of_person", 1L));
  }

  @Test
  void aClassOfServiceThatDoesNotReachSoFarIsCounted() {
    Desk alice = open(legs(ANY, ANY), LONG);

    assertThat(refusal(alice.tryCall("0085212345678"))).isEqualTo(ErrorCode.FORBIDDEN);

    assertThat(centre.refused()).isEqualTo(Map.of("class_of_service", 1L));
  }

  @Test
  void outsidePartiesWhoAreLeftWithEachOtherAreEndedByTheSwitchAlone() {
    Desk alice = open(legs(ANY, ANY), A_SECOND_TOGETHER).ready();
    String caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    get(alice.act(CallAct.TRANSFER_TO_PHONE, number(2)));
    alice.expect("onHangup");
    await().until(() -> centre.variable(caller, "cti_state").orElse("").equals("talking"));

    centre.stopCalls();

    centre.nothingIsLeft();
  }

  @Test
  void anOutsideCallEndsWhenItsTimeIsOver() {
    Desk alice = open(legs(ANY, ANY), A_SECOND);

    String call = alice.call(number(2));
    alice.expect("onCalleeAnswer");

    assertThat(alice.expect("onHangup")).containsEntry("cause", "ALLOTTED_TIMEOUT");
    assertThat(centre.recordOf(call).endedBy()).isEqualTo("callee");
    centre.allIsOver(alice);
  }

  @Test
  void whereOutsidePartiesMayNotBeLeftWithEachOtherTheAgentStaysWithThem() {
    Desk alice = open(legs(ANY, ANY), OFF).ready();
    String caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    assertThat(refusal(alice.act(CallAct.TRANSFER_TO_PHONE, number(2))))
        .isEqualTo(ErrorCode.FORBIDDEN);
    get(alice.act(CallAct.CONSULT, number(2)));
    assertThat(refusal(alice.act(CallAct.CONSULT_COMPLETE))).isEqualTo(ErrorCode.FORBIDDEN);
    get(alice.act(CallAct.CONFERENCE));
    alice.forget();

    alice.hangUp().expect("onHangup");

    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "transfer_failed");
    alice.offhook().expect("onAnswer");
    centre.hears(caller, centre.legOf("1001"));
    alice.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice);
    assertThat(centre.refused()).isEqualTo(Map.of("outside_to_outside", 2L));
  }

  @Test
  void aPhonesOwnTransferIsLimitedToo() {
    Desk alice = open(legs(ANY, ANY), OFF).ready();
    String caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    alice.forget();

    get(centre.simulated.refer(centre.legOf("1001"), number(2)));

    alice.expect("onHangup");
    assertThat(alice.expect("onRing"))
        .containsEntry("callId", caller)
        .containsEntry("reason", "transfer_failed");
    alice.offhook().expect("onAnswer");
    centre.hears(caller, centre.legOf("1001"));
    alice.hangUp().expect("onHangup");
    centre.allIsOver(alice);
  }
}
