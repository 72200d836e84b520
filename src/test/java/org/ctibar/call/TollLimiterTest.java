package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ctibar.call.CallPlay.CALLEE;
import static org.ctibar.call.CallPlay.OWN;
import static org.ctibar.call.CallPlay.TARGET;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.bus.ErrorCode;
import org.ctibar.call.TollRefusal.Reason;
import org.junit.jupiter.api.Test;

/** Who may call outside once more. Alice has what lives; {@link #NOW} is a time at which nothing is recent. */
class TollLimiterTest {
  private static final long NOW = 10_000_000;
  private static final Destination OUTSIDE =
      Destination.outside("13912345678", "sofia/gateway/trunk/13912345678", null);
  private static final Destination EMERGENCY =
      Destination.outside("119", "sofia/gateway/trunk/119", null).asEmergency();
  private static final Destination BOB = Destination.extension("1002", "bob", "1001");

  private final List<CallModel> living = new ArrayList<>();

  private TollLimiter limiter(
      int legsPerPerson, int legsPerSwitch, int perPerson, int perSwitch, int calls) {
    TollConfig limits =
        new TollConfig(legsPerPerson, legsPerSwitch, perPerson, perSwitch, calls, NumberRules.NONE);
    return new TollLimiter(limits, () -> living);
  }

  private static CallPlay talkingOutside() {
    return CallPlay.dialling(OUTSIDE)
        .on("ANSWERED", OWN)
        .on("PARKED", OWN)
        .on("ANSWERED", CALLEE)
        .on("PARKED", CALLEE)
        .bridged(CALLEE, OWN);
  }

  private static Reason refusal(TollLimiter limiter, String person, Destination to) {
    return refusal(limiter, person, to, NOW);
  }

  private static Reason refusal(TollLimiter limiter, String person, Destination to, long nowMs) {
    TollRefusal refusal =
        catchThrowableOfType(TollRefusal.class, () -> limiter.admitCall(person, to, nowMs));
    return refusal == null ? null : refusal.reason();
  }

  @Test
  void aLegCountsFromTheOrderToItsEnd() {
    CallPlay call = CallPlay.dialling(OUTSIDE);
    assertThat(legs(call)).as("the own phone rings").isEqualTo(1);
    call.on("ANSWERED", OWN).on("PARKED", OWN);
    assertThat(legs(call)).as("the callee is rung").isEqualTo(1);
    call.on("ANSWERED", CALLEE).on("PARKED", CALLEE).bridged(CALLEE, OWN);
    assertThat(legs(call)).as("they talk").isEqualTo(1);
    call.ended(OWN, "NORMAL_CLEARING");
    assertThat(legs(call)).as("the callee is being ended").isZero();
  }

  @Test
  void whoeverTransferredACallerOutsideIsCountedUntilTheyPart() {
    CallPlay call = CallPlay.talking();
    assertThat(legs(call)).as("a caller costs nothing").isZero();
    call.transfer("alice", OUTSIDE).on("RINGING", TARGET).on("ANSWERED", TARGET);

    assertThat(OutsideLegs.of(List.of(call.call())).of("alice")).isEqualTo(1);
  }

  @Test
  void neitherExtensionsNorEmergencyNumbersCount() {
    assertThat(legs(CallPlay.dialling(BOB))).isZero();
    assertThat(legs(CallPlay.dialling(EMERGENCY).on("ANSWERED", OWN).on("PARKED", OWN)))
        .isZero();
  }

  private static int legs(CallPlay call) {
    return OutsideLegs.of(List.of(call.call())).all();
  }

  @Test
  void legsOfAPersonAreLimited() {
    living.add(talkingOutside().call());
    TollLimiter limiter = limiter(1, 9, 9, 9, 9);

    assertThat(refusal(limiter, "alice", OUTSIDE)).isEqualTo(Reason.LEGS_OF_PERSON);
    assertThat(refusal(limiter, "bob", OUTSIDE)).isNull();
    assertThat(refusal(limiter, "alice", BOB)).isNull();
    living.clear();
    assertThat(refusal(limiter, "alice", OUTSIDE)).isNull();
  }

  @Test
  void legsOfTheSwitchAreLimited() {
    living.add(talkingOutside().call());

    assertThat(refusal(limiter(9, 1, 9, 9, 9), "bob", OUTSIDE)).isEqualTo(Reason.LEGS_OF_SWITCH);
  }

  @Test
  void newCallsOfAPersonAreLimited() {
    TollLimiter limiter = limiter(9, 9, 2, 9, 9);
    limiter.admitCall("alice", OUTSIDE, NOW);
    limiter.admitLeg("alice", OUTSIDE, NOW);

    assertThat(refusal(limiter, "alice", OUTSIDE)).isEqualTo(Reason.RATE_OF_PERSON);
    assertThat(refusal(limiter, "bob", OUTSIDE)).isNull();
    assertThatCode(() -> limiter.admitCall("alice", OUTSIDE, NOW + 60_000))
        .doesNotThrowAnyException();
  }

  @Test
  void newCallsOfTheSwitchAreLimited() {
    TollLimiter limiter = limiter(9, 9, 9, 1, 9);
    limiter.admitCall("alice", OUTSIDE, NOW);

    assertThat(refusal(limiter, "bob", OUTSIDE)).isEqualTo(Reason.RATE_OF_SWITCH);
  }

  @Test
  void callsInsideAreLimitedToo() {
    TollLimiter limiter = limiter(9, 9, 9, 9, 1);
    limiter.admitCall("alice", BOB, NOW);

    assertThat(refusal(limiter, "alice", BOB)).isEqualTo(Reason.RATE_OF_PERSON);
    assertThatCode(() -> limiter.admitLeg("alice", BOB, NOW))
        .as("whom one consults")
        .doesNotThrowAnyException();
  }

  /** Else a page that tries again and again would never get through. */
  @Test
  void whatIsRefusedIsNotCounted() {
    TollLimiter limiter = limiter(0, 9, 1, 9, 1);
    assertThat(refusal(limiter, "alice", OUTSIDE)).isEqualTo(Reason.LEGS_OF_PERSON);

    assertThat(refusal(limiter, "alice", BOB)).isNull();
  }

  @Test
  void emergencyNumbersPassEveryLimit() {
    TollLimiter limiter = limiter(0, 0, 0, 0, 0);

    assertThat(refusal(limiter, "alice", EMERGENCY)).isNull();
    assertThatCode(() -> limiter.admitLeg("alice", EMERGENCY, NOW)).doesNotThrowAnyException();
  }

  @Test
  void whatANewOwnerFindsCountsAsIfItHadSeenItBegin() {
    CallPlay call = talkingOutside();
    TollLimiter soon = limiter(9, 9, 1, 9, 9);
    soon.found(call.call(), call.nowMs() + 30_000);

    assertThat(refusal(soon, "alice", OUTSIDE, call.nowMs() + 30_000))
        .isEqualTo(Reason.RATE_OF_PERSON);
    assertThat(refusal(soon, "alice", OUTSIDE, call.nowMs() + 60_000)).isNull();
  }

  @Test
  void pagesAreToldByTheCodesOfTheProtocol() {
    assertThat(new TollRefusal(Reason.DENIED).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(new TollRefusal(Reason.OUTSIDE_TO_OUTSIDE).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(new TollRefusal(Reason.LEGS_OF_PERSON).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(new TollRefusal(Reason.RATE_OF_SWITCH)).hasMessageContaining("within a minute");
  }
}
