package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.CALLEE;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.OWN;
import static org.ctibar.call.CallPlay.TARGET;

import java.util.List;
import java.util.Map;
import org.ctibar.bus.call.CallAct;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent leaves two outside parties with each other: a caller and a number outside. */
class OutsideTalkTest {
  private static final long HOUR = 3_600_000;
  private static final Destination OUTSIDE =
      Destination.outside("13912345678", "sofia/gateway/trunk/13912345678", null);
  private static final Destination EMERGENCY =
      Destination.outside("119", "sofia/gateway/trunk/119", null).asEmergency();
  private static final CallTimes LIMITED = CallPlay.times(4 * HOUR, HOUR);
  private static final CallTimes OFF = CallPlay.times(4 * HOUR, 0);
  private static final CallTimes ALLOWED = CallPlay.times(CallTimes.UNLIMITED, CallTimes.UNLIMITED);

  /** What the agent does while alice and the party outside talk, so that she is not between them any more. */
  enum Leaving {
    COMPLETES,
    HANGS_UP,
    LEAVES_THE_CONFERENCE,
    IS_LOST;

    void by(Switchboard board) {
      switch (this) {
        case COMPLETES -> board.now(play -> play.act("alice", CallAct.CONSULT_COMPLETE, null));
        case HANGS_UP -> board.now(play -> play.hangUp("alice"));
        case LEAVES_THE_CONFERENCE -> {
          board.now(play -> play.act("alice", CallAct.CONFERENCE, null)).settle();
          board.now(play -> play.hangUp("alice"));
        }
        case IS_LOST -> board.ends(AGENT, "MEDIA_TIMEOUT");
      }
      board.settle();
    }
  }

  private static Switchboard consulting(CallTimes times, Destination to) {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST, times)
        .now(play -> play.consult("alice", to))
        .settle();
    return board.answers(TARGET).settle();
  }

  private static List<String> limits(Switchboard board) {
    return board.deeds().stream().filter(deed -> deed.startsWith("limit ")).toList();
  }

  private static Map<String, String> variables(CallPlay call, String leg) {
    return call.allEffects().stream()
        .filter(Effect.Originate.class::isInstance)
        .map(effect -> ((Effect.Originate) effect).target())
        .filter(target -> target.leg().equals(leg))
        .findFirst()
        .orElseThrow()
        .variables();
  }

  @ParameterizedTest
  @EnumSource
  void theirTimeIsLimitedHoweverTheAgentLeaves(Leaving way) {
    Switchboard board = consulting(LIMITED, OUTSIDE);
    assertThat(limits(board)).as("while she is there").isEmpty();

    way.by(board);

    assertThat(board.scene()).isEqualTo("caller+target");
    assertThat(limits(board)).containsExactly("limit caller 3600000", "limit target 3600000");
  }

  @Test
  void byTransferToo() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST, LIMITED)
        .now(play -> play.transfer("alice", OUTSIDE))
        .settle()
        .rings(TARGET)
        .settle();
    assertThat(limits(board)).as("before the answer").isEmpty();

    board.answers(TARGET).settle();

    assertThat(limits(board)).containsExactly("limit caller 3600000", "limit target 3600000");
  }

  @ParameterizedTest
  @EnumSource
  void whereThatIsAllowedNothingEndsThem(Leaving way) {
    Switchboard board = consulting(ALLOWED, OUTSIDE);

    way.by(board);

    assertThat(board.scene()).isEqualTo("caller+target");
    assertThat(limits(board)).isEmpty();
  }

  @Test
  void anExtensionIsNotOutside() {
    Switchboard board = consulting(LIMITED, Destination.extension("1090", null, "1001"));

    Leaving.COMPLETES.by(board);

    assertThat(limits(board)).isEmpty();
  }

  @Test
  void whoTalksWithAnEmergencyServiceMayDoSoForEver() {
    Switchboard board = consulting(OFF, EMERGENCY);

    assertThatCode(() -> OutsideTalk.checkComplete(board.play().call())).doesNotThrowAnyException();
    Leaving.HANGS_UP.by(board);

    assertThat(board.scene()).isEqualTo("caller+target");
    assertThat(limits(board)).isEmpty();
  }

  @Test
  void offNoTransferOutsideBegins() {
    CallModel call = CallPlay.talking(OFF).call();

    assertThatThrownBy(() -> OutsideTalk.checkTransfer(call, "alice", OUTSIDE))
        .isInstanceOf(TollRefusal.class);
    assertThatCode(() -> {
          OutsideTalk.checkTransfer(call, "alice", EMERGENCY);
          OutsideTalk.checkTransfer(call, "alice", Destination.extension("1002", "bob", "1001"));
          OutsideTalk.checkTransfer(CallPlay.talking(LIMITED).call(), "alice", OUTSIDE);
        })
        .doesNotThrowAnyException();
  }

  @Test
  void offAConsultationIsNotCompleted() {
    assertThatThrownBy(
            () -> OutsideTalk.checkComplete(consulting(OFF, OUTSIDE).play().call()))
        .isInstanceOf(TollRefusal.class);
  }

  @ParameterizedTest
  @EnumSource(names = "COMPLETES", mode = EnumSource.Mode.EXCLUDE)
  void offAnAgentWhoLeavesIsCalledBackForTheCaller(Leaving way) {
    Switchboard board = consulting(OFF, OUTSIDE);

    way.by(board);

    assertThat(board.living()).contains(CALLER).doesNotContain(AGENT, TARGET);
    assertThat(board.ringing()).as("alice's phone").hasSize(1);
  }

  @Test
  void offAnAgentWhoLeavesWhileTheTargetRingsToo() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST, OFF)
        .now(play -> play.consult("alice", OUTSIDE))
        .settle()
        .rings(TARGET)
        .settle();

    Leaving.HANGS_UP.by(board);

    assertThat(board.living()).contains(CALLER).doesNotContain(AGENT, TARGET);
    assertThat(board.ringing()).as("alice's phone").hasSize(1);
  }

  @Test
  void theSwitchEndsALegThatLivesTooLong() {
    CallPlay dialled = CallPlay.dialling(OUTSIDE).on("ANSWERED", OWN).on("PARKED", OWN);
    CallPlay consulted = CallPlay.talking().consult("alice", OUTSIDE);

    assertThat(variables(dialled, CALLEE))
        .containsEntry("execute_on_answer", "sched_hangup +14400 ALLOTTED_TIMEOUT");
    assertThat(variables(consulted, TARGET))
        .containsEntry("execute_on_answer", "sched_hangup +14400 ALLOTTED_TIMEOUT");
  }

  @Test
  void whoIsInsideOrSavesLivesIsNotEnded() {
    CallPlay inside = CallPlay.dialling().on("ANSWERED", OWN).on("PARKED", OWN);
    CallPlay emergency = CallPlay.dialling(EMERGENCY).on("ANSWERED", OWN).on("PARKED", OWN);
    CallPlay unlimited = CallPlay.talking(ALLOWED).consult("alice", OUTSIDE);

    assertThat(variables(inside, CALLEE)).doesNotContainKey("execute_on_answer");
    assertThat(variables(emergency, CALLEE)).doesNotContainKey("execute_on_answer");
    assertThat(variables(unlimited, TARGET)).doesNotContainKey("execute_on_answer");
  }
}
