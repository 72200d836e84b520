package org.ctibar.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Predicate;

/** What nodes say to each other about leases, beside the table. */
final class LeaseTalk {
  private static final String FREED = "cti.lease.freed";
  private static final String ASK = "cti.lease.ask.";
  private static final int PATIENCE_MS = 500;

  private final Vertx vertx;
  private final Members members;
  private final Predicate<String> holds;
  private final Runnable freed;

  /** @param holds whether this node owns a resource @param freed another gave something back */
  LeaseTalk(Vertx vertx, Members members, Predicate<String> holds, Runnable freed) {
    this.vertx = vertx;
    this.members = members;
    this.holds = holds;
    this.freed = freed;
  }

  Future<Void> open() {
    MessageConsumer<String> news = vertx.eventBus().consumer(FREED, message -> freed.run());
    MessageConsumer<String> questions = vertx
        .eventBus()
        .consumer(ASK + members.self().name(), asked -> asked.reply(holds.test(asked.body())));
    return Future.all(news.completion(), questions.completion()).mapEmpty();
  }

  void tellFreed() {
    vertx.eventBus().publish(FREED, "");
  }

  /** @return false also if the holder does not answer */
  Future<Boolean> stillHolds(String holder, String resource) {
    return vertx
        .eventBus()
        .<Boolean>request(ASK + holder, resource, new DeliveryOptions().setSendTimeout(PATIENCE_MS))
        .map(answer -> answer.body())
        .otherwise(false);
  }
}
