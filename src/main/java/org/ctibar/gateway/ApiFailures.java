package org.ctibar.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong below {@code /api}, as an envelope. */
final class ApiFailures implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFailures.class);

  @Override
  public void handle(RoutingContext ctx) {
    CtiException refusal = refusal(ctx);
    int status = status(refusal.code());
    if (status == 401) {
      ctx.response().putHeader("www-authenticate", "Bearer");
    }
    if (status == 413) {
      ctx.response().putHeader("connection", "close");
    }
    Envelope.failure(refusal.code(), refusal.getMessage()).send(ctx.response(), status);
  }

  private static CtiException refusal(RoutingContext ctx) {
    if (ctx.failure() instanceof CtiException e) {
      return e;
    }
    if (ctx.statusCode() == 413) {
      return new CtiException(ErrorCode.TOO_LARGE, "the body is too large");
    }
    if (RequestFault.causedBy(ctx)) {
      return new CtiException(ErrorCode.BAD_REQUEST, "the request cannot be understood");
    }
    String id = UUID.randomUUID().toString();
    LOG.error("Request failed id={} path={}", id, ctx.request().path(), ctx.failure());
    return new CtiException(ErrorCode.INTERNAL, "internal error, id " + id);
  }

  /** Pages read {@code res.data.code} and have no catch: what a user can cause by typing is told at 200. */
  private static int status(ErrorCode code) {
    return switch (code) {
      case OK, BAD_CREDENTIALS, RATE_LIMITED -> 200;
      case BAD_REQUEST -> 400;
      case TOKEN_INVALID, TOKEN_EXPIRED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case NOT_ALLOWED_NOW, CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case UNAVAILABLE, TIMEOUT -> 503;
      default -> 500;
    };
  }
}
