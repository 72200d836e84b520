package org.ctibar.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * {@code GET /metrics}, for Prometheus. The text is made off the event loops, once at a time: whoever asks meanwhile is
 * answered with the same. Shared by all event loops.
 */
final class MetricsEndpoint {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final MetricsAccess access;
  private final Supplier<String> scrape;
  private final AtomicReference<Future<String>> running = new AtomicReference<>();

  MetricsEndpoint(MetricsAccess access, Supplier<String> scrape) {
    this.access = access;
    this.scrape = scrape;
  }

  void handle(RoutingContext ctx) {
    if (access.admits(ctx.request())) {
      Context loop = ctx.vertx().getOrCreateContext();
      text(ctx.vertx())
          .onSuccess(text -> loop.runOnContext(v -> send(ctx.response(), 200, TYPE, text)))
          .onFailure(e -> loop.runOnContext(v -> ctx.fail(e)));
    } else if (access.hasSecret()) {
      ctx.response().putHeader("www-authenticate", "Bearer");
      send(ctx.response(), 401, "text/plain", "metrics.secret is needed\n");
    } else {
      send(ctx.response(), 403, "text/plain", "not from this address\n");
    }
  }

  private Future<String> text(Vertx vertx) {
    Promise<String> promise = Promise.promise();
    Future<String> before = running.compareAndExchange(null, promise.future());
    if (before != null) {
      return before;
    }
    vertx
        .executeBlocking(scrape::get, false)
        .onComplete(text -> running.set(null))
        .onComplete(promise);
    return promise.future();
  }

  private static void send(HttpServerResponse response, int status, String type, String text) {
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("content-type", type)
          .putHeader("cache-control", "no-store")
          .end(text);
    }
  }
}
