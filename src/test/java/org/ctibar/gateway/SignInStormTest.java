package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many guesses at once: how many are looked at, and what becomes of those who sign in elsewhere. */
class SignInStormTest {
  private static final String WRONG = "00000000000000000000000000000000";
  private static final String TOO_MANY = "{\"code\":9,\"data\":{},\"msg\":\"登录失败次数过多，请稍后再试\"}";

  private TestGateway gateway;
  private HttpClient client;

  @BeforeEach
  void start() {
    begin(TestGateway.throttle(10, 200, 200, TestGateway.waiting(500, 5_000)));
  }

  private void begin(GatewayConfig.Throttle throttle) {
    gateway = TestGateway.start(throttle);
    client = gateway.vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1_000));
    gateway.accounts.hold();
  }

  @AfterEach
  void stop() {
    gateway.accounts.endAllChecks();
    gateway.close();
  }

  @Test
  void ofGuessesAtOnceNoMoreAreCheckedThanOneAfterTheOther() {
    List<Future<JsonObject>> guesses = guesses(450, "203.0.113.9");
    awaitWaiting(449);
    gateway.accounts.endAllChecks();
    assertThat(codes(guesses)).isEqualTo(Map.of(7, 200L, 9, 250L));
    assertThat(gateway.accounts.checked).hasSize(200);
  }

  @Test
  void aGoodSignInWaitsForOneCheckOfEachOtherAddressThatWaits() {
    List<String> storm = List.of("203.0.113.9", "203.0.113.10", "2001:db8::1");
    storm.forEach(address -> guesses(30, address));
    awaitWaiting(89);
    Future<JsonObject> good = signIn("agent2", FakeAccounts.MD5, "198.51.100.1");
    awaitWaiting(90);
    gateway.accounts.endAllChecks();
    assertThat(TestGateway.wait(good).getInteger("code")).isZero();
    int running = 1;
    assertThat(gateway.accounts.checked.indexOf("agent2"))
        .isLessThanOrEqualTo(running + storm.size());
  }

  @Test
  void aSiteBehindOneAddressMaySignInAtOnce() {
    List<Future<JsonObject>> site = IntStream.range(0, 300)
        .mapToObj(i -> signIn("agent2", FakeAccounts.MD5, "203.0.113.9"))
        .toList();
    awaitWaiting(299);
    gateway.accounts.endAllChecks();
    assertThat(codes(site)).isEqualTo(Map.of(0, 300L));
  }

  @Test
  void moreOfOneAddressThanMayWaitAreToldAtOnce() {
    guesses(501, "2001:db8::1");
    awaitWaiting(500);
    assertThat(TestGateway.wait(signIn("agent2", FakeAccounts.MD5, "2001:db8::beef:1"))
            .encode())
        .isEqualTo(TOO_MANY);
    signIn("agent2", FakeAccounts.MD5, "2001:db8:0:1::1");
    awaitWaiting(501);
  }

  @Test
  void addressesThatFillTheQueueKeepNobodyElseOut() {
    gateway.close();
    begin(TestGateway.throttle(10, 200, 200, TestGateway.waiting(500, 40)));
    List<Future<JsonObject>> storm = new ArrayList<>(guesses(21, "203.0.113.9"));
    awaitWaiting(20);
    storm.addAll(guesses(20, "203.0.113.10"));
    awaitWaiting(40);
    Future<JsonObject> good = signIn("agent2", FakeAccounts.MD5, "198.51.100.1");
    Object displaced = TestGateway.wait(Future.any(storm)
        .map(any -> storm.stream()
            .filter(Future::succeeded)
            .map(answer -> answer.result().encode())
            .toList()));
    assertThat(displaced).isEqualTo(List.of(TOO_MANY));
    gateway.accounts.endAllChecks();
    assertThat(TestGateway.wait(good).getInteger("code")).isZero();
  }

  private List<Future<JsonObject>> guesses(int count, String address) {
    return IntStream.range(0, count)
        .mapToObj(i -> signIn(address + "guess" + i, WRONG, address))
        .toList();
  }

  private void awaitWaiting(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> gateway.services.passwordSignIn().waiting() == count);
  }

  private static Map<Integer, Long> codes(List<Future<JsonObject>> answers) {
    return answers.stream()
        .map(TestGateway::wait)
        .collect(Collectors.groupingBy(a -> a.getInteger("code"), Collectors.counting()));
  }

  private Future<JsonObject> signIn(String user, String md5, String address) {
    JsonObject body = new JsonObject().put("username", user).put("password", md5);
    return client
        .request(HttpMethod.POST, gateway.port, "127.0.0.1", "/api/v1/base/auth")
        .compose(request -> request
            .putHeader("x-forwarded-for", address)
            .send(body.toBuffer())
            .compose(HttpClientResponse::body))
        .map(Buffer::toJsonObject);
  }
}
