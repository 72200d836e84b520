package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NotOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.cluster.Tenure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells agents and queues what became of calls. Each agent and each call hears its news in order, the next only when
 * the one before was answered. Belongs to one event loop.
 */
final class Herald {
  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

  private static final int MOST_UNHEARD = 10_000;
  private static final long AGAIN_MS = 500;
  /** By then the nodes that are left know each other again. */
  private static final long PATIENCE_MS = 60_000;
  /** For so long who owns a switch waits with it for agents that do not answer. */
  private static final long HEARD_BY_MS = 4_000;

  private final Vertx vertx;
  private final Clock clock;
  private final String switchId;
  private final Tenure tenure;
  private final Map<String, Future<?>> lastOf = new HashMap<>();
  /** What agents who talk have not heard, because they are not signed in. */
  private final Map<String, List<CallProgress>> unheard = new HashMap<>();

  private boolean closed;

  /** @param tenure after which nothing is told any more */
  Herald(Vertx vertx, Clock clock, String switchId, Tenure tenure) {
    this.vertx = vertx;
    this.clock = clock;
    this.tenure = tenure;
    this.switchId = switchId;
  }

  /** From now on another tells, of what it finds. */
  void close() {
    closed = true;
  }

  /** @return fails with the agent's refusal, or after a minute in which nobody answered */
  Future<?> agent(AgentCommand news) {
    return inOrder("agent " + news.agentId(), () -> tell(news))
        .onFailure(e -> LOG.debug(
            "Agent did not take the news news={} agent={} reason={}",
            news instanceof CallProgress progress
                ? progress.step()
                : news.getClass().getSimpleName(),
            news.agentId(),
            e.getMessage()));
  }

  /** An agent of whom there are news may have signed in. */
  void agentChanged(String agentId) {
    List<CallProgress> again = unheard.remove(agentId);
    if (again != null) {
      again.forEach(this::agent);
    }
  }

  /** @return completes when all that was said by now was heard, or refused, or after 4 s */
  Future<Void> heard() {
    return Future.join(List.copyOf(lastOf.values()))
        .timeout(HEARD_BY_MS, TimeUnit.MILLISECONDS)
        .transform(any -> Future.succeededFuture());
  }

  private Future<AgentReply> tell(AgentCommand news) {
    if (news instanceof CallProgress progress && !isTalk(progress)) {
      unheard.remove(progress.agentId());
    }
    return untilAnswered(news, clock.millis() + PATIENCE_MS).onFailure(e -> {
      boolean signedOut = codeOf(e) == ErrorCode.NOT_SIGNED_IN;
      if (signedOut && news instanceof CallProgress progress && isTalk(progress)) {
        remember(progress);
      }
    });
  }

  /** Where nodes come and go nobody may answer for seconds; the agent has to hear of it all the same. */
  private Future<AgentReply> untilAnswered(AgentCommand news, long deadline) {
    return Topics.AGENT_COMMAND.ask(vertx, news).recover(e -> {
      boolean refused = codeOf(e) != ErrorCode.TIMEOUT && codeOf(e) != ErrorCode.UNAVAILABLE;
      if (refused || closed || !tenure.holds() || clock.millis() > deadline) {
        return Future.failedFuture(e);
      }
      LOG.info(
          "Agent does not answer, and is told again agent={} reason={}",
          news.agentId(),
          e.getMessage());
      return vertx.timer(AGAIN_MS).compose(t -> untilAnswered(news, deadline));
    });
  }

  private static ErrorCode codeOf(Throwable failure) {
    return failure instanceof CtiException e ? e.code() : ErrorCode.INTERNAL;
  }

  private void remember(CallProgress progress) {
    if (unheard.size() < MOST_UNHEARD || unheard.containsKey(progress.agentId())) {
      unheard.computeIfAbsent(progress.agentId(), id -> new ArrayList<>()).add(progress);
    }
  }

  /** The others are of a phone that rings, or tell that the leg is gone. */
  private static boolean isTalk(CallProgress progress) {
    return progress.step() == CallStep.ANSWER || progress.step() == CallStep.CALLEE_ANSWER;
  }

  /** @return fails if the queue has no owner, or refuses */
  Future<?> queue(String queueId, QueueCommand.OfCall news) {
    return inOrder("call " + news.callId(), () -> Topics.QUEUE_COMMAND.ask(vertx, queueId, news))
        .onFailure(e -> LOG.warn(
            "Queue did not take the news queue={} call={} reason={}",
            queueId,
            news.callId(),
            e.getMessage()));
  }

  /** @param told of this queue, all that wait on the switch */
  void allTold(String queueId, List<Future<?>> told) {
    Future.join(told)
        .transform(
            any -> Topics.QUEUE_COMMAND.ask(vertx, queueId, new QueueCommand.AllTold(switchId)))
        .onFailure(e -> LOG.debug("Queue has no owner queue={}", queueId));
  }

  private <T> Future<T> inOrder(String key, Supplier<Future<T>> send) {
    Future<?> before = lastOf.getOrDefault(key, Future.succeededFuture());
    Future<T> mine = before.transform(
        any -> tenure.holds() ? send.get() : Future.failedFuture(new NotOwner(switchId)));
    lastOf.put(key, mine);
    mine.onComplete(done -> lastOf.remove(key, mine));
    return mine;
  }
}
