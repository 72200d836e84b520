package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.call.CallPlay.AGENT;
import static org.ctibar.call.CallPlay.CALLER;
import static org.ctibar.call.CallPlay.TARGET;
import static org.ctibar.call.CallPlay.talking;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.call.CallAct;
import org.junit.jupiter.api.Test;

/** What agents do on the desk phone itself. */
class PhoneActsTest {
  private static final String STRANGER = "7b1e0a52-54a2-4b4c-8d4e-0a4c1d7b0009";

  private static LegEvent referred(String leg, String to) {
    return new LegEvent(LegEvent.Kind.PARKED, leg, null, true, null, to);
  }

  /** Alice's phone sent the caller to 1002. */
  private static CallPlay refers() {
    return talking().take(referred(CALLER, "1002"));
  }

  @Test
  void thePhonesOwnHoldIsShown() { // 31
    CallPlay play = talking()
        .on("HELD", AGENT)
        .does("remember caller talking", "remember agent talking", "tell alice HOLD");

    Treatment seen =
        play.effect(Effect.TellAgent.class).orElseThrow().progress().call().treatment();
    assertThat(seen.heldBy()).isEqualTo(Treatment.BY_PHONE);
    play.on("HELD", AGENT).doesNothing();
    play.on("RETRIEVED", AGENT)
        .does("remember caller talking", "remember agent talking", "tell alice UNHOLD")
        .on("RETRIEVED", AGENT)
        .doesNothing();
  }

  @Test
  void theCallersOwnHoldIsNotTheAgents() { // 31
    talking().on("HELD", CALLER).doesNothing().on("RETRIEVED", CALLER).doesNothing();
  }

  @Test
  void whatThePhoneHoldsThePhoneIsAskedToTakeBack() {
    CallPlay play = talking().on("HELD", AGENT).act("alice", CallAct.UNHOLD).does("talk agent");

    assertThatThrownBy(() -> play.act("alice", CallAct.HOLD)).isInstanceOf(CtiException.class);
  }

  @Test
  void aCustomerWhoIsHeldByThePhoneAndHangsUpEndsTheCall() {
    assertThat(talking().on("HELD", AGENT).ended(CALLER, "NORMAL_CLEARING").deeds())
        .contains("kill agent NORMAL_CLEARING");
  }

  @Test
  void whereThePhoneTransfersToIsLookedUpWhileTheCustomerHearsMusic() { // 14
    assertThat(refers().deeds())
        .contains("resolve 1002 for alice")
        .doesNotContain("kill caller NORMAL_CLEARING");
    assertThat(refers().on("PARKED", AGENT).allDeeds()).contains("music caller");
  }

  @Test
  void aNumberThatLeadsSomewhereIsRung() {
    CallPlay play = refers().on("PARKED", AGENT).transfer("alice");

    assertThat(play.deeds()).contains("dial target user/1002");
    play.ended(AGENT, "NORMAL_CLEARING");
    assertThat(play.deeds()).contains("tell alice ENDED TRANSFERRED OK");
    play.on("ANSWERED", TARGET).on("PARKED", TARGET);
    assertThat(play.deeds()).contains("bridge caller target");
  }

  @Test
  void theAgentMayBeGoneBeforeItIsKnownWhereTo() {
    CallPlay play = refers().ended(AGENT, "NORMAL_CLEARING");

    assertThat(play.deeds())
        .contains("tell alice ENDED TRANSFERRED OK")
        .doesNotContain("kill caller NORMAL_CLEARING");
    assertThat(play.transfer("alice").deeds()).contains("dial target user/1002");
  }

  @Test
  void aNumberThatLeadsNowhereBringsTheCustomerBackToTheAgent() {
    CallPlay play =
        refers().ended(AGENT, "NORMAL_CLEARING").take(new CallInput.NotResolved("alice"));

    assertThat(play.deeds()).anyMatch(deed -> deed.startsWith("dial renewed user/1001"));
    assertThat(play.call().facts().reason()).isEqualTo("transfer_failed");
  }

  @Test
  void aPhoneThatHasNotPutItselfDownByThenIsLetGoFirst() {
    refers()
        .on("PARKED", AGENT)
        .take(new CallInput.NotResolved("alice"))
        .does("kill agent NORMAL_CLEARING")
        .ended(AGENT, "NORMAL_CLEARING")
        .does(
            "tell alice ENDED TRANSFERRED OK",
            "remember caller recalling",
            "dial renewed user/1001");
  }

  @Test
  void thePhoneMayTransferToAGroup() {
    CallPlay play = refers()
        .ended(AGENT, "NORMAL_CLEARING")
        .take(new CallInput.SendTo("alice", new QueueRef("2", "sales")));

    assertThat(play.deeds()).contains("queue: enqueue");
  }

  @Test
  void anOutsideCallerCannotTransfer() { // 13: the agent's leg would dial inside
    CallPlay play = talking().take(referred(AGENT, "0085212345678"));

    assertThat(play.effect(Effect.Resolve.class)).isEmpty();
    play.on("PARKED", CALLER);
    assertThat(play.allDeeds()).contains("bridge caller agent");
  }

  @Test
  void aReferDuringAConsultationLeadsNowhere() {
    CallPlay play = talking()
        .consult("alice")
        .on("PARKED", CALLER)
        .on("PARKED", AGENT)
        .take(referred(CALLER, "1002"));

    assertThat(play.effect(Effect.Resolve.class)).isEmpty();
  }

  @Test
  void whomThePhoneHadCalledByItselfAndJoinedTakesTheAgentsPlace() { // 14
    CallPlay play = talking().name(STRANGER, "stranger").bridged(CALLER, STRANGER);

    assertThat(play.deeds()).contains("kill agent NORMAL_CLEARING");
    play.ended(AGENT, "NORMAL_CLEARING").does("tell alice ENDED TRANSFERRED OK");
    assertThat(play.ended(STRANGER, "NORMAL_CLEARING").deeds())
        .contains("kill caller NORMAL_CLEARING");
    play.ended(CALLER, "NORMAL_CLEARING").does("finish");
  }
}
