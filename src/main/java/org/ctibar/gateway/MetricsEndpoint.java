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

  private static final String SECRET_NEEDED = "metrics.secret is needed\n";

  private final MetricsAccess access;
  private final SecretGuesses guesses;
  private final Supplier<String> scrape;
  private final AtomicReference<Future<String>> running = new AtomicReference<>();

  MetricsEndpoint(MetricsAccess access, SecretGuesses guesses, Supplier<String> scrape) {
    this.access = access;
    this.guesses = guesses;
    this.scrape = scrape;
  }

  void handle(RoutingContext ctx) {
    String secret = ctx.request().getHeader("authorization");
    if (access.admitsPeer(ctx.request())) {
      answer(ctx);
    } else if (!access.hasSecret()) {
      send(ctx.response(), 403, "text/plain", "not from this address\n");
    } else if (secret == null) {
      ctx.response().putHeader("www-authenticate", "Bearer");
      send(ctx.response(), 401, "text/plain", SECRET_NEEDED);
    } else {
      check(ctx, secret);
    }
  }

  /** By the address of the connection: behind a proxy that is kept out of this, all share one. */
  private void check(RoutingContext ctx, String secret) {
    String address = ctx.request().remoteAddress().hostAddress();
    if (!guesses.admits(address)) {
      send(ctx.response(), 429, "text/plain", "too many wrong secrets\n");
    } else if (access.admits(secret)) {
      guesses.right(address);
      answer(ctx);
    } else {
      guesses.wrong(address);
      ctx.response().putHeader("www-authenticate", "Bearer");
      send(ctx.response(), 401, "text/plain", SECRET_NEEDED);
    }
  }

  private void answer(RoutingContext ctx) {
    Context loop = ctx.vertx().getOrCreateContext();
    text(ctx.vertx())
        .onSuccess(text -> loop.runOnContext(v -> send(ctx.response(), 200, TYPE, text)))
        .onFailure(e -> loop.runOnContext(v -> ctx.fail(e)));
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
