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
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A waiting caller is offered to agents: what each of them notices. Numbers in names are those of the rules of FreeSWITCH. */
class OfferingTest {
  @Test
  void theSwitchRemembersAnOfferBeforeThePhoneRings() { // 23, 24
    CallPlay play = offered().does("remember caller ringing", "dial agent user/1001");

    assertThat(play.effect(Effect.SetVariables.class).orElseThrow().values())
        .containsEntry(Variables.OFFER, AGENT)
        .containsEntry(Variables.PEER, AGENT)
        .containsEntry(Variables.ATTEMPTS, "1");
    assertThat(AGENT).isEqualTo(CallIds.offer(CALLER, 1)).matches(".{14}5.{21}");
  }

  @Test
  void theAgentSeesWhoCallsAndThroughWhichGroup() {
    ringing();
    Effect.TellAgent ring = ringing().effect(Effect.TellAgent.class).orElseThrow();

    assertThat(ring.progress().step()).isEqualTo(CallStep.RING);
    assertThat(ring.progress().offerId()).isEqualTo(AGENT);
    assertThat(ring.progress().call().popScreenNo()).isEqualTo("13800001111");
    assertThat(ring.progress().call().displayName()).isEqualTo("Bob");
    assertThat(ring.progress().call().direction()).isEqualTo(Direction.INBOUND);
    assertThat(ring.progress().call().enableAsr()).isTrue();
    assertThat(ring.progress().call().queue().name()).isEqualTo("support");
  }

  @Test
  void thePhoneShowsTheCallerToTheAgent() {
    Effect.Target target =
        offered().effect(Effect.Originate.class).orElseThrow().target();

    assertThat(target.callerNumber()).isEqualTo("13800001111");
    assertThat(target.callerName()).isEqualTo("Bob");
    assertThat(target.autoAnswer()).isFalse();
  }

  @Test
  void ringsOnceForProgressWithAndWithoutMedia() {
    ringing().on("RINGING", AGENT).doesNothing();
  }

  @Test
  void bridgesTheCustomerFirstWhenTheAnsweredPhoneIsParked() { // 2, 12
    ringing().on("ANSWERED", AGENT).does("tell alice ANSWER");
    answered().on("PARKED", AGENT).does("bridge caller agent");
  }

  @Test
  void doesNotTakeEarlyMediaForAnAnswer() { // 9
    ringing()
        .parkedEarly(AGENT)
        .doesNothing()
        .timeUp(Timer.RING, AGENT)
        .does("kill agent NO_ANSWER", "remember caller waiting", "queue: alice NO_ANSWER");
  }

  @Test
  void bridgesAtTheAnswerAPhoneThatWasParkedInEarlyMedia() { // 9: no second PARK comes
    ringing()
        .parkedEarly(AGENT)
        .on("ANSWERED", AGENT)
        .does("tell alice ANSWER", "bridge caller agent");
  }

  @Test
  void asksForOneBridgeOnly() { // 19
    bridging().on("PARKED", AGENT).doesNothing();
  }

  @Test
  void whoTalksIsNoLongerWaitedFor() {
    bridging()
        .bridged(CALLER, AGENT)
        .does("keep agent", "remember caller talking", "queue: alice ANSWERED")
        .bridged(AGENT, CALLER)
        .doesNothing();
  }

  @Test
  void aPhoneThatRingsInAPageThatIsGoneIsOfferedTheCallAgain() {
    ringing()
        .ask(new CallCommand.Act(CALLER, "alice", CallAct.REATTACH, null))
        .does(
            "kill agent ORIGINATOR_CANCEL",
            "remember caller waiting",
            "queue: alice LOST_AT_BRIDGE")
        .ended(AGENT, "ORIGINATOR_CANCEL")
        .does("tell alice WITHDRAWN ORIGINATOR_CANCEL OK")
        .ask(ring("alice", 2))
        .does("remember caller ringing", "dial agent2 user/1001");
  }

  @Test
  void aPhoneThatNobodyAnswersIsAMiss() {
    ringing()
        .timeUp(Timer.RING, AGENT)
        .does("kill agent NO_ANSWER", "remember caller waiting", "queue: alice NO_ANSWER")
        .ended(AGENT, "NO_ANSWER")
        .does("tell alice NO_ANSWER NO_ANSWER NO_ANSWER");
  }

  @Test
  void aPhoneThatNeverRangIsNotTheAgentsMiss() {
    offered()
        .timeUp(Timer.RING, AGENT)
        .does("kill agent NO_ANSWER", "remember caller waiting", "queue: alice UNREACHABLE");
  }

  @ParameterizedTest(name = "{0} = {2}")
  @CsvSource({
    "USER_BUSY,                 true,  REFUSED",
    "CALL_REJECTED,             true,  REFUSED",
    "NO_USER_RESPONSE,          true,  REFUSED", // 480 is no miss
    "NORMAL_TEMPORARY_FAILURE,  true,  REFUSED",
    "NO_ANSWER,                 true,  NO_ANSWER",
    "NO_ANSWER,                 false, UNREACHABLE", // a dead phone
    "USER_NOT_REGISTERED,       false, UNREACHABLE",
    "SUBSCRIBER_ABSENT,         false, UNREACHABLE",
    "UNALLOCATED_NUMBER,        false, UNREACHABLE",
    "INCOMPATIBLE_DESTINATION,  false, UNREACHABLE",
    "DESTINATION_OUT_OF_ORDER,  false, UNREACHABLE",
  })
  void tellsWhyAnOfferFailed(String cause, boolean rang, String outcome) { // 32
    CallPlay play = rang ? ringing() : offered();

    assertThat(play.failed(AGENT, cause).deeds())
        .contains("remember caller waiting", "queue: alice " + outcome)
        .anyMatch(deed -> deed.startsWith("tell alice " + outcome + " " + cause));
  }

  @Test
  void theJobAndTheHangUpOfOneLegAreOneEnd() {
    offered().ended(AGENT, "USER_BUSY").failed(AGENT, "USER_BUSY").doesNothing();
  }

  @Test
  void aSecondOfferRingsAnotherLeg() {
    ringing()
        .ended(AGENT, "USER_BUSY")
        .ask(ring("bob", 2))
        .does("remember caller ringing", "dial agent2 user/1001")
        .on("RINGING", SECOND_AGENT)
        .does("tell bob RING")
        .on("ANSWERED", SECOND_AGENT)
        .on("PARKED", SECOND_AGENT)
        .does("bridge caller agent2");
  }

  @Test
  void numbersOfOffersThatNoPhoneHeardOfAreNotUsedAgain() {
    String third = CallIds.offer(CALLER, 3);
    CallPlay play = waiting()
        .ask(ring("alice", 3))
        .on("ANSWERED", third)
        .on("PARKED", third)
        .bridged(CALLER, third)
        .ended(third, "NORMAL_CLEARING");

    assertThat(play.effects())
        .filteredOn(Effect.TellQueue.class::isInstance)
        .extracting(e -> ((Effect.TellQueue) e).command())
        .containsExactly(new QueueCommand.Enqueue(CALLER, "fs1", 1_000_000, 0, 3));
  }

  @Test
  void aRepeatedOfferRingsOnce() {
    offered().ask(ring("alice", 1)).doesNothing();
  }

  @Test
  void twoOffersAtOnceAreRefused() {
    CallPlay play = offered();

    assertThatThrownBy(() -> play.ask(ring("bob", 2))).isInstanceOf(CtiException.class);
  }

  @Test
  void aWithdrawnOfferIsNoMiss() {
    ringing()
        .ask(new CallCommand.CancelRing(CALLER, AGENT))
        .does("kill agent ORIGINATOR_CANCEL", "remember caller waiting")
        .ended(AGENT, "ORIGINATOR_CANCEL")
        .does("tell alice WITHDRAWN ORIGINATOR_CANCEL OK");
  }

  @Test
  void anOfferStaysCancelledUntilItsJobEnds() { // 16
    offered()
        .ask(new CallCommand.CancelRing(CALLER, AGENT))
        .on("CREATED", AGENT)
        .does("kill agent NORMAL_CLEARING")
        .on("RINGING", AGENT)
        .doesNothing()
        .failed(AGENT, "NORMAL_CLEARING")
        .does("tell alice WITHDRAWN ORIGINATOR_CANCEL OK");
  }

  @Test
  void anAnswerThatCrossesTheCancelIsEndedAgain() { // 17
    ringing()
        .timeUp(Timer.RING, AGENT)
        .on("ANSWERED", AGENT)
        .does("kill agent NORMAL_CLEARING")
        .on("PARKED", AGENT)
        .does("kill agent NORMAL_CLEARING");
  }

  @Test
  void aLegThatCountsAsEndedIsEndedAgainShouldItLive() { // 16
    CallPlay play = ringing().timeUp(Timer.RING, AGENT).timeUp(Timer.END, AGENT);

    for (String life : new String[] {"CREATED", "ANSWERED", "PARKED"}) {
      play.on(life, AGENT).does("kill agent NORMAL_CLEARING");
    }
    play.on("RINGING", AGENT).doesNothing().bridged(AGENT, CALLER).doesNothing();
  }

  @Test
  void aCallerWhoIsFoundInSilenceHearsMusicAgain() {
    CallInput silence = new CallInput.Silence(CALLER);
    CallPlay missed = bridging().ended(AGENT, "NORMAL_CLEARING");

    missed.take(silence).does("wake caller");
    missed.on("PARKED", CALLER).does("music caller");
    offered().take(silence).does("wake caller").on("PARKED", CALLER).does("music caller");
    bridging().take(silence).doesNothing();
    talking().take(silence).doesNothing();
  }

  @Test
  void anEndThatTheSwitchNeverReportsIsAssumed() {
    ringing()
        .timeUp(Timer.RING, AGENT)
        .timeUp(Timer.END, AGENT)
        .does("tell alice NO_ANSWER NO_ANSWER NO_ANSWER")
        .timeUp(Timer.END, AGENT)
        .doesNothing();
  }
}
