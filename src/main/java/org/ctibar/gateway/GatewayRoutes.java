package org.ctibar.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** Which path leads where. */
final class GatewayRoutes {
  private static final String SIGN_IN = "/api/v1/base/auth";
  private static final String DIRECTORY = "/freeswitch/directory";

  /** FreeSWITCH tells much of the channel or the phone on whose behalf it asks. */
  private static final int MOST_DIRECTORY_BYTES = 65_536;

  private static final int FRAMES_A_POST = 4;

  private final Vertx vertx;
  private final AgentEvents events;
  private final GatewayServices services;
  private final Cors cors;

  GatewayRoutes(Vertx vertx, AgentEvents events, GatewayServices services) {
    this.vertx = vertx;
    this.events = events;
    this.services = services;
    this.cors = new Cors(services.config().http().corsOrigins());
  }

  Router router() {
    Router router = Router.router(vertx);
    PageFailures.answeredBy(router);
    router.route().handler(StaticPages::headers);
    if (services.tls().isPresent()) {
      router.route().handler(StaticPages::strictTransport);
    }
    router.route().handler(GatewayRoutes::decodeQuery);
    api(router);
    operations(router);
    directory(router);
    pageConnections(router);
    pages(router);
    router
        .route()
        .handler(ctx -> ctx.response()
            .setStatusCode(404)
            .putHeader("content-type", "text/plain; charset=utf-8")
            .end("not found\n"));
    return router;
  }

  /** Vert.x throws on a bad escape wherever the query is first looked at, also while it chooses a route. */
  private static void decodeQuery(RoutingContext ctx) {
    try {
      ctx.queryParams();
      ctx.request().params();
    } catch (IllegalArgumentException badEscape) {
      ctx.fail(400, badEscape);
      return;
    }
    ctx.next();
  }

  private void pages(Router router) {
    GatewayConfig config = services.config();
    router.get("/servers.json").handler(StaticPages.servers(config.pages()));
    router.route("/dist/*").handler(cors);
    router.route().handler(new ContentSecurityPolicy(config.pages(), config.sip()));
    router.route().handler(StaticPages.files(config.http().webroot()));
  }

  private void api(Router router) {
    router.route("/api/*").failureHandler(new ApiFailures());
    router.route("/api/*").handler(cors);
    BodyHandler body =
        BodyHandler.create(false).setBodyLimit(services.config().http().maxBodyBytes());
    router.post(SIGN_IN).handler(body).handler(new SignInEndpoint(services)::handle);
    router.route(SIGN_IN).handler(GatewayRoutes::methodNotAllowed);
    services.annexes().all().forEach(annex -> mount(annex, router));
    router
        .route("/api/*")
        .handler(ctx -> ctx.fail(new CtiException(ErrorCode.NOT_FOUND, "no such path")));
  }

  private static void methodNotAllowed(RoutingContext ctx) {
    ctx.response().putHeader("allow", "POST, OPTIONS");
    if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
      ctx.response().setStatusCode(204).end();
      return;
    }
    Envelope.failure(ErrorCode.BAD_REQUEST, "only POST is possible here").send(ctx.response(), 405);
  }

  private void operations(Router router) {
    HealthEndpoint health = new HealthEndpoint(services.readiness(), services::sendsAway);
    router.get("/health/live").handler(health::live);
    router.get("/health/ready").handler(health::ready);
    router.get("/metrics").handler(services.metricsEndpoint()::handle);
  }

  private void directory(Router router) {
    if (!services.config().switchAccess().isOpen()) {
      return;
    }
    DirectoryEndpoint directory = new DirectoryEndpoint(services);
    router.post(DIRECTORY).handler(directory::admit);
    router
        .post(DIRECTORY)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_DIRECTORY_BYTES))
        .handler(directory::handle)
        .failureHandler(directory::failed);
    router.route(DIRECTORY).handler(GatewayRoutes::methodNotAllowed);
  }

  private void pageConnections(Router router) {
    router.route("/ws").handler(this::upgrade);
    router.route("/sockjs/*").handler(SockJsEndpoints::refuseIframe).handler(this::beforeSockJs);
    router.route("/sockjs/*").subRouter(services.sockJsSessions().guard(vertx));
    long mostBytes = (long) FRAMES_A_POST * services.config().ws().maxFrameBytes();
    router.post("/sockjs/*").handler(SockJsEndpoints.body(mostBytes));
    SockJSHandler sockJs = SockJSHandler.create(
        vertx,
        SockJsEndpoints.options()
            .setHeartbeatInterval(services.config().ws().heartbeat().toMillis()));
    router.route("/sockjs/*").subRouter(sockJs.socketHandler(this::sockJs));
  }

  /** SockJS grants every origin by itself, and closes connections that it has not announced to close. */
  private void beforeSockJs(RoutingContext ctx) {
    if (cors.permits(ctx.request())) {
      if (ctx.request().path().matches(".*/(xhr|xhr_streaming|eventsource)")) {
        ctx.response().putHeader("connection", "close");
      }
      ctx.next();
    } else {
      Envelope.failure(ErrorCode.FORBIDDEN, "not from this origin").send(ctx.response(), 403);
    }
  }

  private void mount(Annex annex, Router router) {
    String below = annex.path() + "/*";
    router.route(below).failureHandler(new ApiFailures());
    router.route(below).handler(this::fromPermittedOrigin);
    router.route(below).subRouter(annex.routes(vertx, services.sockJsSessions()));
  }

  private void fromPermittedOrigin(RoutingContext ctx) {
    if (cors.permits(ctx.request())) {
      ctx.next();
    } else {
      ctx.fail(new CtiException(ErrorCode.FORBIDDEN, "not from this origin"));
    }
  }

  private void upgrade(RoutingContext ctx) {
    if (!"websocket".equalsIgnoreCase(ctx.request().getHeader("upgrade"))) {
      ctx.response().putHeader("upgrade", "websocket");
      Envelope.failure(ErrorCode.BAD_REQUEST, "this is a WebSocket").send(ctx.response(), 426);
      return;
    }
    if (!cors.permits(ctx.request())) {
      Envelope.failure(ErrorCode.FORBIDDEN, "not from this origin").send(ctx.response(), 403);
      return;
    }
    HttpConnection transport = ctx.request().connection();
    ctx.request().toWebSocket().onSuccess(s -> webSocket(s, transport)).onFailure(e -> {
      if (!ctx.response().ended()) {
        Envelope.failure(ErrorCode.BAD_REQUEST, "not a WebSocket handshake")
            .send(ctx.response(), 400);
      }
    });
  }

  private void webSocket(ServerWebSocket socket, HttpConnection transport) {
    PageConnection page = new PageConnection(
        vertx,
        events,
        services,
        new WebSocketConnection(socket, transport, services.config().ws().writeQueueBytes()));
    int mostBytes = services.config().ws().maxFrameBytes();
    socket.frameHandler(new MessageAssembler(mostBytes, page)::frame);
    socket.exceptionHandler(page::broken);
    socket.closeHandler(v -> page.closed());
  }

  private void sockJs(SockJSSocket socket) {
    PageConnection page = new PageConnection(
        vertx,
        events,
        services,
        new SockJsConnection(socket, services.config().ws().writeQueueBytes()));
    socket.handler(buffer -> page.received(buffer.toString()));
    socket.exceptionHandler(page::broken);
    services.sockJsSessions().opened(socket);
    socket.closeHandler(v -> {
      services.sockJsSessions().closed(socket);
      page.closed();
    });
  }
}
