package org.ctibar.gateway;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code POST /freeswitch/directory}: mod_xml_curl asks about a phone, and waits for the answer in the midst of a call. */
final class DirectoryEndpoint {
  private final GatewayServices services;
  private final SipConfig sip;
  private final SwitchAccess access;
  private final SecretGuesses guesses;

  DirectoryEndpoint(GatewayServices services) {
    this.services = services;
    this.sip = services.config().sip();
    this.access = services.config().switchAccess();
    this.guesses = services.switchGuesses();
  }

  /** Before the body is read. */
  void admit(RoutingContext ctx) {
    String address = services.clientAddress().of(ctx.request());
    String authorization = ctx.request().getHeader("authorization");
    if (!access.admitsAddress(address)) {
      refuse(ctx, 403, "not from this address");
    } else if (authorization == null) {
      unauthorized(ctx, "the secret is missing"); // libcurl may try without it first
    } else if (!guesses.admits(address)) {
      refuse(ctx, 429, "too many wrong secrets");
    } else if (!access.admits(authorization)) {
      guesses.wrong(address);
      unauthorized(ctx, "the secret is wrong");
    } else {
      guesses.right(address);
      ctx.next();
    }
  }

  private void unauthorized(RoutingContext ctx, String why) {
    ctx.response().putHeader("www-authenticate", "Basic realm=\"ctibar\"");
    refuse(ctx, 401, why);
  }

  void handle(RoutingContext ctx) {
    MultiMap form = ctx.request().formAttributes();
    if (!form.contains("section")) {
      refuse(ctx, 400, "this is no request of mod_xml_curl: the form has no section");
      return;
    }
    Optional<String> found = found(form);
    services.metrics().directory(found.isPresent() ? "found" : "not_found");
    send(ctx, 200, "text/xml", found.orElseGet(DirectoryDocument::notFound));
  }

  void failed(RoutingContext ctx) {
    int status = ctx.statusCode() >= 400 && ctx.statusCode() < 500 ? ctx.statusCode() : 400;
    refuse(ctx, status, "the request cannot be understood");
  }

  private Optional<String> found(MultiMap form) {
    String domain = last(form, "domain");
    boolean ours = last(form, "section").equals("directory")
        && sip.domain().filter(domain::equalsIgnoreCase).isPresent();
    if (!ours) {
      return Optional.empty();
    }
    return services
        .accounts()
        .phone(last(form, "user"))
        .flatMap(phone ->
            phone.ha1().map(ha1 -> DirectoryDocument.of(domain, phone, ha1, sip.context())));
  }

  /** FreeSWITCH writes key_value as a phone sent it, with what further fields that phone put in; its own come after. */
  private static String last(MultiMap form, String field) {
    List<String> values = form.getAll(field);
    return values.isEmpty() ? "" : values.get(values.size() - 1);
  }

  private void refuse(RoutingContext ctx, int status, String why) {
    services.metrics().directory("refused");
    ctx.response().putHeader("connection", "close");
    send(ctx, status, "text/plain", why + "\n");
  }

  private static void send(RoutingContext ctx, int status, String type, String text) {
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    ctx.response()
        .setStatusCode(status)
        .putHeader("content-type", type + "; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .end(text);
  }
}
