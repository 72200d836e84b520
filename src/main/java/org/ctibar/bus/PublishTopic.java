package org.ctibar.bus;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that tells whoever listens. Best effort: what is told carries a revision, and who finds a gap asks.
 *
 * @param <E> a record
 */
public final class PublishTopic<E> {
  private static final Logger LOG = LoggerFactory.getLogger(PublishTopic.class);

  private final String prefix;
  private final Class<E> type;

  PublishTopic(String prefix, Class<E> type) {
    this.prefix = prefix;
    this.type = type;
  }

  public void publish(Vertx vertx, String suffix, E event) {
    DeliveryOptions options = Protocol.mark(vertx, new DeliveryOptions());
    vertx.eventBus().publish(prefix + suffix, Json.encode(event), options);
  }

  /** @return unregister it when no longer interested */
  public MessageConsumer<String> subscribe(Vertx vertx, String suffix, Handler<E> handler) {
    Voices voices = Voices.of(vertx);
    return vertx.eventBus().consumer(prefix + suffix, message -> {
      if (!voices.hears(message.headers())) {
        return;
      }
      try {
        Protocol.check(message.headers());
        handler.handle(Json.decode(message.body(), type));
      } catch (CtiException e) {
        LOG.warn("News were not understood address={} reason={}", prefix, e.getMessage());
      }
    });
  }
}
