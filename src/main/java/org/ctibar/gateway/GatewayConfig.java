package org.ctibar.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ctibar.config.Section;
import org.ctibar.config.Settings;

/**
 * Settings of HTTP ({@code http.*}) and its TLS, of the browser sessions ({@code ws.*}), of phones ({@code sip.*}), of
 * who may ask about them ({@code freeswitch.*}) and of who may read the metrics ({@code metrics.*}).
 */
public record GatewayConfig(
    Http http,
    PagesConfig pages,
    Ws ws,
    SipConfig sip,
    SwitchAccess switchAccess,
    MetricsAccess metrics,
    Optional<TlsFiles> tls) {

  /** Without phones that register. */
  public GatewayConfig(Http http, Ws ws) {
    this(http, ws, SipConfig.NONE, SwitchAccess.OFF);
  }

  /** With metrics for this machine only, and without TLS. */
  public GatewayConfig(Http http, Ws ws, SipConfig sip, SwitchAccess switchAccess) {
    this(http, PagesConfig.NONE, ws, sip, switchAccess, MetricsAccess.LOOPBACK, Optional.empty());
  }

  /**
   * @param port 0 for any free one
   * @param idleTimeout after which a connection on which nothing moves is closed
   * @param corsOrigins origins whose pages may call; {@code *} for all
   * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
   */
  public record Http(
      String host,
      int port,
      Path webroot,
      int maxBodyBytes,
      Duration idleTimeout,
      List<String> corsOrigins,
      List<String> trustedProxies,
      Throttle throttle,
      Lifetimes lifetimes,
      Connections connections) {}

  /**
   * @param token from its making
   * @param signIn from the password: no renewal outlives it
   */
  public record Lifetimes(Duration token, Duration signIn) {}

  /**
   * @param most that are open at once, of whatever kind
   * @param mostPerAddress of one address that is no trusted proxy
   * @param requestTimeout for a whole request, from its first byte to its last
   */
  public record Connections(int most, int mostPerAddress, Duration requestTimeout) {}

  /**
   * Failed sign-ins within the window after which a user name, or an address, has to wait.
   *
   * @param failuresPerUser at one address
   */
  public record Throttle(
      int failuresPerUser,
      int failuresPerUserAnywhere,
      int failuresPerAddress,
      Duration window,
      Waiting waiting) {}

  /**
   * How many sign-ins may wait for their password to be checked.
   *
   * @param longest shorter than the idle timeout: who waits is told something before the connection is closed
   */
  public record Waiting(int perAddress, int overall, Duration longest) {}

  /**
   * @param drain how long a node that leaves waits for its pages to move
   * @param sockJsSameAddress whether a SockJS session is only for the client address that opened it
   */
  public record Ws(
      Duration heartbeat,
      int framesPerSecond,
      int maxFrameBytes,
      Duration authTimeout,
      Duration resumeKeep,
      int eventBuffer,
      int writeQueueBytes,
      Duration drain,
      boolean sockJsSameAddress) {}

  /** @param home where a relative webroot begins */
  public static GatewayConfig from(Settings settings, Path home) {
    Section http = settings.section("http");
    Section sip = settings.section("sip");
    GatewayConfig config = new GatewayConfig(
        httpFrom(settings, home),
        PagesConfig.from(http),
        wsFrom(settings.section("ws")),
        SipConfig.from(sip),
        SwitchAccess.from(settings.section("freeswitch")),
        MetricsAccess.from(settings.section("metrics")),
        TlsFiles.from(http, home));
    if (config.http.idleTimeout.compareTo(config.ws.heartbeat.multipliedBy(2)) < 0) {
      throw http.problem("idleTimeoutMs", "must be at least twice ws.heartbeatMs");
    }
    if (config.switchAccess.isOpen() && config.sip.domain().isEmpty()) {
      throw sip.problem("domain", "must be set where freeswitch.secret is");
    }
    return config;
  }

  private static Http httpFrom(Settings settings, Path home) {
    Section s = settings.section("http");
    return new Http(
        settings.root().nonEmpty("bind"),
        s.number("port", 0, 65_535),
        home.resolve(s.nonEmpty("webroot")),
        s.number("maxBodyBytes", 256, 1_048_576),
        idleTimeout(s),
        s.list("corsOrigins"),
        addresses(s, "trustedProxies"),
        throttleFrom(s, settings.section("signIn")),
        new Lifetimes(
            s.millis("tokenLifetimeMs", 1_000, 604_800_000),
            s.millis("signInLifetimeMs", 1_000, Integer.MAX_VALUE)),
        new Connections(
            s.number("connections", 10, 1_000_000),
            s.number("connectionsPerAddress", 10, 1_000_000),
            s.millis("requestTimeoutMs", 100, 600_000)));
  }

  private static Duration idleTimeout(Section http) {
    return http.millis("idleTimeoutMs", 100, 86_400_000);
  }

  private static Throttle throttleFrom(Section http, Section signIn) {
    return new Throttle(
        http.number("signInFailuresPerUser", 1, 10_000),
        http.number("signInFailuresPerUserAnywhere", 1, 1_000_000),
        http.number("signInFailuresPerAddress", 1, 1_000_000),
        http.millis("signInFailureWindowMs", 1_000, 3_600_000),
        new Waiting(
            signIn.number("maxWaitingPerAddress", 1, 1_000_000),
            signIn.number("maxWaiting", 1, 1_000_000),
            idleTimeout(http).dividedBy(2)));
  }

  static List<String> addresses(Section s, String key) {
    List<String> addresses = s.list(key);
    if (!addresses.stream().allMatch(ClientAddress::isAddress)) {
      throw s.problem(key, "must be IP addresses, separated by commas");
    }
    return addresses;
  }

  private static Ws wsFrom(Section s) {
    return new Ws(
        s.millis("heartbeatMs", 100, 120_000),
        s.number("framesPerSecond", 1, 10_000),
        s.number("maxFrameBytes", 1_024, 1_048_576),
        s.millis("authTimeoutMs", 100, 120_000),
        s.millis("resumeKeepMs", 0, 3_600_000),
        s.number("eventBuffer", 1, 10_000),
        s.number("writeQueueBytes", 16_384, 16_777_216),
        s.millis("drainMs", 0, 600_000),
        s.flag("sockJsSameAddress"));
  }
}
