package org.ctibar.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.ctibar.config.Section;

/**
 * Who may read {@code /metrics} ({@code metrics.*}).
 *
 * @param secret with it from anywhere; empty: there is none
 * @param addresses without the secret, unless through a proxy, which may speak for anybody
 */
public record MetricsAccess(String secret, List<String> addresses) {
  public static final MetricsAccess LOOPBACK = new MetricsAccess("", List.of("127.0.0.1", "::1"));
  private static final int SHORTEST = 16;
  private static final String BEARER = "Bearer ";

  static MetricsAccess from(Section s) {
    return new MetricsAccess(s.secret("secret", SHORTEST), GatewayConfig.addresses(s, "addresses"));
  }

  boolean hasSecret() {
    return !secret.isEmpty();
  }

  /** Without the secret. */
  boolean admitsPeer(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    return !LocalRequest.cameByProxy(request.headers())
        && addresses.stream().anyMatch(address -> ClientAddress.same(address, peer));
  }

  /**
   * In a time that tells nothing of the secret.
   *
   * @param authorization the header
   */
  boolean admits(String authorization) {
    return hasSecret()
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            bytes(authorization.substring(BEARER.length()).strip()), bytes(secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return (hasSecret() ? "secret, " : "") + addresses; // logs must not show the secret
  }
}
