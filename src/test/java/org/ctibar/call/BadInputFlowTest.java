package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What makes no sense is refused by name, changes nothing and leaves no leg behind. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class BadInputFlowTest {
  private final Centre centre = Centre.open();
  private Desk alice;
  private String caller;

  @BeforeEach
  void talk() {
    get(centre.simulated.behave("1002", PhoneBehaviour.ringsUntilTold()));
    alice = centre.desk("alice").ready();
    caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    alice.forget();
  }

  @AfterEach
  void close() {
    centre.close();
  }

  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource({
    "TRANSFER_TO_PHONE, 1001,          BAD_NUMBER",
    "TRANSFER_TO_PHONE, abc,           BAD_NUMBER",
    "TRANSFER_TO_PHONE, 4711,          NOT_FOUND",
    "TRANSFER_TO_PHONE, 1047,          PHONE_UNREACHABLE",
    "TRANSFER_TO_PHONE, 0085212345678, FORBIDDEN",
    "TRANSFER_TO_QUEUE, nobody,        NOT_FOUND",
    "CONSULT,           1001,          BAD_NUMBER",
    "CONSULT,           4711,          NOT_FOUND",
    "CONSULT,           1047,          PHONE_UNREACHABLE",
    "CONSULT,           0085212345678, FORBIDDEN",
  })
  void whatLeadsNowhereLeavesTheTalkAsItIs(CallAct act, String to, ErrorCode code) {
    get(centre.simulated.unregisterPhone("1047"));

    assertThat(codeOf(alice.act(act, to))).isEqualTo(code);

    assertThat(alice.heard()).isEmpty();
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    assertThat(get(centre.simulated.channelCount())).isEqualTo(2);
    centre.hears(caller, centre.legOf("1001"));
    aliceEndsTheCall();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {
        "UNHOLD",
        "CONSULT_COMPLETE",
        "CONSULT_CANCEL",
        "ALTERNATE",
        "CONFERENCE",
        "UNMUTE",
        "REJECT"
      })
  void whatDoesNotFitIsRefusedWithWhatDoes(CallAct act) {
    CtiException refusal = catchThrowableOfType(CtiException.class, () -> get(alice.act(act)));

    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_ALLOWED_NOW);
    assertThat(refusal.allowed())
        .contains("hold", "consult", "transfer", "hangup")
        .doesNotContain(act.command());
    assertThat(alice.heard()).isEmpty();
    aliceEndsTheCall();
  }

  @Test
  void consultingTwiceRingsOnce() {
    Desk bob = centre.desk("bob");
    alice.act(CallAct.CONSULT, "1002");
    bob.expect("onRing");
    alice.expect("onConsult", "ringing");

    assertThat(codeOf(alice.act(CallAct.CONSULT, "1020"))).isEqualTo(ErrorCode.NOT_ALLOWED_NOW);

    assertThat(get(centre.simulated.legOf("1020"))).isEmpty();
    get(alice.act(CallAct.CONSULT_CANCEL));
    bob.expect("onHangup");
    aliceEndsTheCall();
  }

  @Test
  void anAgentWhoIsBusyIsNotConsulted() {
    Desk bob = centre.desk("bob");
    bob.call("13912345678");
    bob.expect("onRing");
    bob.offhook().expect("onCalleeAnswer");

    assertThat(codeOf(alice.act(CallAct.CONSULT, "1002"))).isEqualTo(ErrorCode.BUSY);

    bob.hangUp().expect("onHangup");
    aliceEndsTheCall();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"HOLD", "CONSULT", "TRANSFER_TO_PHONE", "TRANSFER_TO_QUEUE", "DTMF"})
  void aCommandForACallThatJustEndedIsAnswered(CallAct act) {
    Future<?> ending = centre.simulated.hangup(caller);
    String argument = switch (act) {
      case CONSULT, TRANSFER_TO_PHONE -> "1002";
      case TRANSFER_TO_QUEUE, DTMF -> "1";
      default -> null;
    };
    Future<?> promise = alice.act(act, argument);

    get(ending);
    get(promise.otherwiseEmpty());
    assertThat(promise.cause())
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            refused -> assertThat(((CtiException) refused).code())
                .isNotIn(ErrorCode.TIMEOUT, ErrorCode.INTERNAL));
    alice.expect("onHangup");
    centre.allIsOver(alice);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"HOLD", "CONSULT", "TRANSFER_TO_PHONE", "TRANSFER_TO_QUEUE", "MUTE"})
  void ofTwoTabsThatPressAtOnceOneGoesFirst(CallAct act) {
    String argument = switch (act) {
      case CONSULT, TRANSFER_TO_PHONE -> "1020";
      case TRANSFER_TO_QUEUE -> "2";
      default -> null;
    };
    List<Future<?>> both = List.of(alice.act(act, argument), alice.act(act, argument));

    both.forEach(promise -> get(promise.otherwiseEmpty()));

    assertThat(both.stream().filter(Future::succeeded)).hasSizeLessThan(2);
    assertThat(get(centre.simulated.channelCount())).isLessThan(4);
    get(centre.simulated.hangup(caller));
    await().until(() -> alice.look().work() != Work.HELD);
    alice.hangUpWhatIsLeft();
    get(centre
        .simulated
        .legOf("1020")
        .compose(leg -> leg.map(centre.simulated::hangup).orElse(Future.succeededFuture()))
        .otherwiseEmpty());
    centre.allIsOver(alice);
  }

  @Test
  void anythingAtAnyMomentIsAnswered() {
    Map<CallAct, Future<?>> promises = new EnumMap<>(CallAct.class);
    for (CallAct act : CallAct.values()) {
      promises.put(act, alice.act(act, act == CallAct.DTMF ? "1" : "1020"));
    }

    promises.values().forEach(promise -> get(promise.otherwiseEmpty()));

    promises.forEach((act, promise) -> {
      if (promise.failed()) {
        assertThat(((CtiException) promise.cause()).code())
            .as(act.name())
            .isNotIn(ErrorCode.INTERNAL, ErrorCode.TIMEOUT);
      }
    });
    get(centre.simulated.hangup(caller).otherwiseEmpty());
    get(centre.simulated.api("hupall NORMAL_CLEARING"));
    centre.allIsOver(alice);
  }

  private void aliceEndsTheCall() {
    alice.hangUp().expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice);
  }

  private static ErrorCode codeOf(Future<?> promise) {
    return catchThrowableOfType(CtiException.class, () -> get(promise)).code();
  }
}
