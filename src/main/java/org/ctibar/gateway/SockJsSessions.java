package org.ctibar.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each SockJS session to the path and the client address that opened it: its URL alone is no credential. Vert.x keeps the
 * sessions of all paths in one map, by the name that the page made up. WebSockets of SockJS are no such sessions: who has one
 * has nothing but that. Shared by all event loops of a node.
 */
public final class SockJsSessions {
  private static final Logger LOG = LoggerFactory.getLogger(SockJsSessions.class);
  private static final String VISIT = Visit.class.getName();

  /** How {@code SockJSHandler} calls a session's name; a query that sets it would win over the path. */
  private static final String NAME = "param0";

  private static final String SESSION = "\\/[^\\/\\.]+\\/([^\\/\\.]+)\\/(?!websocket$)[^\\/]+";

  private final ClientAddress addresses;
  private final boolean sameAddress;
  private final Map<String, Visit> openers = new ConcurrentHashMap<>();

  private record Visit(String path, String session, String address) {}

  /**
   * @param trustedProxies whose {@code X-Forwarded-For} is believed
   * @param sameAddress false where one page's requests come from several addresses
   */
  public SockJsSessions(List<String> trustedProxies, boolean sameAddress) {
    this.addresses = new ClientAddress(trustedProxies);
    this.sameAddress = sameAddress;
  }

  /** To be used in front of the router of a {@code SockJSHandler}. Others than who opened a session are answered 404. */
  public Router guard(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(SockJsSessions::refuseSecondName);
    router.routeWithRegex(SESSION).handler(this::admit);
    return router;
  }

  /** Whether a request that passed the guard goes on with a session that is open already. */
  public boolean isOpen(RoutingContext ctx) {
    Visit visit = ctx.get(VISIT);
    return visit != null && openers.containsKey(visit.session());
  }

  public void opened(SockJSSocket socket) {
    Visit visit = socket.routingContext().get(VISIT);
    if (visit != null) {
      openers.put(visit.session(), visit);
    }
  }

  public void closed(SockJSSocket socket) {
    Visit visit = socket.routingContext().get(VISIT);
    if (visit != null) {
      openers.remove(visit.session(), visit);
    }
  }

  private static void refuseSecondName(RoutingContext ctx) {
    if (ctx.request().params().contains(NAME)) {
      notFound(ctx);
    } else {
      ctx.next();
    }
  }

  private void admit(RoutingContext ctx) {
    String address = sameAddress ? addresses.of(ctx.request()) : "";
    Visit visit = new Visit(ctx.mountPoint(), ctx.pathParam(NAME), address);
    Visit opener = openers.getOrDefault(visit.session(), visit);
    if (opener.equals(visit)) {
      ctx.put(VISIT, visit).next();
      return;
    }
    LOG.warn(
        "SockJS session refused path={} address={} openedPath={} openedBy={}",
        visit.path(),
        visit.address(),
        opener.path(),
        opener.address());
    notFound(ctx);
  }

  /** As for a session that nobody has. */
  private static void notFound(RoutingContext ctx) {
    ctx.response().setStatusCode(404).end();
  }
}
