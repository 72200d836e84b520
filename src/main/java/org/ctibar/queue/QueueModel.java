package org.ctibar.queue;

import java.util.Optional;
import java.util.Set;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.bus.queue.QueueEvent;

/**
 * One skill group: who waits, who may be offered, and who goes to whom. No Vert.x, no clock, no I/O; not thread-safe,
 * its owner calls it from one event loop.
 */
final class QueueModel {
  private final String queueId;
  private final WaitList callers = new WaitList();
  private final OfferableAgents agents = new OfferableAgents();

  /** A caller and the agent to whom the call is to be offered. */
  record Proposal(Waiting call, AgentChanged agent) {
    String offerId() {
      return call.offerId();
    }

    String agentId() {
      return agent.agentId();
    }
  }

  QueueModel(String queueId) {
    this.queueId = queueId;
  }

  void members(Set<String> agentIds) {
    agents.members(agentIds);
  }

  /** @return whether the news changed anything */
  boolean agentChanged(AgentChanged news) {
    return agents.update(news);
  }

  /** A caller who is known already keeps place and offer. */
  void enqueue(QueueCommand.Enqueue command) {
    callers.add(Waiting.of(command));
  }

  /** Whether the agent is reserved for a caller of this queue by an offer of an owner that is no more. */
  boolean isForsaken(AgentChanged agent) {
    return agent.reservedFor() != null
        && callers
            .find(agent.reservedFor())
            .filter(caller -> !agent.agentId().equals(caller.agentId()))
            .isPresent();
  }

  void leave(String callId) {
    callers.remove(callId);
  }

  /** Late news of an earlier offer change nothing, unless the caller talks. */
  void offerEnded(QueueCommand.OfferEnded ended) {
    if (ended.outcome() == OfferOutcome.ANSWERED) {
      callers.remove(ended.callId());
      return;
    }
    callers
        .find(ended.callId())
        .filter(c -> ended.offerId().equals(c.offerId()))
        .ifPresent(callers::waitAgain);
  }

  /** Takes the first caller and the longest idle agent; both are out of the order until the outcome is told. */
  Optional<Proposal> propose() {
    Optional<AgentChanged> agent = agents.longestIdle();
    Optional<Waiting> first = callers.first();
    if (agent.isEmpty() || first.isEmpty()) {
      return Optional.empty();
    }
    Waiting call = first.get();
    agents.passOver(agent.get());
    String offerId = CallIds.offer(call.callId(), call.attempts() + 1);
    Waiting offered = callers.offering(call, offerId, agent.get().agentId());
    return Optional.of(new Proposal(offered, agent.get()));
  }

  /** The agent or the switch did not take the offer: the caller waits on. */
  void offerFailed(Proposal proposal) {
    callers
        .find(proposal.call().callId())
        .filter(c -> proposal.offerId().equals(c.offerId()))
        .ifPresent(callers::waitAgain);
  }

  /** Whether the caller of this proposal still waits for its outcome. */
  boolean stillOffering(Proposal proposal) {
    return callers
        .find(proposal.call().callId())
        .filter(c -> proposal.offerId().equals(c.offerId()))
        .isPresent();
  }

  QueueEvent summary() {
    Long longest = callers.first().map(Waiting::sinceMs).orElse(null);
    return new QueueEvent(
        queueId, callers.waitingCount(), callers.offeringCount(), longest, agents.count());
  }
}
