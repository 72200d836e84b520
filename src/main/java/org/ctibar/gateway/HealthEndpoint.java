package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.ctibar.bus.Json;

/** {@code /health/live} and {@code /health/ready}: 200, or 503 with the parts that are down. */
final class HealthEndpoint {
  private static final long CHECK_TIMEOUT_MS = 2_000;

  private final Readiness readiness;
  private final BooleanSupplier leaves;

  record Part(String id, String status) {}

  record Health(String status, List<Part> checks) {}

  /** @param leaves whether pages should go elsewhere */
  HealthEndpoint(Readiness readiness, BooleanSupplier leaves) {
    this.readiness = readiness;
    this.leaves = leaves;
  }

  void live(RoutingContext ctx) {
    send(ctx.response(), List.of());
  }

  void ready(RoutingContext ctx) {
    List<Future<Part>> parts = new ArrayList<>();
    readiness
        .checks()
        .forEach((name, check) -> parts.add(ask(check).map(up -> new Part(name, status(up)))));
    if (leaves.getAsBoolean()) {
      parts.add(Future.succeededFuture(new Part("gateway", status(false))));
    }
    Future.join(parts)
        .onComplete(v -> send(ctx.response(), parts.stream().map(Future::result).toList()));
  }

  private static Future<Boolean> ask(Supplier<Future<Boolean>> check) {
    try {
      return check.get().timeout(CHECK_TIMEOUT_MS, TimeUnit.MILLISECONDS).otherwise(false);
    } catch (RuntimeException e) {
      return Future.succeededFuture(false);
    }
  }

  private static void send(HttpServerResponse response, List<Part> parts) {
    boolean up = parts.stream().allMatch(part -> part.status().equals(status(true)));
    response
        .setStatusCode(up ? 200 : 503)
        .putHeader("content-type", "application/json; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .end(Json.encode(new Health(status(up), parts)));
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
