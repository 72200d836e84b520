package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.call.CallCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presence around calls: restored, wished for, put off by wrap-up, lost with the phone. */
class AgentPresenceTest {

  @ParameterizedTest
  @CsvSource({
    "ready, READY, , onReady",
    "busy, NOT_READY, busy, onBusy",
    "rest, NOT_READY, rest, onRest",
    "training, NOT_READY, training, onBusy",
    "logout, LOGGED_OUT, logout, onLogout",
  })
  void fulfilsTheWishAtTheEndOfTheCall(
      String wish, Presence presence, String reason, String callback) {
    Agents agent = Agents.in("NOT_READY")
        .on(new Trigger.GoNotReady("lunch"))
        .on(Agents.direct(CallStep.ANSWER, Agents.INTERNAL))
        .on(Agents.wish(wish));
    assertThat(agent.last().queued()).isTrue();
    assertThat(agent.callback("onPending").data()).containsEntry("next", wish);
    assertThat(agent.state().snapshot().next()).isEqualTo(wish);

    agent.on(Agents.direct(CallStep.ENDED, Agents.INTERNAL));

    assertThat(agent.callbacks()).containsExactly("onHangup", callback);
    assertThat(agent.state().standing().presence()).isEqualTo(presence);
    assertThat(agent.state().standing().reason()).isEqualTo(reason);
    assertThat(agent.state().standing().next()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ready, READY, onReady",
    "busy, NOT_READY, onBusy",
    "rest, NOT_READY, onRest",
    "training, NOT_READY, onBusy",
    "logout, LOGGED_OUT, onLogout",
  })
  void aSupervisorForcesWhoIsIdleAtOnce(String to, Presence presence, String callback) {
    Agents agent = Agents.in("NOT_READY").on(forced(to));

    assertThat(agent.callbacks()).containsExactly(callback, "onForced");
    assertThat(agent.callback(callback).data()).containsEntry("by", "boss");
    assertThat(agent.callback("onForced").data())
        .isEqualTo(Map.of("to", to, "by", "boss", "reason", "lunch is over"));
    assertThat(agent.state().standing().presence()).isEqualTo(presence);
    assertThat(agent.last().queued()).isFalse();
  }

  @Test
  void aSupervisorsWishDuringACallWaitsForItsEnd() {
    Agents agent = Agents.in("TALKING").on(forced("rest"));
    assertThat(agent.last().queued()).isTrue();
    assertThat(agent.callbacks()).containsExactly("onPending", "onForced");

    assertThat(agent.on(Agents.told(CallStep.ENDED)).callbacks())
        .containsExactly("onHangup", "onRest");
  }

  @Test
  void nobodyForcesWhoIsSignedOut() {
    assertThatThrownBy(() -> Agents.unknown().on(forced("ready")))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SIGNED_IN));
  }

  private static Trigger forced(String to) {
    return new Trigger.Force(Agents.wish(to), "boss", "lunch is over");
  }

  @Test
  void letsTheLastWishWin() {
    Agents agent = Agents.in("TALKING")
        .on(Agents.wish("busy"))
        .on(Agents.wish("rest"))
        .on(Agents.told(CallStep.ENDED));

    assertThat(agent.state().standing().reason()).isEqualTo("rest");
  }

  @Test
  void takesAWishBack() {
    Agents agent = Agents.in("WANTS_REST").on(new Trigger.GoReady());

    assertThat(agent.last().queued()).isFalse();
    assertThat(agent.callback("onPending").data()).containsEntry("next", null);
    assertThat(agent.on(Agents.told(CallStep.ENDED)).callbacks())
        .containsExactly("onHangup", "onReady");
  }

  @Test
  void restoresThePresenceFromBeforeTheCall() {
    Agents agent = Agents.in("READY")
        .on(new Trigger.GoNotReady("rest"))
        .on(Agents.dial())
        .on(Agents.direct(CallStep.CALLEE_ANSWER, Agents.DIALLED))
        .on(Agents.direct(CallStep.ENDED, Agents.DIALLED));

    assertThat(agent.callbacks()).containsExactly("onHangup", "onRest");
    assertThat(agent.offerable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"rest, rest", "busy, busy", "logout, logout", "ready, no_answer"})
  void doesNotLetAWishForReadyUndoAMiss(String wish, String reason) {
    Agents agent = Agents.in("RINGING")
        .on(Agents.wish("rest"))
        .on(Agents.wish(wish))
        .on(Agents.told(CallStep.NO_ANSWER));

    assertThat(agent.state().standing().reason()).isEqualTo(reason);
  }

  @Test
  void wrapsUp() {
    Agents agent = Agents.with(Agents.WITH_WRAP_UP)
        .on(Agents.offer("o1"))
        .on(Agents.told(CallStep.ANSWER))
        .on(Agents.told(CallStep.ENDED));
    assertThat(agent.callbacks()).containsExactly("onHangup", "onWrapUp");
    assertThat(agent.callback("onWrapUp").data()).containsEntry("until", agent.nowMs() + 10_000);
    assertThat(agent.offerable()).isFalse();

    assertThat(agent.later(9_999).tick().callbacks()).isEmpty();
    assertThat(agent.later(1).tick().callbacks()).containsExactly("onReady");
    assertThat(agent.offerable()).isTrue();
    assertThat(agent.tick().callbacks()).isEmpty();
  }

  @ParameterizedTest(name = "site 10 s, group {0} ms = {1} ms")
  @CsvSource({"0, 10000", "4000, 10000", "25000, 25000"})
  void wrapsUpAsLongAsTheLongerOfSiteAndGroup(long ofGroup, long wrapUpMs) {
    Agents agent = Agents.with(Agents.WITH_WRAP_UP)
        .on(Agents.offer("o1", ofGroup))
        .on(Agents.told(CallStep.ANSWER))
        .on(Agents.told(CallStep.ENDED));
    assertThat(agent.callback("onWrapUp").data()).containsEntry("until", agent.nowMs() + wrapUpMs);

    assertThat(agent.later(wrapUpMs - 1).tick().callbacks()).isEmpty();
    assertThat(agent.later(1).tick().callbacks()).containsExactly("onReady");
    assertThat(agent.offerable()).isTrue();
  }

  @Test
  void hasNoWrapUpOfAGroupAfterAnotherCall() {
    Agents agent = Agents.in("READY")
        .on(Agents.offer("o1", 25_000))
        .on(Agents.told(CallStep.WITHDRAWN))
        .on(Agents.direct(CallStep.ANSWER, Agents.INTERNAL))
        .on(Agents.direct(CallStep.ENDED, Agents.INTERNAL));

    assertThat(agent.callbacks()).containsExactly("onHangup", "onReady");
  }

  @Test
  void wrapsUpIntoTheWish() {
    Agents agent = Agents.with(Agents.WITH_WRAP_UP)
        .on(Agents.offer("o1"))
        .on(Agents.told(CallStep.ANSWER))
        .on(Agents.wish("rest"))
        .on(Agents.told(CallStep.ENDED));
    assertThat(agent.callbacks()).containsExactly("onHangup", "onWrapUp");

    assertThat(agent.later(10_000).tick().callbacks()).containsExactly("onRest");
  }

  @Test
  void doesNotWrapUpAfterSigningOut() {
    Agents agent = Agents.with(Agents.WITH_WRAP_UP)
        .on(Agents.offer("o1"))
        .on(Agents.told(CallStep.ANSWER))
        .on(Agents.wish("logout"))
        .on(Agents.told(CallStep.ENDED));

    assertThat(agent.callbacks()).containsExactly("onHangup", "onLogout");
    assertThat(agent.last().callbacks())
        .allSatisfy(c -> assertThat(c.only()).containsExactly("s1"));
    assertThat(agent.later(10_000).tick().callbacks()).isEmpty();
  }

  @Test
  void hasNoWrapUpAfterARingThatNobodyAnswered() {
    Agents agent = Agents.with(Agents.WITH_WRAP_UP)
        .on(Agents.direct(CallStep.RING, Agents.INTERNAL))
        .on(Agents.direct(CallStep.ENDED, Agents.INTERNAL));

    assertThat(agent.callbacks()).containsExactly("onHangup", "onReady");
    assertThat(agent.offerable()).isTrue();
  }

  @Test
  void endsWrapUpWhenTheAgentSaysReady() {
    Agents agent = Agents.in("WRAP_UP").on(new Trigger.GoReady());

    assertThat(agent.offerable()).isTrue();
    assertThat(agent.later(20_000).tick().callbacks()).isEmpty();
  }

  @Test
  void goesOnWithWrapUpWhenACallerOnlyRang() {
    Agents agent = Agents.in("WRAP_UP").on(Agents.direct(CallStep.RING, Agents.INTERNAL));

    agent.on(Agents.direct(CallStep.WITHDRAWN, Agents.INTERNAL));
    assertThat(agent.callbacks()).containsExactly("onHangup", "onWrapUp");

    assertThat(agent.later(10_000).tick().callbacks()).containsExactly("onReady");
  }

  @Test
  void fulfilsAWishThatCameWhileTheDialWasRefused() {
    Agents agent = Agents.in("DIALING").on(Agents.wish("rest")).on(new Trigger.DialRefused("d1"));

    assertThat(agent.callbacks()).containsExactly("onHangup", "onRest");
    assertThat(agent.callback("onHangup").only()).isEmpty();
  }

  @Test
  void bringsReadinessBackWithThePhone() {
    Agents agent = Agents.in("NO_PHONE").on(new Trigger.PhoneBack());
    assertThat(agent.callbacks()).containsExactly("onReady");
    assertThat(agent.offerable()).isTrue();
  }

  @Test
  void leavesThePresenceToAnAgentWhoChoseOneMeanwhile() {
    Agents agent = Agents.in("NO_PHONE").on(Agents.wish("rest")).on(new Trigger.PhoneBack());

    assertThat(agent.callbacks()).isEmpty();
    assertThat(agent.state().standing().reason()).isEqualTo("rest");
  }

  @Test
  void givesUpTheCallOfAPageThatWasThePhoneAndIsGone() {
    Agents agent = Agents.in("TALKING").on(new Trigger.Detach("s1")).on(new Trigger.PhoneGone());

    assertThat(agent.last().order().command()).isEqualTo(new CallCommand.PageLost("c1", "alice"));
    assertThat(agent.callbacks()).isEmpty();
  }

  @Test
  void keepsTheCallWhileAPageIsOpen() {
    Agents agent = Agents.in("TALKING").on(new Trigger.PhoneGone());

    assertThat(agent.last().order()).isNull();
  }

  @Test
  void offersNothingToAPhoneThatWasAwayBeforeSigningIn() {
    Agents agent = Agents.unknown()
        .on(new Trigger.PhoneGone())
        .on(Agents.login(Agents.TAB))
        .on(new Trigger.GoReady());
    assertThat(agent.offerable()).isFalse();

    assertThat(agent.on(new Trigger.PhoneBack()).offerable()).isTrue();
  }

  @Test
  void comesBackWhenAnUnreachablePhoneRegistersAgain() {
    Agents agent = Agents.in("RESERVED").on(Agents.told(CallStep.UNREACHABLE));
    assertThat(agent.callback("onBusy").data()).containsEntry("reason", "phone_down");

    assertThat(agent.on(new Trigger.PhoneBack()).callbacks()).containsExactly("onReady");
  }

  private static Trigger.PhoneGone gone(String switchId) {
    return new Trigger.PhoneGone(switchId, List.of("fs1", "fs2"));
  }

  private static Trigger.PhoneBack back(String switchId) {
    return new Trigger.PhoneBack(switchId, List.of("fs1", "fs2"));
  }

  @Test
  void isReachedWhileThePhoneIsRegisteredAtOneSwitch() {
    Agents agent = Agents.ready().on(back("fs1")).on(back("fs2")).on(gone("fs1"));
    assertThat(agent.callbacks()).isEmpty();
    assertThat(agent.offerable()).isTrue();

    assertThat(agent.on(gone("fs2")).callbacks()).containsExactly("onBusy");
    assertThat(agent.on(back("fs1")).callbacks()).containsExactly("onReady");
  }

  @Test
  void mayBeReachedThroughASwitchThatSaidNothingYet() {
    Agents agent = Agents.ready().on(gone("fs1"));
    assertThat(agent.offerable()).isTrue();

    assertThat(agent.on(gone("fs2")).callback("onBusy").data())
        .containsEntry("reason", "phone_down");
  }

  @Test
  void forgetsASwitchThatIsNoneAnyMore() {
    Agents agent = Agents.ready().on(back("fs2"));

    agent.on(new Trigger.PhoneGone("fs1", List.of("fs1")));

    assertThat(agent.callbacks()).containsExactly("onBusy");
  }

  @Test
  void callsThroughTheSwitchOfThePhone() {
    Trigger dial = new Trigger.Dial("d1", "fs1", "13900002222", Map.of());

    assertThat(Agents.ready().on(dial).last().order().switchId()).isEqualTo("fs1");
    assertThat(Agents.ready().on(back("fs2")).on(dial).last().order().switchId())
        .isEqualTo("fs2");
    assertThat(Agents.ready()
            .on(back("fs2"))
            .on(back("fs1"))
            .on(gone("fs1"))
            .on(dial)
            .state())
        .extracting(s -> s.job().call().switchId())
        .isEqualTo("fs2");
  }

  @Test
  void readsAStateOfBeforeThereWereSeveralSwitches() {
    String stored = Json.encode(Agents.in("NO_PHONE").state()).replaceFirst(",\"phones\":\\{}", "");
    assertThat(stored).doesNotContain("phones");

    AgentState read = Json.decode(stored, AgentState.class);

    assertThat(read).isEqualTo(Agents.in("NO_PHONE").state());
    assertThat(read.line().phoneAt()).isEmpty();
  }
}
