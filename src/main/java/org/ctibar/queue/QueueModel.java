package org.ctibar.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;

/**
 * One skill group: who waits, who may be offered, and who goes to whom. No Vert.x, no clock, no I/O; not thread-safe,
 * its owner calls it from one event loop.
 */
final class QueueModel {
  private final WaitList callers = new WaitList();
  private final OfferableAgents agents = new OfferableAgents();
  /** By agent: offers that were under way before this owner of the queue. */
  private final Map<String, QueueCommand.Enqueue> inherited = new HashMap<>();

  /** A caller and the agent to whom the call is to be offered. */
  record Proposal(Waiting call) {
    String offerId() {
      return call.offerId();
    }

    String agentId() {
      return call.agentId();
    }
  }

  /** @param levels of each member; 1 is asked first */
  void members(Map<String, Integer> levels) {
    agents.members(levels);
  }

  /** @return whether the news changed anything */
  boolean agentChanged(AgentChanged news) {
    return agents.update(news);
  }

  /** A caller who is known already keeps place and offer. */
  void enqueue(QueueCommand.Enqueue command) {
    if (callers.add(Waiting.of(command)) && command.offerId() != null) {
      inherited.put(command.agentId(), command);
    }
  }

  /**
   * An offer of an owner that is no more, to an agent who may be offered a call and so knows nothing of it: the caller
   * waits again. Empty for any other agent.
   */
  Optional<QueueCommand.Enqueue> callOff(AgentChanged agent) {
    return Optional.ofNullable(agent.offerable() ? inherited.remove(agent.agentId()) : null)
        .filter(offer -> callers
            .find(offer.callId())
            .filter(c -> offer.offerId().equals(c.offerId()))
            .map(callers::waitAgain)
            .isPresent());
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
    inherited.remove(ended.agentId());
    if (ended.outcome() == OfferOutcome.ANSWERED) {
      callers.remove(ended.callId());
      return;
    }
    callers
        .find(ended.callId())
        .filter(c -> ended.offerId().equals(c.offerId()))
        .ifPresent(callers::waitAgain);
  }

  /** Takes the first caller and the agent who is next; both are out of the order until the outcome is told. */
  Optional<Proposal> propose() {
    Optional<AgentChanged> agent = agents.next();
    Optional<Waiting> first = callers.first();
    if (agent.isEmpty() || first.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(propose(first.get(), agent.get().agentId()));
  }

  /**
   * This caller and no other to this agent, who need not be a member; both are out of the order as with
   * {@link #propose()}.
   *
   * @throws CtiException NOT_FOUND if the caller is not here; NOT_ALLOWED_NOW while an agent is being offered the caller
   */
  Proposal assign(String callId, String agentId) {
    Waiting call = callers
        .find(callId)
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_FOUND, "no such caller here"));
    if (call.offerId() != null) {
      throw new CtiException(ErrorCode.NOT_ALLOWED_NOW, "the caller is being offered");
    }
    return propose(call, agentId);
  }

  private Proposal propose(Waiting call, String agentId) {
    agents.passOver(agentId);
    String offerId = CallIds.offer(call.callId(), call.attempts() + 1);
    return new Proposal(callers.offering(call, offerId, agentId));
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

  int waiting() {
    return callers.waitingCount();
  }

  int offering() {
    return callers.offeringCount();
  }

  /** When who has waited longest came, ms since 1970; null when nobody waits. */
  Long longestWaitSinceMs() {
    return callers.first().map(Waiting::sinceMs).orElse(null);
  }

  int offerable() {
    return agents.count();
  }
}
