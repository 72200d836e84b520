package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.SECOND_AGENT;
import static org.ctibar.call.CallPlay.answered;
import static org.ctibar.call.CallPlay.bridging;
import static org.ctibar.call.CallPlay.offered;
import static org.ctibar.call.CallPlay.ring;
import static org.ctibar.call.CallPlay.ringing;
import static org.ctibar.call.CallPlay.talking;
import static org.ctibar.call.CallPlay.waiting;

import org.ctibar.bus.CtiException;
import org.ctibar.call.CallInput.Inspected;
import org.ctibar.call.CallInput.Timer;
import org.junit.jupiter.api.Test;

/** Callers who leave, bridges that fall and agents who hang up. Numbers in names are those of the rules of FreeSWITCH. */
class QueuedCallTest {
  @Test
  void aCallerGivesUpWaiting() {
    waiting().ended(CALLER, "NORMAL_CLEARING").does("queue: leave", "finish");
  }

  @Test
  void aCallerGivesUpBeforeThePhoneRings() { // 16, 18
    offered()
        .ended(CALLER, "NORMAL_CLEARING")
        .does("kill agent ORIGINATOR_CANCEL", "queue: leave")
        .failed(AGENT, "ORIGINATOR_CANCEL")
        .does("tell alice WITHDRAWN NORMAL_CLEARING OK", "finish");
  }

  @Test
  void aCallerGivesUpWhileThePhoneRings() {
    ringing()
        .ended(CALLER, "NORMAL_CLEARING")
        .does("kill agent ORIGINATOR_CANCEL", "queue: leave")
        .ended(AGENT, "ORIGINATOR_CANCEL")
        .does("tell alice WITHDRAWN NORMAL_CLEARING OK", "finish");
  }

  @Test
  void aCallerWhoLeavesAtTheAnswerTakesTheAgentsLegAlong() { // 18
    for (CallPlay play : new CallPlay[] {answered(), bridging(), talking()}) {
      play.ended(CALLER, "NORMAL_CLEARING")
          .does("kill agent NORMAL_CLEARING", "queue: leave")
          .ended(AGENT, "NORMAL_CLEARING")
          .does("tell alice ENDED NORMAL_CLEARING OK", "finish");
    }
  }

  @Test
  void anAgentWhoIsGoneBeforeTheBridgeCostsTheCallerNothing() {
    answered()
        .ended(AGENT, "NORMAL_CLEARING")
        .does(
            "tell alice ENDED NORMAL_CLEARING OK",
            "remember caller waiting",
            "queue: alice LOST_AT_BRIDGE");
  }

  @Test
  void aParkWithoutABridgeMeansMusicAgain() { // 2
    bridging()
        .on("PARKED", CALLER)
        .does(
            "kill agent NORMAL_CLEARING",
            "remember caller waiting",
            "music caller",
            "queue: alice LOST_AT_BRIDGE")
        .ended(AGENT, "NORMAL_CLEARING")
        .does("tell alice ENDED NORMAL_CLEARING OK");
  }

  @Test
  void theAgentsEndMayComeBeforeThatPark() { // 2
    bridging()
        .ended(AGENT, "NORMAL_CLEARING")
        .does(
            "tell alice ENDED NORMAL_CLEARING OK",
            "remember caller waiting",
            "queue: alice LOST_AT_BRIDGE")
        .on("PARKED", CALLER)
        .does("music caller")
        .on("PARKED", CALLER)
        .doesNothing();
  }

  @Test
  void aBridgeThatFallsAtOnceWasNone() { // 2
    bridging()
        .bridged(CALLER, AGENT)
        .on("PARKED", CALLER)
        .ended(AGENT, "NORMAL_CLEARING")
        .does(
            "tell alice ENDED NORMAL_CLEARING OK",
            "remember caller waiting",
            "music caller",
            "queue: enqueue");
  }

  @Test
  void theNextBridgeMayFallAtOnceTooMuchLater() {
    CallPlay play = bridging().bridged(CALLER, AGENT).ended(AGENT, "NORMAL_CLEARING");

    play.later(60_000)
        .on("PARKED", CALLER)
        .ask(ring("bob", 2))
        .on("ANSWERED", SECOND_AGENT)
        .on("PARKED", SECOND_AGENT)
        .bridged(CALLER, SECOND_AGENT)
        .ended(SECOND_AGENT, "NORMAL_CLEARING");

    assertThat(play.deeds())
        .contains("queue: enqueue")
        .doesNotContain("kill caller NORMAL_CLEARING");
  }

  @Test
  void aBridgeThatIsNotReportedIsLookedInto() { // 12
    bridging()
        .timeUp(Timer.BRIDGE, AGENT)
        .does("inspect caller")
        .take(new Inspected(CALLER, true, AGENT))
        .does("keep agent", "remember caller talking", "queue: alice ANSWERED")
        .timeUp(Timer.BRIDGE, AGENT)
        .doesNothing();
  }

  @Test
  void aBridgeThatIsNotReportedIsLookedIntoAgainShouldTheSwitchNotAnswer() {
    bridging().timeUp(Timer.BRIDGE, AGENT).timeUp(Timer.BRIDGE, AGENT).does("inspect caller");
    assertThat(bridging().timeUp(Timer.BRIDGE, AGENT).effects())
        .contains(new Effect.StartTimer(Timer.BRIDGE, AGENT, CallPlay.TIMES.bridge()));
  }

  @Test
  void aLostBridgeSendsTheCallerBack() {
    bridging()
        .timeUp(Timer.BRIDGE, AGENT)
        .take(new Inspected(CALLER, true, null))
        .does(
            "kill agent NORMAL_CLEARING", "remember caller waiting", "queue: alice LOST_AT_BRIDGE");
  }

  @Test
  void aCallerWhoIsFoundGoneIsNotQueued() {
    bridging()
        .timeUp(Timer.BRIDGE, AGENT)
        .take(new Inspected(CALLER, false, null))
        .does("kill agent NORMAL_CLEARING", "queue: leave")
        .ended(AGENT, "NORMAL_CLEARING")
        .does("tell alice ENDED NO_WORD_FROM_SWITCH OK", "finish");
  }

  @Test
  void offhookMakesTheDeskPhoneAnswer() {
    ringing().offhook("alice").does("talk agent");
  }

  @Test
  void offhookNeedsAPhoneThatRings() {
    for (CallPlay play : new CallPlay[] {waiting(), offered(), answered(), talking()}) {
      assertThatThrownBy(() -> play.offhook("alice")).isInstanceOf(CtiException.class);
    }
  }

  @Test
  void offhookOfSomebodyElseIsRefused() {
    assertThatThrownBy(() -> ringing().offhook("mallory")).isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> talking().hangUp("mallory")).isInstanceOf(CtiException.class);
  }

  @Test
  void hangingUpARingRefusesIt() {
    ringing()
        .hangUp("alice")
        .does("kill agent CALL_REJECTED", "remember caller waiting", "queue: alice REFUSED")
        .ended(AGENT, "CALL_REJECTED")
        .does("tell alice REFUSED CALL_REJECTED REJECTED");
  }

  @Test
  void hangingUpATalkEndsTheCall() {
    talking()
        .hangUp("alice")
        .does("remember caller talking", "kill agent NORMAL_CLEARING")
        .ended(AGENT, "NORMAL_CLEARING")
        .does("kill caller NORMAL_CLEARING", "tell alice ENDED NORMAL_CLEARING OK")
        .ended(CALLER, "NORMAL_CLEARING")
        .does("finish");
  }

  @Test
  void hangingUpWhileBridgingIsDoneWhenTheBridgeStands() { // 2, 19
    for (CallPlay play : new CallPlay[] {answered(), bridging()}) {
      play.hangUp("alice").doesNothing().on("PARKED", AGENT);
      assertThat(play.bridged(CALLER, AGENT).deeds())
          .endsWith("queue: alice ANSWERED", "kill agent NORMAL_CLEARING");
      play.ended(AGENT, "NORMAL_CLEARING")
          .does("kill caller NORMAL_CLEARING", "tell alice ENDED NORMAL_CLEARING OK");
    }
  }

  @Test
  void aHeldUpHangUpDoesNotReachTheNextAgent() {
    CallPlay play = bridging().hangUp("alice").ended(AGENT, "NORMAL_CLEARING");

    play.on("PARKED", CALLER)
        .ask(ring("bob", 2))
        .on("ANSWERED", SECOND_AGENT)
        .on("PARKED", SECOND_AGENT)
        .bridged(CALLER, SECOND_AGENT)
        .does("keep agent2", "remember caller talking", "queue: bob ANSWERED");
  }

  @Test
  void anAgentWhoHangsUpLongAfterTheBridgeEndsTheCall() {
    talking()
        .on("PARKED", CALLER)
        .doesNothing()
        .ended(AGENT, "NORMAL_CLEARING")
        .does("kill caller NORMAL_CLEARING", "tell alice ENDED NORMAL_CLEARING OK");
  }
}
