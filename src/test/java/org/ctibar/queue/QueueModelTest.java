package org.ctibar.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.queue.QueueModel.Proposal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueModelTest {
  private static final String FIRST = new UUID(0, 1).toString();
  private static final String SECOND = new UUID(0, 2).toString();

  private final QueueModel queue = new QueueModel();

  @BeforeEach
  void members() {
    queue.members(Map.of("alice", 1, "bob", 1));
  }

  private void waits(String callId, long sinceMs) {
    queue.enqueue(new QueueCommand.Enqueue(callId, "fs1", sinceMs, 0, 0));
  }

  private void ready(String agentId, long revision, long since) {
    queue.agentChanged(new AgentChanged(agentId, revision, true, since));
  }

  private void ended(Proposal offer, OfferOutcome outcome) {
    queue.offerEnded(new QueueCommand.OfferEnded(
        offer.call().callId(), offer.offerId(), offer.agentId(), outcome));
  }

  @Test
  void theFirstCallerGoesToTheLongestIdle() {
    waits(SECOND, 200);
    waits(FIRST, 100);
    ready("alice", 1, 50);
    ready("bob", 1, 40);

    Proposal first = queue.propose().orElseThrow();
    assertThat(first.call().callId()).isEqualTo(FIRST);
    assertThat(first.agentId()).isEqualTo("bob");
    assertThat(first.offerId()).isEqualTo(CallIds.offer(FIRST, 1));
    Proposal second = queue.propose().orElseThrow();
    assertThat(second.call().callId()).isEqualTo(SECOND);
    assertThat(second.agentId()).isEqualTo("alice");
    assertThat(queue.propose()).isEmpty();
  }

  @Test
  void nobodyIsProposedWithoutCallerOrAgent() {
    assertThat(queue.propose()).isEmpty();
    waits(FIRST, 100);
    assertThat(queue.propose()).isEmpty();
    queue.leave(FIRST);
    ready("alice", 1, 1);
    assertThat(queue.propose()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = OfferOutcome.class,
      names = {"ANSWERED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aCallerKeepsThePlaceThroughAFailedOffer(OfferOutcome outcome) {
    waits(FIRST, 100);
    waits(SECOND, 200);
    ready("alice", 1, 1);
    Proposal offer = queue.propose().orElseThrow();

    ended(offer, outcome);
    ready("bob", 1, 1);

    Proposal next = queue.propose().orElseThrow();
    assertThat(next.call().callId()).isEqualTo(FIRST);
    assertThat(next.agentId()).isEqualTo("bob");
    assertThat(next.offerId()).isEqualTo(CallIds.offer(FIRST, 2)).isNotEqualTo(offer.offerId());
  }

  @Test
  void anAnsweredCallerLeavesTheQueue() {
    waits(FIRST, 100);
    ready("alice", 1, 1);

    ended(queue.propose().orElseThrow(), OfferOutcome.ANSWERED);

    ready("bob", 1, 1);
    assertThat(queue.propose()).isEmpty();
    assertThat(queue.waiting() + queue.offering()).isZero();
  }

  @Test
  void lateOutcomesOfAnEarlierOfferChangeNothing() {
    waits(FIRST, 100);
    ready("alice", 1, 1);
    Proposal old = queue.propose().orElseThrow();
    ended(old, OfferOutcome.REFUSED);
    ready("bob", 1, 1);
    Proposal current = queue.propose().orElseThrow();

    ended(old, OfferOutcome.NO_ANSWER);
    queue.offerFailed(old);

    assertThat(queue.stillOffering(old)).isFalse();
    assertThat(queue.stillOffering(current)).isTrue();
    assertThat(queue.offering()).isEqualTo(1);
  }

  @Test
  void aCallerWhoTalksIsGoneWhicheverOfferItWas() {
    waits(FIRST, 100);
    ready("alice", 1, 1);
    Proposal old = queue.propose().orElseThrow();
    queue.offerFailed(old);
    ready("bob", 1, 1);
    Proposal current = queue.propose().orElseThrow();

    ended(old, OfferOutcome.ANSWERED);

    assertThat(queue.stillOffering(current)).isFalse();
    assertThat(queue.offering() + queue.waiting()).isZero();
  }

  @Test
  void whoIsReservedByAnOfferOfAnEarlierOwnerIsForsaken() {
    waits(FIRST, 100);
    ready("alice", 1, 1);
    Proposal offer = queue.propose().orElseThrow();

    assertThat(queue.isForsaken(reserved("bob", offer.offerId(), FIRST))).isTrue();
    assertThat(queue.isForsaken(reserved("alice", offer.offerId(), FIRST))).isFalse();
    assertThat(queue.isForsaken(reserved("bob", offer.offerId(), SECOND))).isFalse();
    assertThat(queue.isForsaken(new AgentChanged("bob", 1, true, 1))).isFalse();
    queue.offerFailed(offer);
    assertThat(queue.isForsaken(reserved("alice", offer.offerId(), FIRST))).isTrue();
  }

  @Test
  void lateNewsOfAnEarlierOfferForsakeNobody() {
    waits(FIRST, 100);
    ready("alice", 1, 1);
    Proposal old = queue.propose().orElseThrow();
    queue.offerFailed(old);
    ready("bob", 1, 1);
    Proposal current = queue.propose().orElseThrow();

    ended(old, OfferOutcome.NO_ANSWER);

    assertThat(queue.isForsaken(reserved("bob", current.offerId(), FIRST))).isFalse();
  }

  private static AgentChanged reserved(String agentId, String offerId, String callId) {
    return new AgentChanged(agentId, 5, false, 1, offerId, callId);
  }

  @Test
  void aCallerWhoIsToldTwiceWaitsOnceAndKeepsTheOffer() {
    waits(FIRST, 100);
    ready("alice", 1, 1);
    Proposal offer = queue.propose().orElseThrow();

    waits(FIRST, 100);

    ready("bob", 1, 1);
    assertThat(queue.propose()).isEmpty();
    assertThat(queue.stillOffering(offer)).isTrue();
    queue.leave(FIRST);
    queue.leave(FIRST);
    assertThat(queue.offering()).isZero();
  }

  @Test
  void whoLeavesDuringAnOfferIsNotOfferedAgain() {
    waits(FIRST, 100);
    ready("alice", 1, 1);
    Proposal offer = queue.propose().orElseThrow();

    queue.leave(FIRST);
    queue.offerFailed(offer);

    assertThat(queue.stillOffering(offer)).isFalse();
    ready("bob", 1, 1);
    assertThat(queue.propose()).isEmpty();
  }

  @Test
  void offersOfACallerWhoComesBackGetNewIds() {
    queue.enqueue(new QueueCommand.Enqueue(FIRST, "fs1", 100, 0, 7));
    ready("alice", 1, 1);

    assertThat(queue.propose().orElseThrow().offerId()).isEqualTo(CallIds.offer(FIRST, 8));
  }

  @Test
  void anAgentWhoRefusedIsNotAskedUntilNewerNewsCome() {
    waits(FIRST, 100);
    ready("alice", 4, 1);
    queue.offerFailed(queue.propose().orElseThrow());

    assertThat(queue.propose()).isEmpty();
    queue.agentChanged(new AgentChanged("alice", 3, true, 1));
    assertThat(queue.propose()).isEmpty();
    ready("alice", 5, 1);
    assertThat(queue.propose()).isPresent();
  }

  @Test
  void tellsHowItStands() {
    waits(FIRST, 100);
    waits(SECOND, 200);
    ready("alice", 1, 1);
    assertThat(queue.longestWaitSinceMs()).isEqualTo(100);
    queue.propose();

    assertThat(queue.waiting()).isEqualTo(1);
    assertThat(queue.offering()).isEqualTo(1);
    assertThat(queue.longestWaitSinceMs()).isEqualTo(200);
    assertThat(queue.offerable()).isZero();
  }

  @Test
  void aCallerIsAssignedToWhomeverASupervisorNames() {
    waits(FIRST, 100);
    waits(SECOND, 200);
    ready("alice", 1, 50);

    Proposal assigned = queue.assign(SECOND, "alice");
    assertThat(assigned.call().callId()).isEqualTo(SECOND);
    assertThat(assigned.agentId()).isEqualTo("alice");
    assertThat(queue.propose()).as("alice is out of the order").isEmpty();
    assertThat(queue.assign(FIRST, "of no group").agentId()).isEqualTo("of no group");

    ended(assigned, OfferOutcome.NO_ANSWER);
    ready("bob", 1, 60);
    assertThat(queue.propose().orElseThrow().call().callId()).isEqualTo(SECOND);
  }

  @Test
  void onlyOneWhoWaitsIsAssigned() {
    assertThatThrownBy(() -> queue.assign(FIRST, "alice"))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    waits(FIRST, 100);
    ready("alice", 1, 50);
    queue.propose();
    assertThatThrownBy(() -> queue.assign(FIRST, "bob"))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED_NOW));
  }

  @Test
  void tenThousandCallersAndFiveThousandAgentsFindEachOther() {
    Set<String> agents =
        IntStream.range(0, 5_000).mapToObj(i -> "agent" + i).collect(Collectors.toSet());
    queue.members(agents.stream().collect(Collectors.toMap(agent -> agent, agent -> 1)));
    for (int i = 0; i < 10_000; i++) {
      waits(new UUID(1, i).toString(), i);
    }
    agents.forEach(agent -> ready(agent, 1, 1));
    Set<String> served = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      long revision = 2L + round;
      for (var next = queue.propose(); next.isPresent(); next = queue.propose()) {
        ended(next.get(), OfferOutcome.ANSWERED);
        served.add(next.get().call().callId());
      }
      agents.forEach(agent -> ready(agent, revision, 1));
    }

    assertThat(served).hasSize(10_000);
    assertThat(queue.waiting()).isZero();
  }

  private void isOffered(String callId, String offerId, String agentId) {
    queue.enqueue(new QueueCommand.Enqueue(callId, "fs1", 100, 0, 1, offerId, agentId));
  }

  @Test
  void aCallerWhoIsOfferedWaitsForTheOutcomeUnderTheNextOwnerToo() {
    isOffered(FIRST, "offer-1", "alice");
    ready("bob", 1, 1);
    assertThat(queue.propose()).isEmpty();

    queue.offerEnded(
        new QueueCommand.OfferEnded(FIRST, "offer-1", "alice", OfferOutcome.NO_ANSWER));

    assertThat(queue.propose().orElseThrow().agentId()).isEqualTo("bob");
  }

  @Test
  void anOfferOfWhichItsAgentKnowsNothingIsCalledOff() {
    isOffered(FIRST, "offer-1", "alice");
    AgentChanged busy = new AgentChanged("alice", 1, false, 1);
    AgentChanged free = new AgentChanged("alice", 2, true, 1);

    assertThat(queue.callOff(busy)).isEmpty();
    assertThat(queue.callOff(free).orElseThrow().offerId()).isEqualTo("offer-1");
    assertThat(queue.callOff(free)).isEmpty();

    queue.agentChanged(free);
    assertThat(queue.propose().orElseThrow().offerId()).isEqualTo(CallIds.offer(FIRST, 2));
  }
}
