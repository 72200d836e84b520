package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.queue.QueueCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells agents and queues what became of calls. Each agent and each call hears its news in order, the next only when
 * the one before was answered. Belongs to one event loop.
 */
final class Herald {
  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

  private final Vertx vertx;
  private final Clock clock;
  private final String switchId;
  private final Map<String, Future<?>> lastOf = new HashMap<>();

  Herald(Vertx vertx, Clock clock, String switchId) {
    this.vertx = vertx;
    this.clock = clock;
    this.switchId = switchId;
  }

  /** @return fails with the agent's refusal */
  Future<?> agent(AgentCommand news) {
    return inOrder("agent " + news.agentId(), () -> Topics.AGENT_COMMAND.ask(vertx, news))
        .onFailure(e -> LOG.info(
            "Agent did not take the news news={} agent={} reason={}",
            news instanceof CallProgress progress ? progress.step() : "phone",
            news.agentId(),
            e.getMessage()));
  }

  void queue(String queueId, QueueCommand news) {
    inOrder("call " + news.callId(), () -> Topics.QUEUE_COMMAND.ask(vertx, queueId, news))
        .onFailure(e -> LOG.warn(
            "Queue did not take the news queue={} call={} reason={}",
            queueId,
            news.callId(),
            e.getMessage()));
  }

  void everybody(String callId, Effect.Publish news) {
    Topics.CALL_EVENT.publish(
        vertx,
        switchId,
        new CallEvent(callId, switchId, news.what(), clock.millis(), news.agentId(), news.cause()));
  }

  private <T> Future<T> inOrder(String key, Supplier<Future<T>> send) {
    Future<?> before = lastOf.getOrDefault(key, Future.succeededFuture());
    Future<T> mine = before.transform(any -> send.get());
    lastOf.put(key, mine);
    mine.onComplete(done -> lastOf.remove(key, mine));
    return mine;
  }
}
