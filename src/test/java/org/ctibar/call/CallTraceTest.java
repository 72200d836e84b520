package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What calls make of the recordings of a real switch. */
class CallTraceTest {
  private static final Destination BOB = Destination.extension("1042", "bob", "1041");
  private static final Destination OUTSIDE =
      Destination.outside("13912345678", "sofia/gateway/trunk/13912345678", "02888880000");

  @Test
  void aCallerTalksToAnAgentWhoHangsUp() throws Exception {
    assertThat(TracePlay.inbound("inbound_answer_agent_hangs_up").allDeeds())
        .containsExactly(
            "remember caller waiting",
            "queue: enqueue",
            "music caller",
            "remember caller ringing",
            "dial agent user/1001",
            "tell alice RING",
            "tell alice ANSWER",
            "bridge caller agent",
            "keep agent",
            "remember caller talking",
            "queue: alice ANSWERED",
            "kill caller NORMAL_CLEARING",
            "tell alice ENDED NORMAL_CLEARING OK",
            "finish");
  }

  @Test
  void aCallerTalksToAnAgentAndHangsUp() throws Exception {
    CallPlay play = TracePlay.inbound("inbound_answer_caller_hangs_up");

    assertThat(play.allDeeds())
        .containsSubsequence(
            "bridge caller agent",
            "queue: alice ANSWERED",
            "kill agent NORMAL_CLEARING",
            "queue: leave",
            "tell alice ENDED NORMAL_CLEARING OK",
            "finish")
        .doesNotContain("kill caller NORMAL_CLEARING")
        .filteredOn("finish"::equals)
        .hasSize(1);
    assertThat(play.call().facts().endedBy()).isEqualTo("caller");
  }

  @Test
  void aPhoneThatNobodyAnswersCostsTheCallerNothing() throws Exception {
    CallPlay play = TracePlay.inbound("ring_no_answer");

    assertThat(play.allDeeds())
        .containsSubsequence(
            "tell alice RING",
            "tell alice NO_ANSWER NO_ANSWER NO_ANSWER",
            "remember caller waiting",
            "queue: alice NO_ANSWER",
            "queue: leave",
            "finish")
        .doesNotContain("music caller again");
    assertThat(play.allDeeds()).filteredOn("music caller"::equals).hasSize(1);
  }

  @Test
  void aPhoneThatRefusesSendsTheCallerToTheNext() throws Exception {
    assertThat(TracePlay.inbound("ring_rejected_busy").allDeeds())
        .containsSubsequence(
            "tell alice RING", "tell alice REFUSED USER_BUSY REJECTED", "queue: alice REFUSED");
  }

  @Test
  void aPhoneThatIsNotRegisteredNeverRings() throws Exception {
    assertThat(TracePlay.inbound("ring_phone_not_registered").allDeeds())
        .containsSubsequence(
            "dial agent user/1001",
            "tell alice UNREACHABLE USER_NOT_REGISTERED PHONE_UNREACHABLE",
            "queue: alice UNREACHABLE")
        .doesNotContain("tell alice RING");
  }

  @Test
  void aCallerGivesUpInTheQueue() throws Exception {
    assertThat(TracePlay.inbound("caller_abandons_in_queue").allDeeds())
        .containsExactly(
            "remember caller waiting", "queue: enqueue", "music caller", "queue: leave", "finish");
  }

  @Test
  void aCallerWhoGivesUpWhileAPhoneRingsIsNobodysMiss() throws Exception {
    assertThat(TracePlay.inbound("caller_abandons_while_agent_rings").allDeeds())
        .containsSubsequence(
            "tell alice RING",
            "kill agent ORIGINATOR_CANCEL",
            "queue: leave",
            "tell alice WITHDRAWN NORMAL_CLEARING OK",
            "finish");
  }

  @Test
  void anAgentWhoLeavesWhileBridgingDoesNotTakeTheCallerAlong() throws Exception {
    assertThat(TracePlay.inbound("edge/race_agent_bye_while_bridging_park_on_cancel_kept")
            .allDeeds())
        .containsSubsequence(
            "bridge caller agent",
            "tell alice ENDED NORMAL_CLEARING OK",
            "remember caller waiting",
            "queue: alice LOST_AT_BRIDGE",
            "music caller",
            "queue: leave",
            "finish")
        .doesNotContain("kill caller NORMAL_CLEARING", "queue: alice ANSWERED");
  }

  @Test
  void aCallerWhoLeavesWhileBridgingDoesNotLeaveTheAgentInSilence() throws Exception {
    assertThat(TracePlay.inbound("edge/race_caller_bye_while_bridging_agent_leg_limbo")
            .allDeeds())
        .containsSubsequence(
            "bridge caller agent",
            "kill agent NORMAL_CLEARING",
            "queue: leave",
            "tell alice ENDED NORMAL_CLEARING OK",
            "finish")
        .doesNotContain("queue: alice ANSWERED");
  }

  @Test
  void anAgentCallsAnAgentAndHangsUp() throws Exception {
    assertThat(TracePlay.dialled("makecall_internal", BOB).allDeeds())
        .containsExactly(
            "dial own user/1001",
            "tell alice RING",
            "tell alice ANSWER",
            "ringback own",
            "dial callee user/1042",
            "tell bob RING",
            "tell alice CALLEE_ANSWER",
            "tell bob ANSWER",
            "bridge callee own",
            "keep own",
            "kill callee NORMAL_CLEARING",
            "tell alice ENDED NORMAL_CLEARING OK",
            "tell bob ENDED NORMAL_CLEARING OK",
            "finish");
  }

  @Test
  void theCalleeHangsUp() throws Exception {
    assertThat(TracePlay.dialled("makecall_callee_hangs_up", BOB).allDeeds())
        .containsSubsequence(
            "bridge callee own",
            "kill own NORMAL_CLEARING",
            "tell bob ENDED NORMAL_CLEARING OK",
            "tell alice ENDED NORMAL_CLEARING OK",
            "finish");
  }

  @Test
  void aBusyCalleeIsToldAsBusy() throws Exception {
    assertThat(TracePlay.dialled("makecall_callee_busy", BOB).allDeeds())
        .containsSubsequence(
            "ringback own",
            "kill own NORMAL_CLEARING",
            "tell bob ENDED USER_BUSY OK",
            "tell alice ENDED USER_BUSY BUSY",
            "finish")
        .doesNotContain("tell alice CALLEE_ANSWER");
  }

  @Test
  void anAgentCallsOutside() throws Exception {
    assertThat(TracePlay.dialled("makecall_external_answered", OUTSIDE).allDeeds())
        .containsExactly(
            "dial own user/1001",
            "tell alice RING",
            "tell alice ANSWER",
            "ringback own",
            "dial callee sofia/gateway/trunk/13912345678",
            "tell alice CALLEE_ANSWER",
            "bridge callee own",
            "keep own",
            "kill own NORMAL_CLEARING",
            "tell alice ENDED NORMAL_CLEARING OK",
            "finish");
  }

  @Test
  void anAnswerThatCrossesOurKillIsNotPutThrough() throws Exception {
    assertThat(TracePlay.givenUp("edge/race_answer_beats_our_uuid_kill", "CHANNEL_PROGRESS")
            .allDeeds())
        .containsExactly(
            "remember caller ringing",
            "dial agent user/1001",
            "tell alice RING",
            "kill agent NO_ANSWER",
            "remember caller waiting",
            "queue: alice NO_ANSWER",
            "kill agent NORMAL_CLEARING",
            "kill agent NORMAL_CLEARING",
            "tell alice NO_ANSWER NO_ANSWER NO_ANSWER");
  }

  @Test
  void aPhoneThatPlaysBeforeTheAnswerIsNotTakenForAnswered() throws Exception {
    assertThat(
            TracePlay.givenUp("edge/early_media_183_originate", "CHANNEL_PARK").allDeeds())
        .containsExactly(
            "remember caller ringing",
            "dial agent user/1001",
            "tell alice RING",
            "kill agent NO_ANSWER",
            "remember caller waiting",
            "queue: alice NO_ANSWER",
            "tell alice NO_ANSWER NO_ANSWER NO_ANSWER");
  }

  @Test
  void anOfferCancelledBeforeItsChannelExistedIsEndedWhenItAppears() throws Exception {
    assertThat(TracePlay.givenUp("edge/xmlcurl_slow", null).allDeeds())
        .containsExactly(
            "remember caller ringing",
            "dial agent user/1001",
            "kill agent NO_ANSWER",
            "remember caller waiting",
            "queue: alice UNREACHABLE",
            "kill agent NORMAL_CLEARING",
            "tell alice UNREACHABLE NO_ANSWER PHONE_UNREACHABLE");
  }
}
