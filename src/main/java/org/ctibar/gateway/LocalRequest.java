package org.ctibar.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whether a request was made on this machine and came straight to us. Pure. */
final class LocalRequest {
  /** What proxies add, beside {@code X-Forwarded-…}. */
  private static final Set<String> OF_PROXIES = Set.of(
      "forwarded",
      "via",
      "x-real-ip",
      "x-client-ip",
      "x-original-forwarded-for",
      "true-client-ip",
      "cf-connecting-ip");

  private static final String FORWARDED = "x-forwarded";
  /** Of a page that is a file. */
  private static final String NO_ORIGIN = "null";

  private LocalRequest() {}

  /** @return why it may come from elsewhere, for the log, without anything that the client wrote; empty if it does not */
  static Optional<String> strangeness(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return strangeness(
        request.remoteAddress().hostAddress(),
        asked == null ? null : asked.host(),
        request.headers());
  }

  /** @param asked for which host the request is; null where it does not say */
  static Optional<String> strangeness(String peer, String asked, MultiMap headers) {
    if (!isLoopback(peer)) {
      return Optional.of("the connection is from another machine");
    }
    if (cameByProxy(headers)) {
      return Optional.of("a proxy handed the request on");
    }
    if (asked != null && !isThisMachine(asked)) {
      return Optional.of("the request is for a host that is not this machine");
    }
    String origin = headers.get("origin");
    return origin == null || origin.equals(NO_ORIGIN) || isThisMachine(hostOf(origin))
        ? Optional.empty()
        : Optional.of("the page is of a host that is not this machine");
  }

  /** A proxy writes at least one of these headers, unless told not to. */
  static boolean cameByProxy(MultiMap headers) {
    return headers.names().stream().anyMatch(LocalRequest::isOfProxy);
  }

  private static String hostOf(String origin) {
    try {
      return Objects.requireNonNullElse(URI.create(origin).getHost(), "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** No name server is asked: it may be the client's. */
  private static boolean isThisMachine(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    return name.equals("localhost") || name.endsWith(".localhost") || isLoopback(name);
  }

  private static boolean isOfProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith(FORWARDED) || OF_PROXIES.contains(name);
  }

  private static boolean isLoopback(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    try {
      return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
