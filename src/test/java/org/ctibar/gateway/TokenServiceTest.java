package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenServiceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.500Z");
  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final Duration SIGN_IN_LIFETIME = Duration.ofDays(7);
  private static final GatewayConfig.Lifetimes LIFETIMES =
      new GatewayConfig.Lifetimes(LIFETIME, SIGN_IN_LIFETIME);
  private static final String NEXT = "the-next-secret-the-next-secret-";

  private final Vertx vertx = Vertx.vertx();
  private final FakeAccounts accounts = new FakeAccounts();
  private final TokenService tokens = at(NOW);

  @AfterEach
  void close() {
    TestGateway.wait(vertx.close());
  }

  @Test
  void knowsItsOwnTokens() {
    TokenService.Issued issued = tokens.issue(accounts.people.get("admin"));
    TokenService.Identity identity = TestGateway.wait(tokens.check(issued.token()));
    assertThat(identity.account().user()).isEqualTo("admin");
    assertThat(identity.expiresAt()).isEqualTo(NOW.getEpochSecond() + 12 * 3600);
  }

  @Test
  void claimsAreThoseOfTheStandard() {
    String token = tokens.issue(accounts.people.get("admin")).token();
    JsonObject header = part(token, 0);
    JsonObject claims = part(token, 1);
    assertThat(header.getString("alg")).isEqualTo("HS256");
    assertThat(claims.fieldNames()).contains("sub", "ext", "roles", "iat", "exp", "jti", "iss");
    assertThat(claims.encode()).doesNotContain(FakeAccounts.MD5);
  }

  @Test
  void expires() {
    String token = tokens.issue(accounts.people.get("admin")).token();
    assertThat(refusal(at(NOW.plus(LIFETIME).minusSeconds(1)), token)).isNull();
    assertThat(refusal(at(NOW.plus(LIFETIME)), token)).isEqualTo(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void isRenewedUntilThePasswordIsTooLongAgo() {
    TokenService.Identity first = tokens.issue(accounts.people.get("admin")).identity();
    TokenService.Issued second = at(NOW.plus(LIFETIME.minusHours(1))).renew(first);
    assertThat(second.expiresAt())
        .isEqualTo(NOW.getEpochSecond() + 2 * LIFETIME.toSeconds() - 3_600);

    Instant almost = NOW.plus(SIGN_IN_LIFETIME).minusSeconds(60);
    TokenService.Identity renewed = TestGateway.wait(tokens.check(second.token()));
    assertThat(at(almost).renew(renewed).expiresAt())
        .as("the last one ends with the sign-in")
        .isEqualTo(NOW.plus(SIGN_IN_LIFETIME).getEpochSecond());
    TokenService late = at(NOW.plus(SIGN_IN_LIFETIME));
    assertThatThrownBy(() -> late.renew(renewed))
        .asInstanceOf(type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void ofAnEarlierVersionIsRenewedAsIfThePasswordWasGivenAtItsMaking() {
    TokenService.Identity earlier =
        TestGateway.wait(tokens.check(signed("HS256", TestGateway.SECRET, claims())));
    assertThat(tokens.renew(earlier).identity().signedInAt()).isEqualTo(NOW.getEpochSecond());
  }

  /** The database says when, and its clock may be behind that of the node. */
  @Test
  void isRevokedWhateverTheClocksSay() {
    String token = tokens.issue(accounts.people.get("admin")).token();
    accounts.revokeTokensBefore("admin", NOW.toEpochMilli() - 5_000);
    assertThat(refusal(tokens, token)).isEqualTo(ErrorCode.TOKEN_INVALID);
    String next = tokens.issue(accounts.people.get("admin")).token();
    assertThat(refusal(tokens, next)).isNull();
  }

  @Test
  void whoRenewsWhileTheRevocationIsOnItsWayGainsNothing() {
    TokenService.Issued issued = tokens.issue(accounts.people.get("admin"));
    Account before = TestGateway.wait(tokens.check(issued.token())).account();
    accounts.revokeTokensBefore("admin", NOW.toEpochMilli() - 1);
    assertThat(refusal(tokens, tokens.issue(before).token())).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void ofAnEarlierVersionIsRevokedByTheTimeOfItsMaking() {
    String token = signed("HS256", TestGateway.SECRET, claims());
    accounts.revokeTokensBefore("admin", NOW.toEpochMilli());
    assertThat(refusal(tokens, token)).isNull();
    accounts.revokeTokensBefore("admin", NOW.toEpochMilli() + 1);
    assertThat(refusal(tokens, token)).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void endsWithItsAccount() {
    String token = tokens.issue(accounts.people.get("agent2")).token();
    accounts.people.remove("agent2");
    assertThat(refusal(tokens, token)).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refusal(tokens, tokens.issue(accounts.people.get("gone")).token()))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "x.y.z", "a.b", "....", "\n", "eyJhbGciOiJIUzI1NiJ9..", "登录.成功.了"})
  void refusesGarbage(String token) {
    assertThat(refusal(tokens, token)).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void refusesOtherAlgorithms() {
    String token = tokens.issue(accounts.people.get("admin")).token();
    String[] parts = token.split("\\.");
    for (String header : new String[] {"{\"alg\":\"none\"}", "{\"alg\":\"RS256\"}", "{}"}) {
      assertThat(refusal(tokens, base64(header) + "." + parts[1] + "." + parts[2]))
          .as(header)
          .isEqualTo(ErrorCode.TOKEN_INVALID);
      assertThat(refusal(tokens, base64(header) + "." + parts[1] + "."))
          .as(header)
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
    assertThat(refusal(tokens, signed("HS512", TestGateway.SECRET, claims())))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void refusesForgeriesAndForeignTokens() {
    String other = "another-secret-another-secret-xx";
    assertThat(refusal(tokens, signed("HS256", TestGateway.SECRET, claims()))).isNull();
    assertThat(refusal(tokens, signed("HS256", other, claims())))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refusal(tokens, signed("HS256", TestGateway.SECRET, claims().put("iss", "other"))))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
    for (String claim : new String[] {"exp", "sub", "iatMs"}) {
      JsonObject without = claims();
      without.remove(claim);
      assertThat(refusal(tokens, signed("HS256", TestGateway.SECRET, without)))
          .as("without " + claim)
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
    String token = tokens.issue(accounts.people.get("agent2")).token();
    String[] parts = token.split("\\.");
    String admin = base64(part(token, 1).put("sub", "admin").encode());
    assertThat(refusal(tokens, parts[0] + "." + admin + "." + parts[2]))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void ofThePreviousSecretIsGoodUntilThatIsForgotten() {
    String old = tokens.issue(accounts.people.get("admin")).token();
    TokenService rotated = with(new SigningSecrets(NEXT, List.of(TestGateway.SECRET)));
    assertThat(refusal(rotated, old)).isNull();
    assertThat(refusal(rotated, signed("HS256", TestGateway.SECRET, claims())))
        .as("without kid")
        .isNull();
    assertThat(refusal(with(SigningSecrets.of(NEXT)), old)).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void isSignedByTheCurrentSecretAlone() {
    TokenService rotated = with(new SigningSecrets(NEXT, List.of(TestGateway.SECRET)));
    TokenService later = with(SigningSecrets.of(NEXT));
    for (int i = 0; i < 50; i++) {
      String token = rotated.issue(accounts.people.get("admin")).token();
      assertThat(refusal(later, token)).isNull();
    }
  }

  @Test
  void namesItsKeyAndDoesNotTellIt() {
    String token = tokens.issue(accounts.people.get("admin")).token();
    String other =
        with(SigningSecrets.of(NEXT)).issue(accounts.people.get("admin")).token();
    String kid = part(token, 0).getString("kid");
    assertThat(kid).hasSize(11).isNotEqualTo(part(other, 0).getString("kid"));
    assertThat(part(tokens.issue(accounts.people.get("agent2")).token(), 0).getString("kid"))
        .isEqualTo(kid);
  }

  /** As docs/operations.md tells it; of nodes that are restarted one after the other two steps meet. */
  @Test
  void nodesBeforeAndAfterEachStepOfARotationTakeEachOthersTokens() {
    String first = TestGateway.SECRET;
    List<TokenService> steps = List.of(
        with(SigningSecrets.of(first)),
        with(new SigningSecrets(first, List.of(NEXT))),
        with(new SigningSecrets(NEXT, List.of(first))));
    for (int step = 1; step < steps.size(); step++) {
      TokenService before = steps.get(step - 1);
      TokenService after = steps.get(step);
      assertThat(refusal(after, before.issue(accounts.people.get("admin")).token()))
          .isNull();
      assertThat(refusal(before, after.issue(accounts.people.get("admin")).token()))
          .isNull();
    }
    assertThat(refusal(
            with(SigningSecrets.of(NEXT)),
            steps.get(2).issue(accounts.people.get("admin")).token()))
        .isNull();
  }

  private TokenService with(SigningSecrets secrets) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new TokenService(vertx, secrets, accounts, LIFETIMES, clock);
  }

  private static JsonObject claims() {
    return new JsonObject()
        .put("sub", "admin")
        .put("iss", "ctibar")
        .put("iatMs", NOW.toEpochMilli())
        .put("exp", NOW.getEpochSecond() + 60);
  }

  private String signed(String algorithm, String secret, JsonObject claims) {
    PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(secret);
    return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key))
        .generateToken(claims, new JWTOptions().setAlgorithm(algorithm).setNoTimestamp(true));
  }

  private TokenService at(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new TokenService(
        vertx, SigningSecrets.of(TestGateway.SECRET), accounts, LIFETIMES, clock);
  }

  /** Null if the token is good. */
  private static ErrorCode refusal(TokenService tokens, String token) {
    return TestGateway.wait(tokens
        .check(token)
        .transform(checked -> Future.succeededFuture(
            checked.succeeded() ? null : ((CtiException) checked.cause()).code())));
  }

  private static JsonObject part(String token, int index) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[index]);
    return new JsonObject(new String(json, StandardCharsets.UTF_8));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
