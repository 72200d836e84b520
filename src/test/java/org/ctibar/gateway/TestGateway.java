package org.ctibar.gateway;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ctibar.bus.NodeName;

/** A gateway on a free port with people and agents in memory. */
final class TestGateway implements AutoCloseable {
  static final String SECRET = "0123456789abcdef0123456789abcdef";
  static final GatewayConfig.Lifetimes LIFETIMES =
      new GatewayConfig.Lifetimes(Duration.ofHours(12), Duration.ofDays(7));
  static final GatewayConfig.Ws WS = ws(Duration.ofSeconds(5));
  private static final GatewayConfig.Throttle THROTTLE = throttle(5, 10, 20, waiting(500, 5_000));

  final Vertx vertx;
  final FakeAccounts accounts;
  final FakeAgents agents;
  final Map<String, Supplier<Future<Boolean>>> checks = new ConcurrentHashMap<>();
  final TokenService tokens;
  final GatewayServices services;
  /** Whether the other nodes may go on without this one. */
  volatile boolean cutOff;

  final int port;
  private final String deployment;

  /** @param drain how long a node that leaves waits for its pages */
  static GatewayConfig.Ws ws(Duration drain) {
    return new GatewayConfig.Ws(
        Duration.ofSeconds(15),
        50,
        16_384,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        256,
        262_144,
        drain,
        true);
  }

  TestGateway(GatewayConfig config, int instances) {
    this(Place.alone(), config, instances, "n1");
  }

  private TestGateway(Place place, GatewayConfig config, int instances, String node) {
    vertx = place.vertx();
    accounts = place.accounts();
    agents = place.agents();
    tokens = new TokenService(
        vertx, SigningSecrets.of(SECRET), accounts, config.http().lifetimes());
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    services = new GatewayServices(
        config,
        accounts,
        tokens,
        new GatewayServices.Node(
            new NodeName(node, "1"), () -> checks, meters, () -> cutOff, new Annexes()));
    deployment = wait(vertx.deployVerticle(
        () -> new GatewayVerticle(services), new DeploymentOptions().setInstances(instances)));
    port = GatewayVerticle.actualPort(vertx);
  }

  /** What the gateways of a cluster share. */
  private record Place(Vertx vertx, FakeAccounts accounts, FakeAgents agents) {
    static Place alone() {
      Vertx vertx = Vertx.vertx();
      return new Place(vertx, new FakeAccounts(), new FakeAgents(vertx));
    }
  }

  /** Another node on the same bus; gone when the first is closed. */
  TestGateway another(String node) {
    GatewayConfig config =
        new GatewayConfig(http(freePort(), THROTTLE, "*"), services.config().ws());
    return new TestGateway(new Place(vertx, accounts, agents), config, 2, node);
  }

  /** Servers of one Vert.x that ask for any port share theirs. */
  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a node in a cluster. */
  static TestGateway on(Vertx vertx, String node) {
    Place place = new Place(vertx, new FakeAccounts(), new FakeAgents(vertx));
    return new TestGateway(place, new GatewayConfig(http("*"), WS), 2, node);
  }

  static TestGateway start() {
    return new TestGateway(new GatewayConfig(http("*"), WS), 2);
  }

  static TestGateway start(GatewayConfig.Ws ws) {
    return new TestGateway(new GatewayConfig(http("*"), ws), 2);
  }

  static TestGateway with(GatewayConfig.Connections connections) {
    return new TestGateway(new GatewayConfig(http(connections, List.of("127.0.0.1")), WS), 2);
  }

  static TestGateway withoutProxy(GatewayConfig.Connections connections) {
    return new TestGateway(new GatewayConfig(http(connections, List.of()), WS), 2);
  }

  private static GatewayConfig.Http http(
      GatewayConfig.Connections connections, List<String> proxies) {
    GatewayConfig.Http http = http("*");
    return new GatewayConfig.Http(
        http.host(),
        http.port(),
        http.webroot(),
        http.maxBodyBytes(),
        http.idleTimeout(),
        http.corsOrigins(),
        proxies,
        http.throttle(),
        http.lifetimes(),
        connections);
  }

  static TestGateway start(GatewayConfig.Throttle throttle) {
    return new TestGateway(new GatewayConfig(http(0, throttle, "*"), WS), 2);
  }

  static GatewayConfig.Throttle throttle(
      int perUser, int perUserAnywhere, int perAddress, GatewayConfig.Waiting waiting) {
    return new GatewayConfig.Throttle(
        perUser, perUserAnywhere, perAddress, Duration.ofMinutes(1), waiting);
  }

  /** For longer than a test takes. */
  static GatewayConfig.Waiting waiting(int perAddress, int overall) {
    return new GatewayConfig.Waiting(perAddress, overall, Duration.ofMinutes(5));
  }

  static GatewayConfig.Http http(String... origins) {
    return http(0, THROTTLE, origins);
  }

  private static GatewayConfig.Http http(
      int port, GatewayConfig.Throttle throttle, String... origins) {
    return new GatewayConfig.Http(
        "127.0.0.1",
        port,
        Path.of("src/test/resources/webroot"),
        16_384,
        Duration.ofSeconds(90),
        List.of(origins),
        List.of("127.0.0.1"),
        throttle,
        LIFETIMES,
        new GatewayConfig.Connections(20_000, 5_000, Duration.ofSeconds(30)));
  }

  String token(String user) {
    return tokens.issue(accounts.people.get(user)).token();
  }

  /** From now on. */
  String token(String user, Duration lifetime) {
    GatewayConfig.Lifetimes shortLived = new GatewayConfig.Lifetimes(lifetime, LIFETIMES.signIn());
    return new TokenService(vertx, SigningSecrets.of(SECRET), accounts, shortLived)
        .issue(accounts.people.get(user))
        .token();
  }

  /** One that still holds, of a password that was given so long ago. */
  String tokenOfOldSignIn(String user, Duration ago) {
    Duration longLife = ago.multipliedBy(2);
    Clock then = Clock.offset(Clock.systemUTC(), ago.negated());
    return new TokenService(
            vertx,
            SigningSecrets.of(SECRET),
            accounts,
            new GatewayConfig.Lifetimes(longLife, longLife),
            then)
        .issue(accounts.people.get(user))
        .token();
  }

  void undeploy() {
    wait(vertx.undeploy(deployment));
  }

  @Override
  public void close() {
    wait(vertx.close());
  }

  static <T> T wait(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
