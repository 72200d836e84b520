package org.ctibar.gateway;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.util.regex.Pattern;

/**
 * What {@code /sockjs} and {@code /eventbus} leave out of SockJS, for browsers older than CORS: a page that loads its
 * script from a public server, and two transports that answer with scripts. All would run on this node's origin.
 */
public final class SockJsEndpoints {
  private static final Pattern IFRAME = Pattern.compile(".*/iframe[^/]*\\.html");

  private SockJsEndpoints() {}

  public static SockJSHandlerOptions options() {
    return new SockJSHandlerOptions()
        .addDisabledTransport(Transport.HTML_FILE.name())
        .addDisabledTransport(Transport.JSON_P.name());
  }

  /** Form fields stay out of the parameters: SockJS would take a session's name from there. */
  public static BodyHandler body(long mostBytes) {
    return BodyHandler.create(false).setMergeFormAttributes(false).setBodyLimit(mostBytes);
  }

  public static void refuseIframe(RoutingContext ctx) {
    if (IFRAME.matcher(ctx.normalizedPath()).matches()) {
      ctx.response().setStatusCode(404).end();
    } else {
      ctx.next();
    }
  }
}
