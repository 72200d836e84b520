package org.ctibar.gateway;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/base/auth}: user name and password, or a valid token, for a new token. */
final class SignInEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SignInEndpoint.class);
  private static final String SUCCEEDED = "登录成功";
  private static final String BEARER = "Bearer ";
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  private final GatewayServices services;

  /** The documented answer, its fields in the documented order. */
  record SignedIn(String user, String nickname, String extNo, String token, long expiresAt) {}

  SignInEndpoint(GatewayServices services) {
    this.services = services;
  }

  void handle(RoutingContext ctx) {
    String bearer = bearer(ctx);
    Future<TokenService.Issued> issued = bearer == null
        ? signIn(ctx).map(known -> services.tokens().issue(admitted(known, ctx.request())))
        : services.tokens().check(bearer).map(services.tokens()::renew);
    issued.onComplete(done -> {
      services.metrics().signIn(done.succeeded() ? ErrorCode.OK : code(done.cause()));
      if (done.succeeded()) {
        Envelope.success(signedIn(done.result()), SUCCEEDED).send(ctx.response(), 200);
      } else {
        ctx.fail(done.cause());
      }
    });
  }

  /** Whom everybody knows the password of is told from afar that it is wrong. */
  private static Account admitted(Account account, HttpServerRequest request) {
    Optional<String> strange =
        account.localOnly() ? LocalRequest.strangeness(request) : Optional.empty();
    if (strange.isPresent()) {
      LOG.warn(
          "Demo person signs in on this machine only, unless the setting demo is open user={} why={}",
          account.user(),
          strange.get());
      throw SignInRefusal.wrong();
    }
    return account;
  }

  private Future<Account> signIn(RoutingContext ctx) {
    Credentials given;
    try {
      given = read(ctx.body().buffer());
    } catch (CtiException e) {
      return Future.failedFuture(e);
    }
    Context home = ctx.vertx().getOrCreateContext();
    return services
        .passwordSignIn()
        .signIn(
            given,
            services.clientAddress().of(ctx.request()),
            task -> home.runOnContext(v -> task.run()));
  }

  /** Strict: a field given twice, or anything after the object, is refused. */
  private static Credentials read(Buffer body) {
    JsonNode json;
    try {
      json = MAPPER.readTree(body == null ? new byte[0] : body.getBytes());
    } catch (IOException e) {
      throw bad("the body is not a JSON object");
    }
    if (!json.isObject()) {
      throw bad("the body is not a JSON object");
    }
    return new Credentials(text(json, "username"), text(json, "password"));
  }

  private static String text(JsonNode json, String field) {
    if (!json.path(field).isTextual()) {
      throw bad(field + " must be a text");
    }
    return json.path(field).asText();
  }

  /** A page that sends its token in the header {@code token} and no body wants it renewed, too. */
  private static String bearer(RoutingContext ctx) {
    String authorization = ctx.request().getHeader("authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    String token = ctx.request().getHeader("token");
    boolean noBody = ctx.body().buffer() == null || ctx.body().buffer().length() == 0;
    return noBody && token != null && !token.isBlank() ? token.strip() : null;
  }

  private static SignedIn signedIn(TokenService.Issued issued) {
    Account account = issued.identity().account();
    return new SignedIn(
        account.user(), account.nickname(), account.extNo(), issued.token(), issued.expiresAt());
  }

  private static ErrorCode code(Throwable cause) {
    return cause instanceof CtiException e ? e.code() : ErrorCode.INTERNAL;
  }

  private static CtiException bad(String problem) {
    return new CtiException(ErrorCode.BAD_REQUEST, problem);
  }
}
