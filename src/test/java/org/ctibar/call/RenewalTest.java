package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.BACK;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.RENEWED;
import static org.ctibar.call.CallPlay.TARGET;
import static org.ctibar.call.CallPlay.talking;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent's page was loaded again in mid-call: its phone is a new one. */
class RenewalTest {
  private static Switchboard renewing(Reports order) {
    Switchboard board = Switchboard.talking(order)
        .now(play -> play.act("alice", CallAct.REATTACH))
        .settle();
    board.deeds();
    return board;
  }

  @Test
  void theOldLegGoesAndTheNewPhoneAnswersByItself() { // 28
    CallPlay play = talking()
        .act("alice", CallAct.REATTACH)
        .does(
            "kill agent NORMAL_CLEARING",
            "dial renewed user/1001",
            "remember caller talking",
            "tell alice REATTACHED");

    Effect.Target target = play.effect(Effect.Originate.class).orElseThrow().target();
    assertThat(target.autoAnswer()).isTrue();
    assertThat(target.variables()).containsEntry("sip_h_X-CTI-Reattach", CALLER);
  }

  /** What the agent asked for at the last moment is told of the new leg, or its end would not be known as the agent's. */
  @Test
  void whatIsStillToBeToldIsToldOfTheNewLeg() {
    CallPlay play =
        talking().act("alice", CallAct.HOLD).act("alice", CallAct.REATTACH).on("PARKED", CALLER);

    Effect.TellAgent told = play.effect(Effect.TellAgent.class).orElseThrow();
    assertThat(told.progress().step()).isEqualTo(CallStep.HOLD);
    assertThat(told.progress().call().leg()).isEqualTo(told.leg()).isNotEqualTo(AGENT);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theCustomerHearsMusicMeanwhile(Reports order) {
    Switchboard board = renewing(order);

    assertThat(board.scene()).isEqualTo("caller hears music, renewed rings");
    assertThat(board.told()).isEmpty();
    board.answers(RENEWED).settle();
    assertThat(board.scene()).isEqualTo("caller+renewed");
    assertThat(board.deeds())
        .contains("bridge caller renewed", "tell alice BACK")
        .noneMatch(deed -> deed.contains("ENDED"));
  }

  @Test
  void theCallGoesOnAsBefore() {
    Switchboard board = renewing(Reports.THE_END_FIRST).answers(RENEWED).settle();
    board.now(play -> play.act("alice", CallAct.HOLD)).settle();
    assertThat(board.scene()).isEqualTo("caller hears music, renewed hears nothing");

    board.now(play -> play.hangUp("alice")).settle();

    assertThat(board.scene()).isEqualTo("over");
    assertThat(board.told()).endsWith("alice ENDED NORMAL_CLEARING OK");
  }

  @Test
  void aPageThatIsClosedIsAnAgentLost() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.ask(new CallCommand.PageLost(CALLER, "alice")))
        .settle();

    assertThat(board.scene()).isEqualTo("caller hears music, renewed rings");
    assertThat(board.play().call().facts().reason()).isEqualTo("agent_lost");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aPhoneThatDoesNotComeBackIsAnAgentLost(Reports order) {
    Switchboard board =
        renewing(order).now(play -> play.timeUp(Timer.RING, RENEWED)).settle();

    assertThat(board.scene()).isEqualTo("back rings, caller hears music");
    assertThat(board.play().call().facts().reason()).isEqualTo("agent_lost");
    assertThat(board.ends(BACK, "USER_NOT_REGISTERED").settle().scene())
        .isEqualTo("caller hears music");
    assertThat(board.deeds()).contains("queue: enqueue");
  }

  @Test
  void aCustomerWhoLeavesMeanwhileEndsTheCall() {
    Switchboard board =
        renewing(Reports.THE_END_FIRST).ends(CALLER, "NORMAL_CLEARING").settle();

    assertThat(board.scene()).isEqualTo("over");
    assertThat(board.told()).hasSize(1);
    assertThat(board.deeds()).isEmpty();
  }

  @Test
  void onHoldTheCustomerStaysThere() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.act("alice", CallAct.HOLD))
        .settle()
        .now(play -> play.act("alice", CallAct.REATTACH))
        .settle()
        .answers(RENEWED)
        .settle();

    assertThat(board.scene()).isEqualTo("caller hears music, renewed hears nothing");
    assertThat(board.now(play -> play.act("alice", CallAct.UNHOLD)).settle().scene())
        .isEqualTo("caller+renewed");
  }

  @Test
  void inAConsultationTheAgentComesBackToTheTarget() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.consult("alice"))
        .settle()
        .answers(TARGET)
        .settle()
        .now(play -> play.act("alice", CallAct.REATTACH))
        .settle();
    assertThat(board.scene()).isEqualTo("back rings, caller hears music, target hears music");

    assertThat(board.answers(BACK).settle().scene()).isEqualTo("back+target, caller hears music");
  }

  @Test
  void inAConferenceTheOthersTalkOn() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.consult("alice"))
        .settle()
        .answers(TARGET)
        .settle()
        .now(play -> play.act("alice", CallAct.CONFERENCE))
        .settle()
        .now(play -> play.act("alice", CallAct.REATTACH))
        .settle();
    assertThat(board.scene()).isEqualTo("back rings, caller+target");

    assertThat(board.answers(BACK).settle().scene()).isEqualTo("back+caller+target");
  }

  @Test
  void onlyWhoTakesPartInATalkComesBackToIt() {
    assertThatThrownBy(() -> talking().act("mallory", CallAct.REATTACH))
        .isInstanceOf(CtiException.class);
    assertThatThrownBy(
            () -> talking().ended(AGENT, "NORMAL_CLEARING").act("alice", CallAct.REATTACH))
        .isInstanceOf(CtiException.class);
  }
}
