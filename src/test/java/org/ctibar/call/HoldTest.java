package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.TARGET;
import static org.ctibar.call.CallPlay.talking;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.call.CallAct;
import org.ctibar.call.CallInput.Inspected;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hold is park and music, for every phone. */
class HoldTest {

  private static Switchboard held(Reports order) {
    Switchboard board =
        Switchboard.talking(order).now(play -> play.act("alice", CallAct.HOLD)).settle();
    board.deeds();
    return board;
  }

  @Test
  void theCustomerHearsMusicAndTheAgentNothing() {
    talking()
        .act("alice", CallAct.HOLD)
        .does("remember caller held", "remember agent held", "park caller", "music caller")
        .on("PARKED", CALLER)
        .doesNothing()
        .on("PARKED", AGENT)
        .does("tell alice HOLD");
  }

  @Test
  void thePageSeesWhoHolds() {
    Effect.TellAgent told = talking()
        .act("alice", CallAct.HOLD)
        .on("PARKED", AGENT)
        .on("PARKED", CALLER)
        .effect(Effect.TellAgent.class)
        .orElseThrow();

    assertThat(told.progress().call().treatment().heldBy()).isEqualTo(Treatment.BY_AGENT);
  }

  @Test
  void takesTheCustomerBackByABridgeAndTellsWhenItStands() {
    held(Reports.THE_END_FIRST)
        .play()
        .act("alice", CallAct.UNHOLD)
        .does("remember caller talking", "remember agent talking", "bridge caller agent")
        .bridged(CALLER, AGENT)
        .does("tell alice UNHOLD");
  }

  @Test
  void whatComesTooSoonIsDoneAfterTheSwitchReported() { // 19
    talking()
        .act("alice", CallAct.HOLD)
        .act("alice", CallAct.UNHOLD)
        .does("remember caller talking", "remember agent talking")
        .on("PARKED", CALLER)
        .doesNothing()
        .on("PARKED", AGENT)
        .does("bridge caller agent")
        .bridged(CALLER, AGENT)
        .does("tell alice HOLD", "tell alice UNHOLD");
  }

  @Test
  void aHoldThatIsNotReportedIsLookedInto() {
    talking()
        .act("alice", CallAct.HOLD)
        .on("PARKED", AGENT)
        .timeUp(Timer.BRIDGE, CALLER)
        .does("inspect caller")
        .take(new Inspected(CALLER, true, null))
        .does("silence caller", "music caller", "tell alice HOLD");
  }

  @Test
  void holdingTwiceAndTakingBackNobodyAreRefused() {
    CallPlay held = held(Reports.THE_END_FIRST).play();

    assertThatThrownBy(() -> held.act("alice", CallAct.HOLD)).isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> talking().act("alice", CallAct.UNHOLD))
        .isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> talking().act("mallory", CallAct.HOLD))
        .isInstanceOf(CtiException.class);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aCustomerWhoHangsUpOnHoldEndsTheCall(Reports order) {
    Switchboard board = held(order).ends(CALLER, "NORMAL_CLEARING").settle();

    assertThat(board.scene()).isEqualTo("over");
    assertThat(board.deeds())
        .contains("tell alice ENDED NORMAL_CLEARING OK")
        .doesNotContain("bridge caller agent")
        .endsWith("finish");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void anAgentWhoPutsThePhoneDownOnHoldEndsTheCall(Reports order) { // 1
    Switchboard board = held(order).ends(AGENT, "NORMAL_CLEARING").settle();

    assertThat(board.scene()).isEqualTo("over");
    assertThat(board.told()).containsExactly("alice ENDED NORMAL_CLEARING OK");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aPhoneThatIsLostOnHoldIsCalledBack(Reports order) { // 27
    Switchboard board = held(order).ends(AGENT, "MEDIA_TIMEOUT").settle();

    assertThat(board.scene()).isEqualTo("caller hears music, renewed rings");
    assertThat(board.told()).containsExactly("alice ENDED MEDIA_TIMEOUT OK");
  }

  @Test
  void aConsultationOutOfHoldLetsTheMusicPlayOn() { // 31
    Switchboard board =
        held(Reports.THE_END_FIRST).now(play -> play.consult("alice")).settle();

    assertThat(board.deeds())
        .containsExactly(
            "remember caller consult_ringing",
            "remember agent consult_ringing",
            "dial target user/1002",
            "ringback agent",
            "tell alice CONSULT");
    assertThat(board.answers(TARGET).settle().scene())
        .isEqualTo("agent+target, caller hears music");
  }

  @Test
  void ofTwoAgentsWhoTalkOnlyOneHoldsAtATime() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.consult("alice"))
        .answers(TARGET)
        .settle()
        .now(play -> play.act("alice", CallAct.CONSULT_COMPLETE))
        .settle()
        .now(play -> play.act("bob", CallAct.HOLD))
        .settle();

    assertThat(board.scene()).isEqualTo("caller hears music, target hears nothing");
    assertThat(board.told()).contains("bob HOLD");
  }
}
