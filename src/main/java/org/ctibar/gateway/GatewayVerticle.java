package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP, {@code /ws} and {@code /sockjs} of a node. Each instance is one event loop of the same port. */
public final class GatewayVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);
  private static final String SHARED = GatewayVerticle.class.getName();
  /** All instances of one deployment get the same free port. */
  private static final int SHARED_FREE_PORT = -1;

  /** A little sooner than Hazelcast does. */
  private static final long GIVEN_UP_AFTER_MS = 4_000;

  private static final long LOOK_EVERY_MS = 500;

  private final GatewayServices services;
  private HttpServer server;

  public GatewayVerticle(GatewayServices services) {
    this.services = services;
  }

  /** @return the port of this node's gateway; 0 if none listens */
  public static int actualPort(Vertx vertx) {
    return (int) vertx.sharedData().getLocalMap(SHARED).getOrDefault("port", 0);
  }

  @Override
  public Future<?> start() {
    GatewayConfig.Http http = services.config().http();
    AgentEvents events = new AgentEvents(vertx);
    server = httpServer()
        .connectionHandler(services.connectionLimits())
        .requestHandler(new GatewayRoutes(vertx, events, services).router());
    new Standstill(System::nanoTime, GIVEN_UP_AFTER_MS, this::woke).watch(vertx);
    vertx.setPeriodic(LOOK_EVERY_MS, t -> look());
    int port = http.port() == 0 ? SHARED_FREE_PORT : http.port();
    Future<HttpServer> reachable = events
        .open()
        .compose(v -> services.clusterThrottle().open(vertx))
        .compose(v -> server.listen(port, http.host()));
    return reachable.onSuccess(listening -> {
      vertx.sharedData().getLocalMap(SHARED).put("port", listening.actualPort());
      services.tls().ifPresent(tls -> tls.watch(vertx, server));
      LOG.info("Gateway listens url={}", url(http.host(), listening.actualPort()));
    });
  }

  private HttpServer httpServer() {
    HttpServerOptions options = ServerOptions.of(services.config());
    return vertx.createHttpServer(services.tls().map(tls -> tls.in(options)).orElse(options));
  }

  private String url(String host, int port) {
    String scheme = services.tls().isPresent() ? "https://" : "http://";
    return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The others have dropped the sessions of this node: its pages begin anew, here or elsewhere. */
  private void woke(long stoodMs) {
    LOG.warn(
        "Node stood still ms={} sessions={}", stoodMs, services.sessions().all().size());
    services.sessions().all().forEach(Session::nodeLeaves);
  }

  /** What the others do meanwhile nobody here hears of: pages go where it is known. */
  private void look() {
    if (services.cutOff() && !services.sessions().all().isEmpty()) {
      LOG.warn(
          "Node is cut off from the others sessions={}",
          services.sessions().all().size());
      services.sessions().all().forEach(Session::nodeLeaves);
    }
  }

  @Override
  public Future<?> stop() {
    vertx.sharedData().getLocalMap(SHARED).remove("port");
    return services
        .drain()
        .end()
        .transform(v -> server.close())
        .eventually(() -> services.tls().map(TlsReload::end).orElse(Future.succeededFuture()));
  }
}
