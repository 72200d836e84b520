package org.ctibar.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Lets pages of other origins call. No cookies are involved, so {@code *} gives away nothing. */
final class Cors implements Handler<RoutingContext> {
  private static final String ANY = "*";
  private final List<String> origins;

  Cors(List<String> origins) {
    this.origins = origins;
  }

  /** Requests without an origin come from no page; those of this host need no permission. */
  boolean permits(HttpServerRequest request) {
    String origin = request.getHeader("origin");
    return origin == null || listed(origin) || sameHost(origin, request);
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    HttpServerResponse response = ctx.response();
    String origin = request.getHeader("origin");
    if (origin != null && listed(origin)) {
      response.putHeader("access-control-allow-origin", origins.contains(ANY) ? ANY : origin);
    }
    if (!origins.contains(ANY)) {
      response.headers().add("vary", "origin");
    }
    boolean preflight = request.method().equals(HttpMethod.OPTIONS)
        && request.getHeader("access-control-request-method") != null;
    if (!preflight) {
      ctx.next();
      return;
    }
    if (origin != null && listed(origin)) {
      response
          .putHeader("access-control-allow-methods", "GET,POST,PUT,DELETE,OPTIONS")
          .putHeader(
              "access-control-allow-headers", "content-type,authorization,token,x-requested-with")
          .putHeader("access-control-max-age", "600");
    }
    response.setStatusCode(204).end();
  }

  private boolean listed(String origin) {
    return origins.contains(ANY) || origins.contains(origin);
  }

  private static boolean sameHost(String origin, HttpServerRequest request) {
    String host = request.getHeader("host");
    return origin.equals("http://" + host) || origin.equals("https://" + host);
  }
}
