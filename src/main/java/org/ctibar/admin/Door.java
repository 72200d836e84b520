package org.ctibar.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.function.Predicate;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.gateway.TokenService;
import org.ctibar.gateway.TokenService.Identity;

/** Lets requests in whose token is good and whose person has a role for it. */
final class Door {
  private static final String IDENTITY = Identity.class.getName();

  private final TokenService tokens;

  Door(TokenService tokens) {
    this.tokens = tokens;
  }

  /** Who was let in. */
  static Identity identity(RoutingContext ctx) {
    return ctx.get(IDENTITY);
  }

  /** The token of the header {@code Authorization}, or of {@code token}. */
  Handler<RoutingContext> admits(Predicate<Collection<String>> roles) {
    return ctx -> admit(ctx, header(ctx.request()), roles);
  }

  /** The token of the address, where pages cannot set headers. */
  Handler<RoutingContext> admitsByAddress(Predicate<Collection<String>> roles) {
    return ctx -> admit(ctx, ctx.request().getParam("token"), roles);
  }

  /** Whether the token of one who was let in has not been revoked. */
  boolean stillAdmits(Identity identity) {
    return tokens.stillAllowed(identity);
  }

  /** {@code listener} runs on the caller's context whenever {@link #stillAdmits} may have another answer. */
  void onChange(Runnable listener) {
    tokens.onChange(listener);
  }

  /** The body waits meanwhile. */
  private void admit(RoutingContext ctx, String token, Predicate<Collection<String>> roles) {
    ctx.request().pause();
    tokens
        .check(token)
        .map(identity -> requireRole(identity, roles))
        .onComplete(v -> ctx.request().resume())
        .onSuccess(identity -> {
          ctx.put(IDENTITY, identity);
          ctx.next();
        })
        .onFailure(ctx::fail);
  }

  private static Identity requireRole(Identity identity, Predicate<Collection<String>> roles) {
    if (!roles.test(identity.account().roles())) {
      throw new CtiException(ErrorCode.FORBIDDEN, "not for your role");
    }
    return identity;
  }

  private static String header(HttpServerRequest request) {
    String bearer = request.getHeader("authorization");
    return bearer != null && bearer.regionMatches(true, 0, "Bearer ", 0, 7)
        ? bearer.substring(7).strip()
        : request.getHeader("token");
  }
}
