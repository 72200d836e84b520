package org.ctibar.queue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NotOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.bus.queue.QueueEvent;
import org.ctibar.bus.queue.QueueOpened;
import org.ctibar.cluster.Tenure;
import org.ctibar.queue.QueueModel.Proposal;
import org.ctibar.store.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what a {@link QueueModel} proposes: reserves the agent, has the phone rung, and gives the caller the old
 * place when either refuses. Acts on events only; belongs to one event loop.
 */
final class QueueOwner {
  private static final Logger LOG = LoggerFactory.getLogger(QueueOwner.class);
  private static final int SURVEY_CHUNK = 500;
  /** An offer outlives its ringing by this much, for the time that the switch needs to begin and to end it. */
  private static final long OFFER_GRACE_MS = 5_000;
  /** By then owners of switches have told a new owner of a queue who waits. */
  private static final long TOLD_AFTER_MS = 1_000;
  /** Who was not told by then waits on a switch that nobody owns. */
  private static final long MOST_UNTOLD_MS = 3_000;

  private final Vertx vertx;
  private final Clock clock;
  private final QueueConfig config;
  private final QueueModel model;
  private final Tenure tenure;
  private Group group;
  private QueueEvent told;
  private MessageConsumer<String> commands;
  private long settling;
  private long patience;
  /** Switches that did not tell yet who waits on them: until then nobody knows who goes first. */
  private final Set<String> untold;

  QueueOwner(QueueSeat.Work work, Group group, Tenure tenure) {
    this.tenure = tenure;
    this.vertx = work.vertx();
    this.clock = work.clock();
    this.config = work.config();
    this.untold = new HashSet<>(work.switches());
    this.group = group;
    this.model = new QueueModel();
  }

  Future<Void> open(Map<String, Integer> members) {
    commands = Topics.QUEUE_COMMAND.serve(vertx, group.id(), this::on);
    configure(group, members);
    return commands.completion().onSuccess(v -> {
      Topics.QUEUE_OPENED.publish(vertx, "", new QueueOpened(group.id(), tenure.epoch()));
      settling = vertx.setTimer(TOLD_AFTER_MS, t -> survey(members));
      patience = vertx.setTimer(MOST_UNTOLD_MS, t -> told(Set.copyOf(untold)));
    });
  }

  Future<Void> close() {
    vertx.cancelTimer(settling);
    vertx.cancelTimer(patience);
    return commands.unregister();
  }

  void configure(Group newest, Map<String, Integer> members) {
    group = newest;
    model.members(members);
    survey(members);
  }

  void agentChanged(AgentChanged news) {
    if (model.agentChanged(news)) {
      dispatch();
    }
  }

  /** Asks the agents themselves, in case their news were lost. */
  void survey(Map<String, Integer> members) {
    List<String> all = List.copyOf(members.keySet());
    for (int from = 0; from < all.size(); from += SURVEY_CHUNK) {
      List<String> chunk = all.subList(from, Math.min(all.size(), from + SURVEY_CHUNK));
      Topics.AGENT_COMMAND
          .ask(vertx, new AgentCommand.Survey(chunk))
          .onSuccess(reply -> surveyed(reply.survey()))
          .onFailure(e -> LOG.warn(
              "Agents could not be surveyed queue={} reason={}", group.id(), e.getMessage()));
    }
  }

  private void surveyed(Collection<AgentChanged> agents) {
    if (!tenure.holds()) {
      return;
    }
    long changed = agents.stream().filter(model::agentChanged).count();
    agents.stream()
        .filter(model::isForsaken)
        .forEach(agent -> withdraw(agent.agentId(), agent.reservation()));
    List<QueueCommand.Enqueue> calledOff =
        agents.stream().flatMap(agent -> model.callOff(agent).stream()).toList();
    calledOff.forEach(offer -> cancel(offer.switchId(), offer.callId(), offer.offerId()));
    if (changed > 0 || !calledOff.isEmpty()) {
      dispatch();
    }
  }

  private Future<Void> on(QueueCommand command) {
    if (!tenure.holds()) {
      return Future.failedFuture(new NotOwner(group.id()));
    }
    if (command instanceof QueueCommand.Enqueue caller) {
      model.enqueue(caller);
    } else if (command instanceof QueueCommand.Leave left) {
      model.leave(left.callId());
    } else if (command instanceof QueueCommand.OfferEnded offer) {
      model.offerEnded(offer);
    } else if (command instanceof QueueCommand.AllTold all) {
      told(Set.of(all.switchId()));
      return Future.succeededFuture();
    } else if (command instanceof QueueCommand.Assign assign) {
      return offer(model.assign(assign.callId(), assign.agentId()));
    }
    dispatch();
    return Future.succeededFuture();
  }

  private void told(Set<String> switchIds) {
    if (untold.removeAll(switchIds)) {
      dispatch();
    }
  }

  private void dispatch() {
    if (!tenure.holds()) {
      return;
    }
    while (untold.isEmpty()) {
      Optional<Proposal> next = model.propose();
      if (next.isEmpty()) {
        break;
      }
      offer(next.get());
    }
    if (told == null || !standing(told.revision()).equals(told)) {
      announce();
    }
  }

  /** To whoever watches. */
  void announce() {
    told = standing(told == null ? 1 : told.revision() + 1);
    Topics.QUEUE_EVENT.publish(vertx, "", told);
  }

  private QueueEvent standing(long revision) {
    return new QueueEvent(
        group.id(),
        tenure.epoch(),
        revision,
        model.waiting(),
        model.offering(),
        model.longestWaitSinceMs(),
        model.offerable());
  }

  /** @return fails as the agent refuses */
  private Future<Void> offer(Proposal proposal) {
    long until = clock.millis() + group.ringTimeoutMs() + OFFER_GRACE_MS;
    return Topics.AGENT_COMMAND
        .ask(
            vertx,
            new AgentCommand.Offer(
                proposal.agentId(),
                proposal.offerId(),
                proposal.call().callId(),
                until,
                group.wrapUpMs()))
        .onSuccess(reserved -> ring(proposal, reserved.extension()))
        .onFailure(refused -> notReserved(proposal, (CtiException) refused))
        .mapEmpty();
  }

  /** An agent who did not answer may have taken the offer. */
  private void notReserved(Proposal proposal, CtiException reason) {
    if (reason.code() == ErrorCode.TIMEOUT) {
      withdraw(proposal.agentId(), proposal.offerId());
    }
    failed(proposal);
  }

  private void failed(Proposal proposal) {
    model.offerFailed(proposal);
    dispatch();
  }

  private void ring(Proposal proposal, String extension) {
    if (!model.stillOffering(proposal)) {
      withdraw(proposal.agentId(), proposal.offerId());
      return;
    }
    CallCommand.Ring ring = new CallCommand.Ring(
        proposal.call().callId(),
        proposal.offerId(),
        proposal.agentId(),
        extension,
        group.ringTimeoutMs());
    Topics.CALL_COMMAND
        .ask(vertx, proposal.call().switchId(), ring, tenure.fence())
        .onFailure(e -> notRung(proposal, (CtiException) e));
  }

  private void notRung(Proposal proposal, CtiException reason) {
    withdraw(proposal.agentId(), proposal.offerId());
    if (reason.code() == ErrorCode.NOT_FOUND) {
      model.leave(proposal.call().callId());
      dispatch();
      return;
    }
    cancel(proposal.call().switchId(), proposal.call().callId(), proposal.offerId());
    LOG.warn(
        "Offer could not be rung queue={} call={} code={}",
        group.id(),
        proposal.call().callId(),
        reason.code());
    vertx.setTimer(config.retryAfter().toMillis(), t -> failed(proposal));
  }

  private void withdraw(String agentId, String offerId) {
    Topics.AGENT_COMMAND
        .ask(vertx, new AgentCommand.Withdraw(agentId, offerId))
        .onFailure(e ->
            LOG.warn("Offer could not be withdrawn agent={} reason={}", agentId, e.getMessage()));
  }

  /** A switch that did not answer may ring all the same. */
  private void cancel(String switchId, String callId, String offerId) {
    Topics.CALL_COMMAND
        .ask(vertx, switchId, new CallCommand.CancelRing(callId, offerId), tenure.fence())
        .onFailure(e -> LOG.debug("Nothing to cancel call={}", callId));
  }
}
