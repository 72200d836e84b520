package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.TARGET;
import static org.ctibar.call.CallPlay.talking;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.call.CallAct;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;

/** Digits and silence. */
class VoiceTest {
  private static Switchboard consulting() {
    return Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.consult("alice"))
        .settle()
        .answers(TARGET)
        .settle();
  }

  private static Switchboard conference() {
    return consulting().now(play -> play.act("alice", CallAct.CONFERENCE)).settle();
  }

  @Test
  void theSwitchCutsTheAgentOff() {
    CallPlay play = talking()
        .act("alice", CallAct.MUTE)
        .does("mute agent", "remember caller talking", "remember agent talking", "tell alice MUTE");

    assertThat(play.effect(Effect.TellAgent.class)
            .orElseThrow()
            .progress()
            .call()
            .treatment()
            .muted())
        .isTrue();
    play.act("alice", CallAct.UNMUTE)
        .does(
            "unmute agent", "remember caller talking", "remember agent talking", "tell alice MUTE");
    assertThat(play.effect(Effect.TellAgent.class)
            .orElseThrow()
            .progress()
            .call()
            .treatment()
            .muted())
        .isFalse();
  }

  @Test
  void twiceIsRefused() {
    assertThatThrownBy(() -> talking().act("alice", CallAct.UNMUTE))
        .isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> talking().act("alice", CallAct.MUTE).act("alice", CallAct.MUTE))
        .isInstanceOf(CtiException.class);
  }

  @Test
  void digitsReachWhomTheAgentTalksWith() {
    talking().act("alice", CallAct.DTMF, "12#").does("digits caller 12#");
    consulting().play().act("alice", CallAct.DTMF, "1").does("digits target 1");
    consulting().play().act("bob", CallAct.DTMF, "2").does("digits agent 2");
  }

  @Test
  void digitsInAConferenceReachBothOthers() {
    assertThat(conference().play().act("alice", CallAct.DTMF, "5").deeds())
        .containsExactlyInAnyOrder("digits caller 5", "digits target 5");
  }

  @Test
  void withNobodyToHearItBothAreRefused() {
    Switchboard held = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.act("alice", CallAct.HOLD))
        .settle();

    assertThatThrownBy(() -> held.play().act("alice", CallAct.DTMF, "1"))
        .isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> held.play().act("alice", CallAct.MUTE))
        .isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> talking().act("mallory", CallAct.DTMF, "1"))
        .isInstanceOf(CtiException.class);
  }

  @Test
  void whoIsMutedStaysSoInAConference() {
    Switchboard board = consulting();
    board.play().act("alice", CallAct.MUTE);
    board.now(play -> play.act("alice", CallAct.CONFERENCE)).settle();

    board
        .play()
        .act("alice", CallAct.UNMUTE)
        .does(
            "unmute agent",
            "remember caller conferenced",
            "remember agent conferenced",
            "remember target conferenced",
            "tell alice MUTE");
  }
}
