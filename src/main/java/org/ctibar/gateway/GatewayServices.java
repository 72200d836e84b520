package org.ctibar.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ctibar.bus.NodeName;

/** What all gateway instances of a node share. Make it once and give it to each {@link GatewayVerticle}. */
public final class GatewayServices {
  private final NodeName nodeName;
  private final GatewayConfig config;
  private final Accounts accounts;
  private final TokenService tokens;
  private final Readiness readiness;
  private final PrometheusMeterRegistry meters;
  private final MetricsEndpoint metricsEndpoint;
  private final SecretGuesses switchGuesses;
  private final Optional<TlsReload> tls;
  private final BooleanSupplier cutOff;
  private final Annexes annexes;
  private final GatewayMetrics metrics;
  private final SignInThrottle throttle;
  private final ClusterThrottle clusterThrottle;
  private final PasswordSignIn passwordSignIn;
  private final ClientAddress clientAddress;
  private final ConnectionLimits connectionLimits;
  private final SockJsSessions sockJsSessions;
  private final SessionRegistry sessions;
  private final Drain drain;
  private final PagePhones phones;

  /**
   * What the node around the gateway provides.
   *
   * @param cutOff whether the other nodes may go on without this one
   */
  public record Node(
      NodeName name,
      Readiness readiness,
      PrometheusMeterRegistry meters,
      BooleanSupplier cutOff,
      Annexes annexes) {}

  public GatewayServices(GatewayConfig config, Accounts accounts, TokenService tokens, Node node) {
    this.nodeName = node.name();
    this.config = config;
    this.accounts = accounts;
    this.tokens = tokens;
    this.readiness = node.readiness();
    this.meters = node.meters();
    this.cutOff = node.cutOff();
    this.annexes = node.annexes();
    this.metrics = new GatewayMetrics(meters);
    GatewayConfig.Throttle limits = config.http().throttle();
    this.throttle = new SignInThrottle(limits);
    this.clusterThrottle = new ClusterThrottle(nodeName, throttle, GatewayServices::steadyMs);
    this.passwordSignIn = new PasswordSignIn(
        accounts,
        clusterThrottle,
        new PasswordCheckQueue(limits.waiting(), GatewayServices::steadyMs));
    metrics.signInsWaiting(passwordSignIn::waiting);
    this.metricsEndpoint =
        new MetricsEndpoint(config.metrics(), guesses("metrics.secret"), meters::scrape);
    this.switchGuesses = guesses("freeswitch.secret");
    this.tls = config.tls().map(TlsReload::new);
    this.clientAddress = new ClientAddress(config.http().trustedProxies());
    this.connectionLimits =
        new ConnectionLimits(config.http().connections(), clientAddress, metrics);
    this.sockJsSessions =
        new SockJsSessions(config.http().trustedProxies(), config.ws().sockJsSameAddress());
    this.sessions = new SessionRegistry();
    this.drain = new Drain(sessions, config.ws().drain());
    this.phones = new PagePhones(accounts, config.sip());
    accounts.onChange(() -> sessions.all().forEach(Session::accountsChanged));
  }

  private SecretGuesses guesses(String setting) {
    return new SecretGuesses(
        setting, metrics, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  NodeName nodeName() {
    return nodeName;
  }

  GatewayConfig config() {
    return config;
  }

  Accounts accounts() {
    return accounts;
  }

  TokenService tokens() {
    return tokens;
  }

  Readiness readiness() {
    return readiness;
  }

  PrometheusMeterRegistry meters() {
    return meters;
  }

  MetricsEndpoint metricsEndpoint() {
    return metricsEndpoint;
  }

  /** Who was wrong about the secret of FreeSWITCH. */
  SecretGuesses switchGuesses() {
    return switchGuesses;
  }

  /** Empty: plain HTTP. */
  Optional<TlsReload> tls() {
    return tls;
  }

  GatewayMetrics metrics() {
    return metrics;
  }

  SignInThrottle throttle() {
    return throttle;
  }

  ClusterThrottle clusterThrottle() {
    return clusterThrottle;
  }

  PasswordSignIn passwordSignIn() {
    return passwordSignIn;
  }

  ClientAddress clientAddress() {
    return clientAddress;
  }

  ConnectionLimits connectionLimits() {
    return connectionLimits;
  }

  SockJsSessions sockJsSessions() {
    return sockJsSessions;
  }

  SessionRegistry sessions() {
    return sessions;
  }

  /**
   * Before the node leaves: takes no more pages, tells those that are here to move, and waits for them.
   *
   * @return done when none is left, or {@code ws.drainMs} is over
   */
  public Future<Void> leave(Vertx vertx) {
    return drain.begin(vertx);
  }

  /** Pages find another node, and none begins here. */
  boolean sendsAway() {
    return drain.begun() || cutOff();
  }

  boolean cutOff() {
    return cutOff.getAsBoolean();
  }

  Annexes annexes() {
    return annexes;
  }

  /** Pages of agents that this node serves. */
  public int pages() {
    return sessions.all().size();
  }

  Drain drain() {
    return drain;
  }

  PagePhones phones() {
    return phones;
  }

  /** Goes on where somebody sets the time of the machine. */
  private static long steadyMs() {
    return System.nanoTime() / 1_000_000;
  }
}
