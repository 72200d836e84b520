package org.ctibar.gateway;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What browsers let the pages of this node do: run its own scripts, and talk to it and to what its settings name. */
final class ContentSecurityPolicy implements Handler<RoutingContext> {
  static final String HEADER = "content-security-policy";

  /** For answers that are no pages. */
  static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** {@code blob:} is the worker in which the SDK runs its timers. */
  private static final String PAGES =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'none';"
          + " frame-ancestors 'self'";

  private static final Pattern NAMEABLE = Pattern.compile("[A-Za-z0-9.-]+");

  private final String pages;
  private final List<String> others;

  ContentSecurityPolicy(PagesConfig pages, SipConfig sip) {
    Stream<String> servers =
        pages.servers().stream().flatMap(origin -> Stream.of(origin, webSocket(origin)));
    Stream<String> phones = sip.webSockets().stream().map(ContentSecurityPolicy::source);
    this.others = Stream.concat(servers, phones).distinct().toList();
    this.pages = Stream.concat(Stream.of(PAGES), pages.frameAncestors().stream())
        .collect(Collectors.joining(" "));
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.response().putHeader(HEADER, of(ctx.request().authority()));
    ctx.next();
  }

  /** @param own where the browser reached this node, null if it does not say */
  String of(HostAndPort own) {
    Stream<String> all = Stream.concat(webSockets(own), others.stream());
    return Stream.concat(Stream.of(pages + "; connect-src 'self'"), all)
        .collect(Collectors.joining(" "));
  }

  /** Older browsers take {@code 'self'} for HTTP alone. */
  private static Stream<String> webSockets(HostAndPort own) {
    if (own == null || !NAMEABLE.matcher(own.host()).matches()) {
      return Stream.empty();
    }
    String host = own.port() > 0 ? own.host() + ":" + own.port() : own.host();
    return Stream.of("ws://" + host, "wss://" + host);
  }

  private static String webSocket(String origin) {
    return origin.replaceFirst("^http", "ws");
  }

  /** A policy cannot name an IPv6 address: its whole scheme is let through. */
  private static String source(String webSocket) {
    URI uri = URI.create(webSocket);
    if (!NAMEABLE.matcher(uri.getHost()).matches()) {
      return uri.getScheme() + ":";
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
