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
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Switchboard.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Transfers, and what becomes of a customer whose transfer failed or whose agent was lost: nobody is dropped. */
class TransferTest {
  private static final QueueRef SALES = new QueueRef("2", "sales");

  private static Switchboard transferring() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.transfer("alice"))
        .settle();
    board.deeds();
    return board;
  }

  private static Switchboard lost(Reports order) {
    return Switchboard.talking(order).ends(AGENT, "MEDIA_TIMEOUT").settle();
  }

  /** The target rang and failed after alice was released: she is called back. */
  private static Switchboard recalling() {
    Switchboard board =
        transferring().rings(TARGET).settle().ends(TARGET, "NO_ANSWER").settle();
    board.deeds();
    return board;
  }

  @Test
  void theTargetSeesTheCustomer() {
    Effect.Target target =
        talking().transfer("alice").effect(Effect.Originate.class).orElseThrow().target();

    assertThat(target.callerNumber()).isEqualTo("13800001111");
    assertThat(target.callerName()).isEqualTo("Bob");
  }

  @Test
  void nothingIsToldBeforeTheTargetRings() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.transfer("alice"))
        .settle();

    assertThat(board.scene()).isEqualTo("agent hears ringback, caller hears music, target rings");
    assertThat(board.told()).isEmpty();
  }

  @Test
  void theAgentIsFreeAsSoonAsTheTargetRings() {
    Switchboard board = transferring().rings(TARGET).settle();

    assertThat(board.scene()).isEqualTo("caller hears music, target rings");
    assertThat(board.told()).containsExactly("bob RING", "alice ENDED TRANSFERRED OK");
    board.answers(TARGET).settle();
    assertThat(board.scene()).isEqualTo("caller+target");
    assertThat(board.told()).containsExactly("bob ANSWER");
  }

  @Test
  void aTargetThatAnswersAtOnceNeverRang() {
    Switchboard board = transferring().answers(TARGET).settle();

    assertThat(board.scene()).isEqualTo("caller+target");
    assertThat(board.told()).containsExactly("bob ANSWER", "alice ENDED TRANSFERRED OK");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "USER_BUSY,           BUSY",
    "CALL_REJECTED,       REJECTED",
    "USER_NOT_REGISTERED, PHONE_UNREACHABLE",
    "UNALLOCATED_NUMBER,  NOT_FOUND",
  })
  void aTargetThatFailsBeforeItRingsLeavesAllAsItWas(String cause, String code) {
    Switchboard board = transferring().ends(TARGET, cause).settle();

    assertThat(board.scene()).isEqualTo("agent+caller");
    assertThat(board.told()).contains("alice TRANSFER_FAILED " + cause + " " + code);
  }

  @Test
  void whoWasOnHoldIsOnHoldAgainWhenTheTransferFails() {
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.act("alice", CallAct.HOLD))
        .settle()
        .now(play -> play.transfer("alice"))
        .settle()
        .ends(TARGET, "USER_BUSY")
        .settle();

    assertThat(board.scene()).isEqualTo("agent hears ringback, caller hears music");
    assertThat(board.told()).endsWith("alice TRANSFER_FAILED USER_BUSY BUSY");
    assertThat(board.now(play -> play.act("alice", CallAct.UNHOLD)).settle().scene())
        .isEqualTo("agent+caller");
  }

  @Test
  void anAgentWhoHangsUpBeforeTheTargetRingsHasTransferred() {
    Switchboard board = transferring().ends(AGENT, "NORMAL_CLEARING").settle();

    assertThat(board.scene()).isEqualTo("caller hears music, target rings");
    assertThat(board.told()).containsExactly("alice ENDED TRANSFERRED OK");
  }

  @Test
  void aCustomerWhoLeavesEndsTheTransfer() {
    Switchboard board = transferring().ends(CALLER, "NORMAL_CLEARING").settle();

    assertThat(board.scene()).isEqualTo("over");
    assertThat(board.told())
        .containsExactlyInAnyOrder(
            "bob WITHDRAWN NORMAL_CLEARING OK", "alice ENDED NORMAL_CLEARING OK");
  }

  @Test
  void aTransferThatFailsLaterComesBackToTheAgent() {
    Switchboard board =
        transferring().rings(TARGET).settle().ends(TARGET, "NO_ANSWER").settle();

    assertThat(board.scene()).isEqualTo("back rings, caller hears music");
    assertThat(board.play().call().facts().reason()).isEqualTo("transfer_failed");
    board.deeds();
    board.rings(BACK).answers(BACK).settle();
    assertThat(board.scene()).isEqualTo("back+caller");
    assertThat(board.told()).containsExactly("alice RING", "alice ANSWER");
  }

  @Test
  void aRecalledAgentSeesTheCustomerAndWhy() {
    Effect.TellAgent ring =
        recalling().rings(BACK).play().effect(Effect.TellAgent.class).orElseThrow();

    assertThat(ring.progress().call().reason()).isEqualTo("transfer_failed");
    assertThat(ring.progress().call().popScreenNo()).isEqualTo("13800001111");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"USER_BUSY", "CALL_REJECTED", "NO_ANSWER", "USER_NOT_REGISTERED"})
  void anAgentWhoDoesNotTakeItBackLeavesItToTheGroupBeforeAllOthers(String cause) {
    Switchboard board = recalling().ends(BACK, cause).settle();

    waitsFirstInSupport(board);
  }

  @Test
  void anAgentWhosePhoneRingsInVainLeavesItToTheGroup() {
    Switchboard board =
        recalling().rings(BACK).now(play -> play.timeUp(Timer.RING, BACK)).settle();

    waitsFirstInSupport(board);
  }

  @Test
  void anAgentWhoHasAnotherCallLeavesItToTheGroup() {
    Switchboard board = recalling()
        .rings(BACK)
        .now(play -> play.take(new CallInput.Unwanted(BACK)))
        .settle();

    waitsFirstInSupport(board);
  }

  private static void waitsFirstInSupport(Switchboard board) {
    assertThat(board.scene()).isEqualTo("caller hears music");
    assertThat(board.play().allEffects())
        .filteredOn(Effect.TellQueue.class::isInstance)
        .extracting(e -> (Effect.TellQueue) e)
        .last()
        .isEqualTo(new Effect.TellQueue(
            "1", new QueueCommand.Enqueue(CALLER, "fs1", 1_000_000, QueuedCall.FIRST, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void anAgentWhosePhoneIsLostIsCalledBack(Reports order) { // 27
    Switchboard board = lost(order);

    assertThat(board.scene()).isEqualTo("caller hears music, renewed rings");
    assertThat(board.play().call().facts().reason()).isEqualTo("agent_lost");
    assertThat(board.answers(RENEWED).settle().scene()).isEqualTo("caller+renewed");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void anAgentWhosePhoneStaysAwayLeavesTheCustomerToTheGroup(Reports order) {
    waitsFirstInSupport(lost(order).ends(RENEWED, "USER_NOT_REGISTERED").settle());
  }

  @Test
  void aCustomerWhoLeavesMeanwhileIsNotQueued() {
    Switchboard board =
        lost(Reports.THE_END_FIRST).ends(CALLER, "NORMAL_CLEARING").settle();

    assertThat(board.scene()).isEqualTo("over");
    assertThat(board.deeds()).doesNotContain("queue: enqueue").endsWith("finish");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void toAGroupTheAgentIsFreeAtOnceAndTheCustomerWaits(Reports order) {
    Switchboard board = Switchboard.talking(order)
        .now(play -> play.take(new CallInput.SendTo("alice", SALES)))
        .settle();

    assertThat(board.scene()).isEqualTo("caller hears music");
    assertThat(board.deeds())
        .contains("tell alice ENDED TRANSFERRED OK", "queue: enqueue")
        .doesNotContain("kill caller NORMAL_CLEARING");
    assertThat(board.play().call().facts().origin().queue()).isEqualTo(SALES);
  }

  @Test
  void twiceToAGroupIsRefused() {
    CallPlay play = talking().take(new CallInput.SendTo("alice", SALES));

    assertThatThrownBy(() -> play.take(new CallInput.SendTo("alice", new QueueRef("1", "support"))))
        .isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> play.transfer("alice")).isInstanceOf(CtiException.class);
    assertThatThrownBy(() -> CallPlay.dialling().consult("alice")).isInstanceOf(CtiException.class);
  }

  @Test
  void toAGroupTheCustomerKeepsTheTimeOfTheFirstArrival() {
    CallPlay play = talking().later(60_000).take(new CallInput.SendTo("alice", SALES));

    assertThat(play.effect(Effect.TellQueue.class).orElseThrow())
        .isEqualTo(
            new Effect.TellQueue("2", new QueueCommand.Enqueue(CALLER, "fs1", 1_000_000, 0, 1)));
  }

  @Test
  void whoTookOverAndConsultsAtOnceDoesNotWaitForTheAgentWhoWentMeanwhile() {
    Destination dave = Destination.extension("1004", "dave", "1002");
    Switchboard board = Switchboard.talking(Reports.THE_END_FIRST)
        .now(play -> play.transfer("alice"))
        .settle()
        .now(play -> play.timeUp(Timer.RING, TARGET))
        .now(play -> play.transfer("alice"));
    String second = board.ringing().get(0);
    board.answers(second).now(play -> play.consult("bob", dave));
    String consulted = board.ringing().get(0);
    board.play().name(second, "second").name(consulted, "consulted");

    board.answers(consulted).settle();

    assertThat(board.scene()).isEqualTo("caller hears music, consulted+second");
  }

  @Test
  void aTransferNeedsSomebodyToTransferAndTheRightToDoSo() {
    CallPlay play = transferring().play();

    for (String agent : new String[] {"alice", "bob", "mallory"}) {
      assertThatThrownBy(() -> play.transfer(agent)).isInstanceOf(CtiException.class);
      assertThatThrownBy(() -> play.consult(agent)).isInstanceOf(CtiException.class);
      assertThatThrownBy(() -> play.take(new CallInput.SendTo(agent, SALES)))
          .isInstanceOf(CtiException.class);
    }
  }
}
