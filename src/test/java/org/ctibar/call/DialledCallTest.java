package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.CALLEE;
import static org.ctibar.call.CallPlay.OWN;
import static org.ctibar.call.CallPlay.dialling;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.Direction;
import org.ctibar.call.CallInput.Inspected;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.CallInput.Unwanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice calls bob, or a number outside. Numbers in names are those of the rules of FreeSWITCH. */
class DialledCallTest {
  private static final Destination OUTSIDE =
      Destination.outside("13912345678", "sofia/gateway/trunk/13912345678", "02888880000");

  private static CallPlay ownPhoneUp(Destination to) {
    return dialling(to)
        .on("CREATED", OWN)
        .on("RINGING", OWN)
        .on("ANSWERED", OWN)
        .on("PARKED", OWN);
  }

  private static CallPlay ownPhoneUp() {
    return ownPhoneUp(Destination.extension("1002", "bob", "1001"));
  }

  private static CallPlay calleeRings() {
    return ownPhoneUp().on("CREATED", CALLEE).on("RINGING", CALLEE);
  }

  private static CallPlay bridging() {
    return calleeRings().on("ANSWERED", CALLEE).on("PARKED", CALLEE);
  }

  private static CallPlay talking() {
    return bridging().bridged(CALLEE, OWN).later(1_000);
  }

  @Test
  void theOwnPhoneGoesOffHookByItselfAndShowsWhoIsCalled() {
    Effect.Target own = dialling().effect(Effect.Originate.class).orElseThrow().target();

    assertThat(own.autoAnswer()).isTrue();
    assertThat(own.callerNumber()).isEqualTo("1002");
  }

  @Test
  void theCalleeIsRungWhenTheOwnPhoneIsUp() { // 12
    dialling()
        .on("RINGING", OWN)
        .does("tell alice RING")
        .on("ANSWERED", OWN)
        .does("tell alice ANSWER");
    ownPhoneUp().does("ringback own", "dial callee user/1002");
  }

  @Test
  void bothEndsOfAnInternalCallAreTold() {
    CallPlay rings = calleeRings();
    assertThat(rings.deeds()).containsExactly("tell bob RING");
    CallProgress bobs = rings.effect(Effect.TellAgent.class).orElseThrow().progress();
    assertThat(bobs.call().direction()).isEqualTo(Direction.INTERNAL);
    assertThat(bobs.call().popScreenNo()).isEqualTo("1001");
    assertThat(bobs.offerId()).isNull();

    rings.on("ANSWERED", CALLEE).does("tell alice CALLEE_ANSWER", "tell bob ANSWER");
    CallProgress alices = rings.effect(Effect.TellAgent.class).orElseThrow().progress();
    assertThat(alices.call().direction()).isEqualTo(Direction.INTERNAL);
    assertThat(alices.call().popScreenNo()).isEqualTo("1002");
    rings.on("PARKED", CALLEE).does("bridge callee own").bridged(CALLEE, OWN).does("keep own");
  }

  @Test
  void anOutsideNumberSeesTheCallerIdOfItsRoute() {
    CallPlay play = ownPhoneUp(OUTSIDE);

    Effect.Target callee = play.effect(Effect.Originate.class).orElseThrow().target();
    assertThat(callee.callerNumber()).isEqualTo("02888880000");
    assertThat(callee.dialString()).isEqualTo("sofia/gateway/trunk/13912345678");
    assertThat(callee.autoAnswer()).isFalse();
  }

  @Test
  void aCalleeThatPlaysBeforeTheAnswerIsBridgedAtTheAnswer() { // 9, 11
    ownPhoneUp(OUTSIDE)
        .on("CREATED", CALLEE)
        .on("RINGING", CALLEE)
        .doesNothing()
        .parkedEarly(CALLEE)
        .doesNothing()
        .on("ANSWERED", CALLEE)
        .does("tell alice CALLEE_ANSWER", "bridge callee own")
        .bridged(CALLEE, OWN)
        .does("keep own");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "USER_BUSY,                BUSY",
    "NO_ANSWER,                NO_ANSWER",
    "NO_USER_RESPONSE,         NO_ANSWER",
    "CALL_REJECTED,            REJECTED",
    "UNALLOCATED_NUMBER,       NOT_FOUND",
    "SUBSCRIBER_ABSENT,        NOT_FOUND",
    "USER_NOT_REGISTERED,      PHONE_UNREACHABLE",
    "INCOMPATIBLE_DESTINATION, PHONE_UNREACHABLE",
    "DESTINATION_OUT_OF_ORDER, PHONE_UNREACHABLE",
    "INVALID_GATEWAY,          PHONE_UNREACHABLE",
    "GATEWAY_DOWN,             PHONE_UNREACHABLE",
    "OUTGOING_CALL_BARRED,     FORBIDDEN",
    "NORMAL_TEMPORARY_FAILURE, UNAVAILABLE",
    "NORMAL_CLEARING,          REJECTED", // hung up while it rang
  })
  void tellsWhyTheCalleeDidNotCome(String cause, String code) { // 32
    String shown = cause.equals("NORMAL_CLEARING") ? "CALL_REJECTED" : cause;
    CallPlay play = ownPhoneUp(OUTSIDE).failed(CALLEE, cause).does("kill own NORMAL_CLEARING");

    play.ended(OWN, "NORMAL_CLEARING").does("tell alice ENDED " + shown + " " + code, "finish");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "USER_BUSY,           BUSY",
    "CALL_REJECTED,       REJECTED",
    "USER_NOT_REGISTERED, PHONE_UNREACHABLE",
    "SUBSCRIBER_ABSENT,   PHONE_UNREACHABLE",
    "NO_ANSWER,           PHONE_UNREACHABLE",
  })
  void tellsWhyTheOwnPhoneDidNotCome(String cause, String code) {
    dialling().failed(OWN, cause).does("tell alice ENDED " + cause + " " + code, "finish");
  }

  @Test
  void anOwnPhoneThatRingsTooLongIsGivenUp() {
    dialling()
        .on("RINGING", OWN)
        .timeUp(Timer.RING, OWN)
        .does("kill own NORMAL_CLEARING")
        .ended(OWN, "NORMAL_CLEARING")
        .does("tell alice ENDED NO_ANSWER PHONE_UNREACHABLE", "finish");
  }

  @Test
  void aCalleeWhoRingsTooLongDidNotAnswer() {
    calleeRings()
        .timeUp(Timer.RING, CALLEE)
        .does("kill own NORMAL_CLEARING", "kill callee NO_ANSWER")
        .ended(OWN, "NORMAL_CLEARING")
        .does("tell alice ENDED NO_ANSWER NO_ANSWER")
        .ended(CALLEE, "NO_ANSWER")
        .does("tell bob ENDED NO_ANSWER OK", "finish");
  }

  @Test
  void aCalleeWhoIsBusyOnThePageIsBusy() {
    calleeRings()
        .take(new Unwanted(CALLEE))
        .does("kill own NORMAL_CLEARING", "kill callee USER_BUSY")
        .ended(CALLEE, "USER_BUSY")
        .ended(OWN, "NORMAL_CLEARING")
        .does("tell alice ENDED USER_BUSY BUSY", "finish");
  }

  @Test
  void hangingUpBeforeTheOwnPhoneIsUpCancels() { // 16
    dialling()
        .hangUp("alice")
        .does("kill own NORMAL_CLEARING")
        .on("CREATED", OWN)
        .does("kill own NORMAL_CLEARING")
        .ended(OWN, "NORMAL_CLEARING")
        .does("tell alice ENDED ORIGINATOR_CANCEL OK", "finish");
  }

  @Test
  void hangingUpWhileTheCalleeRingsCancels() {
    calleeRings()
        .hangUp("alice")
        .does("kill own NORMAL_CLEARING")
        .ended(OWN, "NORMAL_CLEARING")
        .does("kill callee NORMAL_CLEARING", "tell alice ENDED NORMAL_CLEARING OK")
        .ended(CALLEE, "ORIGINATOR_CANCEL")
        .does("tell bob ENDED NORMAL_CLEARING OK", "finish");
  }

  @Test
  void nothingIsGivenUpTwice() {
    calleeRings().ended(OWN, "NORMAL_CLEARING").timeUp(Timer.RING, CALLEE).doesNothing();
  }

  @Test
  void theCalleeRefusesOnThePage() {
    calleeRings()
        .hangUp("bob")
        .does("kill own NORMAL_CLEARING", "kill callee CALL_REJECTED")
        .ended(CALLEE, "CALL_REJECTED")
        .does("tell bob ENDED CALL_REJECTED REJECTED")
        .ended(OWN, "NORMAL_CLEARING")
        .does("tell alice ENDED CALL_REJECTED REJECTED", "finish");
  }

  @Test
  void theCalleeAnswersOnThePage() {
    calleeRings().offhook("bob").does("talk callee");
    assertThatThrownBy(() -> calleeRings().offhook("alice")).isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> calleeRings().offhook("mallory")).isInstanceOf(CtiException.class);
  }

  private static void bothLegsEnd(CallPlay hungUp) {
    hungUp
        .ended(OWN, "NORMAL_CLEARING")
        .does("kill callee NORMAL_CLEARING", "tell alice ENDED NORMAL_CLEARING OK")
        .ended(CALLEE, "NORMAL_CLEARING")
        .does("tell bob ENDED NORMAL_CLEARING OK", "finish");
  }

  @Test
  void hangingUpTheTalkEndsBothLegs() {
    bothLegsEnd(bridging().hangUp("alice").does("kill own NORMAL_CLEARING"));
    bothLegsEnd(
        talking().hangUp("alice").does("remember callee talking", "kill own NORMAL_CLEARING"));
  }

  @Test
  void theCalleeHangsUpTheTalk() {
    talking()
        .hangUp("bob")
        .does("kill callee NORMAL_CLEARING")
        .ended(CALLEE, "NORMAL_CLEARING")
        .does("kill own NORMAL_CLEARING", "tell bob ENDED NORMAL_CLEARING OK")
        .ended(OWN, "NORMAL_CLEARING")
        .does("tell alice ENDED NORMAL_CLEARING OK", "finish");
  }

  @Test
  void aBridgeThatIsNotReportedIsLookedInto() { // 12
    bridging()
        .timeUp(Timer.BRIDGE, CALLEE)
        .does("inspect callee")
        .take(new Inspected(CALLEE, true, OWN))
        .does("keep own");
    bridging()
        .timeUp(Timer.BRIDGE, CALLEE)
        .take(new Inspected(CALLEE, true, null))
        .does("kill own NORMAL_CLEARING", "kill callee NORMAL_CLEARING");
    bridging()
        .timeUp(Timer.BRIDGE, CALLEE)
        .take(new Inspected(CALLEE, false, null))
        .does("kill own NORMAL_CLEARING", "tell bob ENDED NO_WORD_FROM_SWITCH OK");
  }

  @Test
  void anEndThatTheSwitchNeverReportsIsAssumed() {
    talking()
        .hangUp("alice")
        .timeUp(Timer.END, OWN)
        .does("kill callee NORMAL_CLEARING", "tell alice ENDED NO_WORD_FROM_SWITCH OK")
        .timeUp(Timer.END, CALLEE)
        .does("tell bob ENDED NORMAL_CLEARING OK", "finish");
  }

  @Test
  void theFirstStepsAreToldInOrder() {
    assertThat(bridging().allEffects())
        .filteredOn(e -> e instanceof Effect.TellAgent)
        .extracting(e -> ((Effect.TellAgent) e).progress().step())
        .containsExactly(
            CallStep.RING, CallStep.ANSWER, CallStep.RING, CallStep.CALLEE_ANSWER, CallStep.ANSWER);
  }
}
