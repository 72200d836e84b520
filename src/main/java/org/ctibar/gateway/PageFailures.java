package org.ctibar.gateway;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong outside {@code /api}, as a line of text. Vert.x would log each with its stack. */
final class PageFailures {
  private static final Logger LOG = LoggerFactory.getLogger(PageFailures.class);
  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

  private PageFailures() {}

  static void answeredBy(Router router) {
    for (int status = FIRST_ERROR; status <= LAST_ERROR; status++) {
      int told = status;
      router.errorHandler(told, ctx -> answer(ctx, told));
    }
  }

  private static void answer(RoutingContext ctx, int status) {
    if (RequestFault.isClientError(status)) {
      send(ctx, status, "the request cannot be answered");
    } else if (RequestFault.causedBy(ctx)) {
      send(ctx, 400, "the request cannot be understood");
    } else {
      String id = UUID.randomUUID().toString();
      LOG.error("Request failed id={} path={}", id, ctx.request().path(), ctx.failure());
      send(ctx, status, "internal error, id " + id);
    }
  }

  private static void send(RoutingContext ctx, int status, String text) {
    if (!ctx.response().ended() && !ctx.response().closed()) {
      ctx.response()
          .setStatusCode(status)
          .putHeader("content-type", "text/plain; charset=utf-8")
          .end(text + "\n");
    }
  }
}
