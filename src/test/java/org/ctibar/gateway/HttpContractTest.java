package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP side as integrators have it in writing, byte for byte where a page depends on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpContractTest {
  private static final String AUTH = "/api/v1/base/auth";
  private static final String WRONG = "{\"code\":7,\"data\":{},\"msg\":\"用户名不存在或者密码错误\"}";

  private TestGateway gateway;
  private WebClient web;

  @BeforeAll
  void start() {
    gateway = TestGateway.start();
    web = WebClient.create(gateway.vertx);
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void forgetFailures() {
    gateway.accounts.overloaded = false;
    gateway.accounts.broken = false;
    gateway.services.throttle().forget();
  }

  @Test
  void signsInAsDocumented() {
    long before = Instant.now().getEpochSecond();
    HttpResponse<Buffer> response = signIn("admin", FakeAccounts.MD5);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("content-type")).startsWith("application/json");
    JsonObject body = response.bodyAsJsonObject();
    assertThat(body.fieldNames()).containsExactly("code", "data", "msg");
    assertThat(body.getInteger("code")).isZero();
    assertThat(body.getString("msg")).isEqualTo("登录成功");
    JsonObject data = body.getJsonObject("data");
    assertThat(data.fieldNames())
        .containsExactly("user", "nickname", "extNo", "token", "expiresAt");
    assertThat(data.getString("user")).isEqualTo("admin");
    assertThat(data.getString("extNo")).isEqualTo("1001");
    assertThat(data.getLong("expiresAt"))
        .isBetween(before + 12 * 3600, Instant.now().getEpochSecond() + 12 * 3600);
    assertThat(data.getString("token")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void takesTheHashInEitherCase() {
    assertThat(code(signIn("admin", FakeAccounts.MD5.toUpperCase(java.util.Locale.ROOT))))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "admin,   00000000000000000000000000000000",
    "nobody,  c33367701511b4f6020ec61ded352059",
    "gone,    c33367701511b4f6020ec61ded352059",
    "admin,   654321",
    "'',      ''",
  })
  void wrongCredentialsAreToldAsDocumented(String user, String password) {
    HttpResponse<Buffer> response = signIn(user, password);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsString()).isEqualTo(WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "username=admin&password=x",
        "{}",
        "{\"username\":\"admin\"}",
        "{\"username\":1,\"password\":2}",
        "{\"username\":null,\"password\":null}",
        "{\"username\":{\"a\":1},\"password\":[]}",
        "{\"username\":\"admin\",\"username\":\"agent2\",\"password\":\"x\"}",
        "{\"username\":\"admin\",\"password\":\"x\"} trailing",
      })
  void malformedBodiesAreRefused(String body) {
    HttpResponse<Buffer> response =
        send(post().putHeader("content-type", "application/json"), body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(code(response)).isEqualTo(1);
    assertPlain(response);
  }

  @Test
  void brokenUtf8IsRefused() {
    byte[] body = "{\"username\":\"xx\",\"password\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    body[13] = (byte) 0xc3;
    body[14] = (byte) 0x28;
    HttpResponse<Buffer> response = TestGateway.wait(post().sendBuffer(Buffer.buffer(body)));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=UTF-8",
        "application/json;charset=gbk",
        "text/plain",
        "application/x-www-form-urlencoded",
        "*"
      })
  void theContentTypeDoesNotMatter(String type) {
    String body = new JsonObject()
        .put("username", "admin")
        .put("password", FakeAccounts.MD5)
        .encode();
    assertThat(code(send(post().putHeader("content-type", type), body))).isZero();
  }

  @Test
  void largeBodiesAreRefused() {
    HttpResponse<Buffer> response = signIn("x".repeat(20_000), "x");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(code(response)).isEqualTo(20);
    assertPlain(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "TRACE"})
  void otherMethodsAreRefused(String method) {
    HttpResponse<Buffer> response = TestGateway.wait(
        web.request(HttpMethod.valueOf(method), gateway.port, "127.0.0.1", AUTH).send());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.getHeader("allow")).contains("POST");
    assertThat(code(response)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/v1/base/auth/x", "/api/v2"})
  void unknownPathsAreToldInTheEnvelope(String path) {
    HttpResponse<Buffer> response = get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(code(response)).isEqualTo(10);
    assertPlain(response);
  }

  @Test
  void tooManyAtOnceAreToldToComeBack() {
    gateway.accounts.overloaded = true;
    HttpResponse<Buffer> response = signIn("admin", FakeAccounts.MD5);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(code(response)).isEqualTo(13);
  }

  @Test
  void anAccidentTellsAnIdAndNothingElse() {
    gateway.accounts.broken = true;
    HttpResponse<Buffer> response = signIn("admin", FakeAccounts.MD5);
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(code(response)).isEqualTo(50);
    assertThat(response.bodyAsString()).doesNotContain("database").contains("id ");
  }

  @Test
  void failedSignInsOfOneUserAreThrottled() {
    for (int i = 0; i < 5; i++) {
      assertThat(code(signIn("admin", "00000000000000000000000000000000"))).isEqualTo(7);
    }
    HttpResponse<Buffer> response = signIn("admin", FakeAccounts.MD5);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(code(response)).isEqualTo(9);
    assertThat(code(signIn("agent2", FakeAccounts.MD5))).isZero();
  }

  @Test
  void behindATrustedProxyEachClientHasItsOwnTrials() {
    for (int i = 0; i < 5; i++) {
      assertThat(code(signInFrom("203.0.113.9", "00000000000000000000000000000000")))
          .isEqualTo(7);
    }
    assertThat(code(signInFrom("203.0.113.9", FakeAccounts.MD5))).isEqualTo(9);
    assertThat(code(signInFrom("198.51.100.1", FakeAccounts.MD5))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.9:, 198.51.100.1:40000", "[2001:db8::1]:, [2001:db8:0:1::1]:443"})
  void portsOfOneClientAreOneAddress(String oneClient, String another) {
    for (int port = 51_120; port < 51_125; port++) {
      assertThat(code(signInFrom(oneClient + port, "00000000000000000000000000000000")))
          .isEqualTo(7);
    }
    assertThat(code(signInFrom(oneClient + 51_126, FakeAccounts.MD5))).isEqualTo(9);
    assertThat(code(signInFrom(another, FakeAccounts.MD5))).isZero();
  }

  @Test
  void addressesOfOneIpv6NetworkAreOne() {
    for (int i = 1; i <= 5; i++) {
      assertThat(code(signInFrom("2001:db8::" + i, "00000000000000000000000000000000")))
          .isEqualTo(7);
    }
    assertThat(code(signInFrom("2001:db8::f:1", FakeAccounts.MD5))).isEqualTo(9);
    assertThat(code(signInFrom("2001:db8:0:1::1", FakeAccounts.MD5))).isZero();
  }

  @Test
  void failedSignInsOfOneAddressAreThrottled() {
    for (int i = 0; i < 20; i++) {
      signIn("guess" + i, FakeAccounts.MD5);
    }
    assertThat(code(signIn("agent2", FakeAccounts.MD5))).isEqualTo(9);
  }

  @Test
  void whatNobodyCouldHaveIsThrottledByAddress() {
    for (int i = 0; i < 20; i++) {
      assertThat(code(signIn("x".repeat(100) + i, "654321"))).isEqualTo(7);
    }
    HttpResponse<Buffer> response = signIn("another", "654321");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(code(response)).isEqualTo(9);
    assertThat(gateway.accounts.checked).doesNotContain("another");
  }

  @Test
  void aTokenIsRenewed() {
    String token = gateway.token("admin");
    HttpResponse<Buffer> renewed =
        TestGateway.wait(post().putHeader("authorization", "Bearer " + token).send());
    assertThat(code(renewed)).isZero();
    assertThat(renewed.bodyAsJsonObject().getJsonObject("data").getString("user"))
        .isEqualTo("admin");
    assertThat(code(TestGateway.wait(post().putHeader("token", token).send()))).isZero();
    HttpResponse<Buffer> forged =
        TestGateway.wait(post().putHeader("authorization", "Bearer x.y.z").send());
    assertThat(forged.statusCode()).isEqualTo(401);
    assertThat(code(forged)).isEqualTo(6);
  }

  @Test
  void pagesOfOtherOriginsMayCall() {
    HttpResponse<Buffer> preflight =
        TestGateway.wait(web.request(HttpMethod.OPTIONS, gateway.port, "127.0.0.1", AUTH)
            .putHeader("origin", "http://crm.example")
            .putHeader("access-control-request-method", "POST")
            .putHeader("access-control-request-headers", "content-type,token")
            .send());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.getHeader("access-control-allow-origin")).isEqualTo("*");
    assertThat(preflight.getHeader("access-control-allow-headers"))
        .contains("content-type", "token", "authorization");
    HttpResponse<Buffer> answer = send(post().putHeader("origin", "http://crm.example"), "{}");
    assertThat(answer.getHeader("access-control-allow-origin")).isEqualTo("*");
  }

  @Test
  void onlyListedOriginsMayCall() {
    TestGateway closed = new TestGateway(
        new GatewayConfig(TestGateway.http("http://crm.example"), TestGateway.WS), 1);
    try {
      assertThat(allowedOrigin(closed, "http://crm.example")).isEqualTo("http://crm.example");
      assertThat(allowedOrigin(closed, "http://evil.example")).isNull();
      assertThat(sockJsInfo(closed, "http://evil.example").statusCode()).isEqualTo(403);
      assertThat(sockJsInfo(closed, "http://127.0.0.1:" + closed.port).statusCode())
          .isEqualTo(200);
    } finally {
      closed.close();
    }
  }

  @Test
  void servesThePages() {
    HttpResponse<Buffer> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("content-type")).startsWith("text/html");
    assertThat(page.getHeader("cache-control")).isEqualTo("no-cache");
    assertThat(page.getHeader("x-content-type-options")).isEqualTo("nosniff");
    HttpResponse<Buffer> unchanged = TestGateway.wait(web.get(gateway.port, "127.0.0.1", "/")
        .putHeader("if-modified-since", page.getHeader("last-modified"))
        .send());
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(get("/dist/ctibar.js").getHeader("content-type")).contains("javascript");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/%2e%2e/%2e%2e/%2e%2e/pom.xml",
        "/..%2f..%2f..%2fpom.xml",
        "/.hidden"
      })
  void nothingBesideThePagesIsServed(String path) {
    assertThat(get(path).statusCode()).isIn(400, 403, 404);
  }

  @Test
  void tellsItsHealth() {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    gateway.checks.putAll(Map.of(
        "database",
        () -> Future.succeededFuture(true),
        "switch",
        () -> Future.succeededFuture(true)));
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    gateway.checks.put("switch", () -> Future.failedFuture("link lost"));
    HttpResponse<Buffer> down = get("/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.bodyAsString())
        .contains("{\"id\":\"switch\",\"status\":\"DOWN\"}")
        .doesNotContain("link lost");
  }

  @Test
  void tellsItsMetrics() {
    signIn("admin", FakeAccounts.MD5);
    assertThat(get("/metrics").bodyAsString())
        .contains("ctibar_signins_total{outcome=\"OK\"}", "ctibar_sessions");
  }

  private static String allowedOrigin(TestGateway gateway, String origin) {
    return TestGateway.wait(WebClient.create(gateway.vertx)
            .post(gateway.port, "127.0.0.1", AUTH)
            .putHeader("origin", origin)
            .send())
        .getHeader("access-control-allow-origin");
  }

  private static HttpResponse<Buffer> sockJsInfo(TestGateway gateway, String origin) {
    return TestGateway.wait(WebClient.create(gateway.vertx)
        .get(gateway.port, "127.0.0.1", "/sockjs/info")
        .putHeader("origin", origin)
        .send());
  }

  private HttpResponse<Buffer> signIn(String user, String password) {
    JsonObject body = new JsonObject().put("username", user).put("password", password);
    return send(post().putHeader("content-type", "application/json"), body.encode());
  }

  private HttpResponse<Buffer> signInFrom(String address, String password) {
    JsonObject body = new JsonObject().put("username", "admin").put("password", password);
    return send(post().putHeader("x-forwarded-for", "192.0.2.1, " + address), body.encode());
  }

  private HttpRequest<Buffer> post() {
    return web.post(gateway.port, "127.0.0.1", AUTH);
  }

  private HttpResponse<Buffer> get(String path) {
    return TestGateway.wait(web.get(gateway.port, "127.0.0.1", path).send());
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, String body) {
    return TestGateway.wait(request.sendBuffer(Buffer.buffer(body)));
  }

  private static int code(HttpResponse<Buffer> response) {
    assertThat(response.bodyAsJsonObject().fieldNames()).containsExactly("code", "data", "msg");
    return response.bodyAsJsonObject().getInteger("code");
  }

  private static void assertPlain(HttpResponse<Buffer> response) {
    assertThat(response.getHeader("content-type")).startsWith("application/json");
    assertThat(response.bodyAsString()).doesNotContain("Exception", "<html", "\tat ");
  }
}
