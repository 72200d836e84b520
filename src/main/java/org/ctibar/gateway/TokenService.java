package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** Issues and checks the HS256 tokens that pages carry. */
public final class TokenService {
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "ctibar";
  private static final String ISSUED_AT_MS = "iatMs";
  private static final String VALID_FROM_MS = "validFromMs";
  private static final String SIGNED_IN_AT = "authTime";
  private static final int LONGEST = 4_096;

  /** Knows the current key alone: of several it would take any. */
  private final JWTAuth signer;

  private final JWTAuth verifier;
  private final Accounts accounts;
  private final GatewayConfig.Lifetimes lifetimes;
  private final Clock clock;
  private final SessionNames sessionNames;

  /**
   * @param identity what {@link #check} would make of the token
   * @param expiresAt seconds since 1970
   */
  public record Issued(String token, Identity identity, long expiresAt) {}

  /**
   * Whom a token stands for.
   *
   * @param account as of now, not as of the token's making
   * @param validFromMs the account's as of the token's making: a later one revokes the token, whatever the clocks of nodes
   *     and database say
   * @param signedInAt when the password was given, seconds since 1970; renewed tokens keep it
   */
  public record Identity(Account account, long validFromMs, long signedInAt, long expiresAt) {}

  public TokenService(
      Vertx vertx, SigningSecrets secrets, Accounts accounts, GatewayConfig.Lifetimes lifetimes) {
    this(vertx, secrets, accounts, lifetimes, Clock.systemUTC());
  }

  TokenService(
      Vertx vertx,
      SigningSecrets secrets,
      Accounts accounts,
      GatewayConfig.Lifetimes lifetimes,
      Clock clock) {
    this.signer = jwt(vertx, List.of(secrets.current()));
    this.verifier = jwt(vertx, secrets.all());
    this.accounts = accounts;
    this.lifetimes = lifetimes;
    this.clock = clock;
    this.sessionNames = new SessionNames(secrets);
  }

  /** A token without {@code kid}, of a node of an earlier build, is tried with each key. */
  private static JWTAuth jwt(Vertx vertx, List<String> secrets) {
    // Expiry is checked here, by our clock: the library tells it only by a text.
    JWTOptions options = new JWTOptions().setIssuer(ISSUER).setIgnoreExpiration(true);
    JWTAuthOptions auth = new JWTAuthOptions().setJWTOptions(options);
    secrets.forEach(secret -> auth.addPubSecKey(new PubSecKeyOptions()
        .setId(SigningSecrets.keyId(secret))
        .setAlgorithm(ALGORITHM)
        .setBuffer(secret)));
    return JWTAuth.create(vertx, auth);
  }

  /** Sealed with the secret that signs the tokens. */
  SessionNames sessionNames() {
    return sessionNames;
  }

  /** For somebody who gave the password just now. */
  public Issued issue(Account account) {
    return issue(account, nowSeconds());
  }

  /**
   * For somebody whose token holds, or did when the call began that still goes on.
   *
   * @throws CtiException TOKEN_EXPIRED if the password was given too long ago, TOKEN_INVALID if the token is revoked
   */
  public Issued renew(Identity identity) {
    if (nowSeconds() >= latestEnd(identity.signedInAt())) {
      throw new CtiException(ErrorCode.TOKEN_EXPIRED, "sign in again");
    }
    Account account = holder(identity.account().user(), identity.validFromMs());
    return issue(account, identity.signedInAt());
  }

  private Issued issue(Account account, long signedInAt) {
    long nowMs = clock.millis();
    long validFromMs = account.tokensValidFromMs();
    long expiresAt = Math.min(nowSeconds() + lifetimes.token().toSeconds(), latestEnd(signedInAt));
    JsonObject claims = new JsonObject()
        .put("sub", account.user())
        .put("ext", account.extNo())
        .put("roles", new JsonArray(account.roles()))
        .put("iss", ISSUER)
        .put("iat", nowSeconds())
        .put(ISSUED_AT_MS, nowMs)
        .put(VALID_FROM_MS, validFromMs)
        .put(SIGNED_IN_AT, signedInAt)
        .put("exp", expiresAt)
        .put("jti", UUID.randomUUID().toString());
    JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true);
    Identity identity = new Identity(account, validFromMs, signedInAt, expiresAt);
    return new Issued(signer.generateToken(claims, options), identity, expiresAt);
  }

  private long nowSeconds() {
    return Math.floorDiv(clock.millis(), 1_000L);
  }

  private long latestEnd(long signedInAt) {
    return signedInAt + lifetimes.signIn().toSeconds();
  }

  /** @return fails with TOKEN_INVALID (forged, revoked, unknown person) or TOKEN_EXPIRED */
  public Future<Identity> check(String token) {
    if (token == null || token.isEmpty() || token.length() > LONGEST) {
      return Future.failedFuture(invalid());
    }
    return verifier
        .authenticate(new TokenCredentials(token))
        .map(user -> identify(user.principal(), user.attributes().getJsonObject("accessToken")))
        .recover(cause -> Future.failedFuture(cause instanceof CtiException ? cause : invalid()));
  }

  /** Whether an open session may go on, apart from its expiry. */
  public boolean stillAllowed(Identity identity) {
    return accounts
        .find(identity.account().user())
        .filter(account -> notRevoked(account, identity.validFromMs()))
        .isPresent();
  }

  /** {@code listener} runs on the caller's context whenever {@link #stillAllowed} may have another answer. */
  public void onChange(Runnable listener) {
    accounts.onChange(listener);
  }

  private Identity identify(JsonObject principal, JsonObject decoded) {
    try {
      JsonObject claims = decoded == null ? principal : decoded;
      // Tokens without these two claims are of a node of an earlier build.
      long issuedAtMs = claims.getLong(ISSUED_AT_MS);
      long validFromMs = claims.getLong(VALID_FROM_MS, issuedAtMs);
      long signedInAt = claims.getLong(SIGNED_IN_AT, Math.floorDiv(issuedAtMs, 1_000L));
      long expiresAt = claims.getLong("exp");
      Account account = holder(claims.getString("sub"), validFromMs);
      if (expiresAt * 1_000 <= clock.millis()) {
        throw new CtiException(ErrorCode.TOKEN_EXPIRED, "token expired");
      }
      return new Identity(account, validFromMs, signedInAt, expiresAt);
    } catch (ClassCastException | NullPointerException claimOfAnotherKind) {
      throw invalid();
    }
  }

  private Account holder(String user, long validFromMs) {
    return accounts
        .find(user)
        .filter(account -> notRevoked(account, validFromMs))
        .orElseThrow(TokenService::invalid);
  }

  private static boolean notRevoked(Account account, long validFromMs) {
    return account.enabled() && validFromMs >= account.tokensValidFromMs();
  }

  private static CtiException invalid() {
    return new CtiException(ErrorCode.TOKEN_INVALID, "token invalid");
  }
}
