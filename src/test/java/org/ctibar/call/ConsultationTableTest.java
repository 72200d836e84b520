package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.TARGET;

import java.util.function.Consumer;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.call.CallAct;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Alice (A) talks with a caller (C) and consults bob (T): who hears whom after everything that can happen then, and
 * what the two agents are told.
 */
class ConsultationTableTest {
  enum State {
    RINGING(board -> {}),
    ANSWERED(board -> board.answers(TARGET)),
    ALTERNATED(board -> board.answers(TARGET).settle().now(act(CallAct.ALTERNATE))),
    CONFERENCE(board -> board.answers(TARGET).settle().now(act(CallAct.CONFERENCE))),
    BLIND_TRANSFERRED(board -> board.now(act(CallAct.CONSULT_COMPLETE))),
    GONE_WHILE_RINGING(board -> board.ends(CALLER, "NORMAL_CLEARING")),
    CUSTOMER_GONE(board -> board.answers(TARGET).settle().ends(CALLER, "NORMAL_CLEARING"));

    private final Consumer<Switchboard> way;

    State(Consumer<Switchboard> way) {
      this.way = way;
    }

    Switchboard reached(Reports order) {
      Switchboard board =
          Switchboard.talking(order).now(play -> play.consult("alice")).settle().rings(TARGET);
      way.accept(board);
      board.settle().deeds();
      return board;
    }
  }

  enum Event {
    COMPLETE(board -> board.now(act(CallAct.CONSULT_COMPLETE))),
    CANCEL(board -> board.now(act(CallAct.CONSULT_CANCEL))),
    ALTERNATE(board -> board.now(act(CallAct.ALTERNATE))),
    CONFER(board -> board.now(act(CallAct.CONFERENCE))),
    A_HANGS_UP(board -> board.ends(AGENT, "NORMAL_CLEARING")),
    T_ANSWERS(board -> board.answers(TARGET)),
    T_HANGS_UP(board -> board.ends(TARGET, "NORMAL_CLEARING")),
    T_REFUSES(board -> board.ends(TARGET, "CALL_REJECTED")),
    T_IS_BUSY(board -> board.ends(TARGET, "USER_BUSY")),
    T_DOES_NOT_ANSWER(board -> board.now(play -> play.timeUp(Timer.RING, TARGET))),
    C_HANGS_UP(board -> board.ends(CALLER, "NORMAL_CLEARING"));

    private final Consumer<Switchboard> event;

    Event(Consumer<Switchboard> event) {
      this.event = event;
    }

    void happens(Switchboard board) {
      event.accept(board);
      board.settle();
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      # when             | what happens      | who hears whom then                | what agents are told
      RINGING            | COMPLETE          | caller hears music, target rings   | bob TAKEN_OVER, alice ENDED TRANSFERRED OK
      RINGING            | CANCEL            | agent+caller                       | bob ENDED ORIGINATOR_CANCEL OK, alice CONSULT_ENDED
      RINGING            | ALTERNATE         | refused                            |
      RINGING            | CONFER            | refused                            |
      RINGING            | A_HANGS_UP        | caller hears music, target rings   | alice ENDED TRANSFERRED OK, bob TAKEN_OVER
      RINGING            | T_ANSWERS         | agent+target, caller hears music   | bob ANSWER, alice CONSULT
      RINGING            | T_REFUSES         | agent+caller                       | bob ENDED CALL_REJECTED REJECTED, alice CONSULT_ENDED CALL_REJECTED REJECTED
      RINGING            | T_IS_BUSY         | agent+caller                       | bob ENDED USER_BUSY OK, alice CONSULT_ENDED USER_BUSY BUSY
      RINGING            | T_DOES_NOT_ANSWER | agent+caller                       | bob ENDED NO_ANSWER OK, alice CONSULT_ENDED NO_ANSWER NO_ANSWER
      RINGING            | C_HANGS_UP        | agent hears ringback, target rings | alice LEFT_CALLING NORMAL_CLEARING OK

      ANSWERED           | COMPLETE          | caller+target                      | bob TAKEN_OVER, alice ENDED TRANSFERRED OK
      ANSWERED           | CANCEL            | agent+caller                       | alice CONSULT_ENDED, bob ENDED NORMAL_CLEARING OK
      ANSWERED           | ALTERNATE         | agent+caller, target hears music   | alice CONSULT
      ANSWERED           | CONFER            | agent+caller+target                | alice CONFERENCE, bob CONFERENCE
      ANSWERED           | A_HANGS_UP        | caller+target                      | alice ENDED TRANSFERRED OK, bob TAKEN_OVER
      ANSWERED           | T_HANGS_UP        | agent+caller                       | bob ENDED NORMAL_CLEARING OK, alice CONSULT_ENDED NORMAL_CLEARING OK
      ANSWERED           | C_HANGS_UP        | agent+target                       | alice CUSTOMER_LEFT NORMAL_CLEARING OK

      ALTERNATED         | COMPLETE          | caller+target                      | bob TAKEN_OVER, alice ENDED TRANSFERRED OK
      ALTERNATED         | CANCEL            | agent+caller                       | alice CONSULT_ENDED, bob ENDED NORMAL_CLEARING OK
      ALTERNATED         | ALTERNATE         | agent+target, caller hears music   | alice CONSULT
      ALTERNATED         | CONFER            | agent+caller+target                | alice CONFERENCE, bob CONFERENCE
      ALTERNATED         | A_HANGS_UP        | caller+target                      | alice ENDED TRANSFERRED OK, bob TAKEN_OVER
      ALTERNATED         | T_HANGS_UP        | agent+caller                       | bob ENDED NORMAL_CLEARING OK, alice CONSULT_ENDED NORMAL_CLEARING OK
      ALTERNATED         | C_HANGS_UP        | agent+target                       | alice CUSTOMER_LEFT NORMAL_CLEARING OK

      CONFERENCE         | COMPLETE          | refused                            |
      CONFERENCE         | CANCEL            | refused                            |
      CONFERENCE         | ALTERNATE         | refused                            |
      CONFERENCE         | CONFER            | refused                            |
      CONFERENCE         | A_HANGS_UP        | caller+target                      | alice ENDED NORMAL_CLEARING OK, bob TAKEN_OVER, bob CONFERENCE_ENDED
      CONFERENCE         | T_HANGS_UP        | agent+caller                       | bob ENDED NORMAL_CLEARING OK, alice CONFERENCE_ENDED
      CONFERENCE         | C_HANGS_UP        | agent+target                       | alice CONFERENCE_ENDED, bob CONFERENCE_ENDED

      BLIND_TRANSFERRED  | COMPLETE          | refused                            |
      BLIND_TRANSFERRED  | CANCEL            | refused                            |
      BLIND_TRANSFERRED  | ALTERNATE         | refused                            |
      BLIND_TRANSFERRED  | CONFER            | refused                            |
      BLIND_TRANSFERRED  | T_ANSWERS         | caller+target                      | bob ANSWER
      BLIND_TRANSFERRED  | T_REFUSES         | back rings, caller hears music     | bob ENDED CALL_REJECTED REJECTED
      BLIND_TRANSFERRED  | T_IS_BUSY         | back rings, caller hears music     | bob ENDED USER_BUSY OK
      BLIND_TRANSFERRED  | T_DOES_NOT_ANSWER | back rings, caller hears music     | bob ENDED NO_ANSWER OK
      BLIND_TRANSFERRED  | C_HANGS_UP        | over                               | bob WITHDRAWN NORMAL_CLEARING OK

      GONE_WHILE_RINGING | COMPLETE          | refused                            |
      GONE_WHILE_RINGING | CANCEL            | over                               | bob ENDED ORIGINATOR_CANCEL OK, alice ENDED ORIGINATOR_CANCEL OK
      GONE_WHILE_RINGING | ALTERNATE         | refused                            |
      GONE_WHILE_RINGING | CONFER            | refused                            |
      GONE_WHILE_RINGING | A_HANGS_UP        | over                               | alice ENDED NORMAL_CLEARING OK, bob WITHDRAWN NORMAL_CLEARING OK
      GONE_WHILE_RINGING | T_ANSWERS         | agent+target                       | bob ANSWER, alice CALLEE_ANSWER
      GONE_WHILE_RINGING | T_REFUSES         | over                               | bob ENDED CALL_REJECTED REJECTED, alice ENDED CALL_REJECTED REJECTED
      GONE_WHILE_RINGING | T_IS_BUSY         | over                               | bob ENDED USER_BUSY OK, alice ENDED USER_BUSY BUSY
      GONE_WHILE_RINGING | T_DOES_NOT_ANSWER | over                               | bob ENDED NO_ANSWER OK, alice ENDED NO_ANSWER NO_ANSWER

      CUSTOMER_GONE      | COMPLETE          | refused                            |
      CUSTOMER_GONE      | CANCEL            | refused                            |
      CUSTOMER_GONE      | ALTERNATE         | refused                            |
      CUSTOMER_GONE      | CONFER            | refused                            |
      CUSTOMER_GONE      | A_HANGS_UP        | over                               | alice ENDED NORMAL_CLEARING OK, bob ENDED NORMAL_CLEARING OK
      CUSTOMER_GONE      | T_HANGS_UP        | over                               | bob ENDED NORMAL_CLEARING OK, alice ENDED NORMAL_CLEARING OK
      """)
  void leadsTo(State when, Event event, String scene, String told) {
    for (Reports order : Reports.values()) {
      Switchboard board = when.reached(order);
      if (scene.equals("refused")) {
        assertThatThrownBy(() -> event.happens(board)).isInstanceOf(CtiException.class);
        assertThat(board.deeds()).isEmpty();
        continue;
      }
      event.happens(board);
      assertThat(board.scene()).as("%s", order).isEqualTo(scene);
      assertThat(String.join(", ", board.told())).as("%s", order).isEqualTo(told);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BLIND_TRANSFERRED")
  void theCommandToHangUpDoesWhatThePhoneDoes(State when) {
    Switchboard commanded = when.reached(Reports.THE_PARK_FIRST);
    Switchboard laidDown = when.reached(Reports.THE_PARK_FIRST);

    commanded.now(play -> play.hangUp("alice")).settle();
    Event.A_HANGS_UP.happens(laidDown);

    assertThat(commanded.scene()).isEqualTo(laidDown.scene());
    assertThat(commanded.told()).isEqualTo(laidDown.told());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"ANSWERED", "ALTERNATED", "CONFERENCE"})
  void whoIsConsultedMayLeaveButNotDecide(State when) {
    Switchboard board = when.reached(Reports.THE_END_FIRST);
    for (CallAct act : new CallAct[] {CallAct.CONSULT_COMPLETE, CallAct.HOLD, CallAct.ALTERNATE}) {
      assertThatThrownBy(() -> board.now(play -> play.act("bob", act)))
          .isInstanceOf(CtiException.class);
    }

    board.now(play -> play.hangUp("bob")).settle();

    assertThat(board.scene()).isEqualTo("agent+caller");
  }

  @Test
  void theCustomerHearsMusicAtOnceAndTheAgentThePhoneRing() { // 20
    CallPlay.talking()
        .consult("alice")
        .does(
            "remember caller consult_ringing",
            "remember agent consult_ringing",
            "dial target user/1002",
            "park caller",
            "music caller",
            "ringback agent");
  }

  @Test
  void theTargetSeesTheAgentWhoConsults() {
    Effect.Target target = CallPlay.talking()
        .consult("alice")
        .effect(Effect.Originate.class)
        .orElseThrow()
        .target();

    assertThat(target.callerNumber()).isEqualTo("1001");
    assertThat(target.role()).isEqualTo(LegRole.CONSULT);
  }

  @Test
  void thePageIsToldOfTheConsultationWhenTheCustomerIsAway() {
    Switchboard board =
        Switchboard.talking(Reports.THE_END_FIRST).now(play -> play.consult("alice"));
    assertThat(board.told()).isEmpty();
    assertThat(board.settle().told()).containsExactly("alice CONSULT");
  }

  static Consumer<CallPlay> act(CallAct act) {
    return play -> play.act("alice", act);
  }
}
