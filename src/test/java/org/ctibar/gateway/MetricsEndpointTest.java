package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsEndpointTest {
  private static final String SECRET = "a secret of Prometheus";
  private static final int AT_ONCE = 20;

  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger scrapes = new AtomicInteger();
  private CountDownLatch going = new CountDownLatch(0);
  private boolean broken;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    TestGateway.wait(vertx.close());
  }

  @Test
  void manyAtOnceShareOneScrapeAndHoldUpNobody() {
    going = new CountDownLatch(1);
    WebClient web = client(MetricsAccess.LOOPBACK, "127.0.0.1");
    List<Future<HttpResponse<Buffer>>> asked = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      asked.add(web.get("/metrics").send());
    }
    await().until(() -> arrived.get() == AT_ONCE);

    assertThat(TestGateway.wait(web.get("/other").send()).statusCode()).isEqualTo(200);
    going.countDown();

    TestGateway.wait(Future.all(asked));
    assertThat(asked)
        .allSatisfy(answer -> assertThat(answer.result().bodyAsString()).isEqualTo("scrape 1\n"));
  }

  @Test
  void theNextScrapeIsMadeAnewAlsoAfterAFailure() {
    WebClient web = client(MetricsAccess.LOOPBACK, "127.0.0.1");
    assertThat(text(web.get("/metrics"))).isEqualTo("scrape 1\n");
    broken = true;
    assertThat(status(web.get("/metrics"))).isEqualTo(500);
    broken = false;
    assertThat(text(web.get("/metrics"))).isEqualTo("scrape 3\n");
  }

  @Test
  void withoutASecretOnlyListedAddressesReadThem() {
    assertThat(status(client(MetricsAccess.LOOPBACK, "127.0.0.1").get("/metrics")))
        .isEqualTo(200);
    assertThat(status(client(MetricsAccess.LOOPBACK, "127.0.0.2").get("/metrics")))
        .isEqualTo(403);
    MetricsAccess other = new MetricsAccess("", List.of("127.0.0.2"));
    assertThat(status(client(other, "127.0.0.2").get("/metrics"))).isEqualTo(200);
    assertThat(scrapes).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-forwarded-for",
        "X-Forwarded-Host",
        "x-forwarded-proto",
        "x-real-ip",
        "forwarded",
        "via"
      })
  void aProxyOnAListedAddressSpeaksForStrangers(String header) {
    WebClient web = client(new MetricsAccess(SECRET, List.of("127.0.0.1")), "127.0.0.1");
    assertThat(status(web.get("/metrics").putHeader(header, "127.0.0.1"))).isEqualTo(401);
    assertThat(status(
            web.get("/metrics").putHeader(header, "127.0.0.1").bearerTokenAuthentication(SECRET)))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a secret of Prometheus, 200",
    "bearer  a secret of Prometheus, 200",
    "Bearer a secret of prometheus, 401",
    "Bearer a secret of Prometheus2, 401",
    "'Bearer ', 401",
    "Bearer, 401",
    "Basic YSBzZWNyZXQgb2YgUHJvbWV0aGV1cw==, 401",
    "a secret of Prometheus, 401",
  })
  void fromElsewhereTheSecretIsNeeded(String authorization, int status) {
    HttpResponse<Buffer> answer =
        TestGateway.wait(client(new MetricsAccess(SECRET, List.of()), "127.0.0.1")
            .get("/metrics")
            .putHeader("authorization", authorization)
            .send());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsString()).doesNotContain(SECRET);
    if (status == 401) {
      assertThat(answer.getHeader("www-authenticate")).isEqualTo("Bearer");
      assertThat(scrapes).hasValue(0);
    }
  }

  @Test
  void afterManyWrongSecretsNoneIsLookedAt() {
    WebClient web = client(new MetricsAccess(SECRET, List.of()), "127.0.0.1");
    for (int i = 0; i < SecretGuesses.MOST; i++) {
      assertThat(status(web.get("/metrics").bearerTokenAuthentication("guess" + i)))
          .isEqualTo(401);
      assertThat(status(web.get("/metrics"))).as("no secret is no guess").isEqualTo(401);
    }
    assertThat(status(web.get("/metrics").bearerTokenAuthentication(SECRET))).isEqualTo(429);
    assertThat(scrapes).hasValue(0);
  }

  @Test
  void anEmptySecretOpensNothing() {
    WebClient web = client(new MetricsAccess("", List.of()), "127.0.0.1");
    assertThat(status(web.get("/metrics").putHeader("authorization", "Bearer ")))
        .isEqualTo(403);
  }

  private String scrape() {
    int n = scrapes.incrementAndGet();
    try {
      going.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken) {
      throw new IllegalArgumentException("cannot be told");
    }
    return "scrape " + n + "\n";
  }

  private WebClient client(MetricsAccess access, String address) {
    MetricsEndpoint endpoint = new MetricsEndpoint(
        access,
        new SecretGuesses("metrics.secret", new GatewayMetrics(new SimpleMeterRegistry()), () -> 0),
        this::scrape);
    Router router = Router.router(vertx);
    router.errorHandler(500, ctx -> ctx.response().setStatusCode(500).end());
    router.get("/metrics").handler(ctx -> {
      arrived.incrementAndGet();
      endpoint.handle(ctx);
    });
    router.get("/other").handler(ctx -> ctx.response().end());
    int port = TestGateway.wait(
            vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
        .actualPort();
    return WebClient.create(
        vertx,
        new WebClientOptions()
            .setDefaultPort(port)
            .setDefaultHost("127.0.0.1")
            .setLocalAddress(address),
        new PoolOptions().setHttp1MaxSize(AT_ONCE + 1));
  }

  private static int status(HttpRequest<Buffer> request) {
    return TestGateway.wait(request.send()).statusCode();
  }

  private static String text(HttpRequest<Buffer> request) {
    return TestGateway.wait(request.send()).bodyAsString();
  }
}
