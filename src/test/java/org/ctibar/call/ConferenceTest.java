package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.TARGET;

import org.ctibar.bus.call.CallAct;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A consultation that becomes a call of three. */
class ConferenceTest {
  private static Switchboard consulting(Reports order) {
    Switchboard board = Switchboard.talking(order)
        .now(play -> play.consult("alice"))
        .settle()
        .answers(TARGET)
        .settle();
    board.deeds();
    return board;
  }

  private static Switchboard conference(Reports order) {
    Switchboard board =
        consulting(order).now(play -> play.act("alice", CallAct.CONFERENCE)).settle();
    board.deeds();
    return board;
  }

  @Test
  void whoTalkAlreadyComeTogether() { // 21: alone, the other would park first
    consulting(Reports.THE_END_FIRST)
        .play()
        .act("alice", CallAct.CONFERENCE)
        .does(
            "remember caller conferenced",
            "remember agent conferenced",
            "remember target conferenced",
            "gather [[caller], [agent, target]]")
        .on("GATHERED", AGENT)
        .on("GATHERED", CALLER)
        .doesNothing()
        .on("GATHERED", TARGET)
        .does("tell alice CONFERENCE", "tell bob CONFERENCE");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void whenTwoAreLeftTheyTalk(Reports order) {
    for (String leaves : new String[] {AGENT, TARGET, CALLER}) {
      Switchboard board = conference(order).ends(leaves, "NORMAL_CLEARING").settle();

      assertThat(board.scene()).hasSizeLessThan("agent+caller+target".length()).contains("+");
      assertThat(board.deeds()).anyMatch(deed -> deed.endsWith("CONFERENCE_ENDED"));
      board.ends(board.living().iterator().next(), "NORMAL_CLEARING").settle();
      assertThat(board.scene()).isEqualTo("over");
      assertThat(board.deeds()).endsWith("finish");
    }
  }

  @Test
  void ofTwoWhoLeaveAtOnceTheLastOneIsNotLeftAlone() {
    Switchboard board = conference(Reports.THE_END_FIRST)
        .ends(TARGET, "NORMAL_CLEARING")
        .ends(AGENT, "NORMAL_CLEARING")
        .settle();

    assertThat(board.scene()).isEqualTo("over");
  }

  @Test
  void anAgentWhoLeavesBeforeItStandsLeavesTheOthersToTalk() {
    Switchboard board = consulting(Reports.THE_END_FIRST)
        .now(play -> play.act("alice", CallAct.CONFERENCE))
        .ends(AGENT, "NORMAL_CLEARING")
        .settle();

    assertThat(board.scene()).isEqualTo("caller+target");
    assertThat(board.told()).contains("alice ENDED NORMAL_CLEARING OK");
  }

  @Test
  void whoeverIsLeftMayHoldTheOther() {
    Switchboard board = conference(Reports.THE_PARK_FIRST)
        .ends(AGENT, "NORMAL_CLEARING")
        .settle()
        .now(play -> play.act("bob", CallAct.HOLD))
        .settle();

    assertThat(board.scene()).isEqualTo("caller hears music, target hears nothing");
  }
}
