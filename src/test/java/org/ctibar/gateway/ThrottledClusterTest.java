package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import org.ctibar.cluster.Cluster;
import org.ctibar.cluster.Nodes;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes of a cluster count each other's failed sign-ins. */
@Tag(Tiers.INTEGRATION)
class ThrottledClusterTest {
  private static final String SECRET = "a secret of sixteen";
  private static final String GUESSER = "203.0.113.9";
  private static final Duration SOON = Duration.ofSeconds(30);

  private Nodes nodes;
  private Cluster second;
  private TestGateway one;
  private TestGateway two;
  private WebClient web;

  @BeforeEach
  void start() throws Exception {
    nodes = new Nodes(2);
    Cluster first = nodes.start(0, SECRET);
    second = nodes.start(1, SECRET);
    await().atMost(SOON).until(() -> first.all().size() == 2 && second.all().size() == 2);
    one = TestGateway.on(first.vertx(), "n1");
    two = TestGateway.on(second.vertx(), "n2");
    web = WebClient.create(first.vertx());
  }

  @AfterEach
  void stop() throws Exception {
    nodes.close();
  }

  @Test
  void anAddressHasItsGuessesOnceInTheCluster() {
    guess(one, 12);
    guess(two, 8);
    awaitRefused(one);
    awaitRefused(two);
    assertThat(code(one, "agent2", "198.51.100.1")).isZero();
    assertThat(code(two, "agent2", "198.51.100.1")).isZero();
  }

  @Test
  void whatADeadNodeToldIsCountedAndNobodyWaitsForIt() throws Exception {
    guess(two, 20);
    awaitRefused(one);
    Nodes.get(second.vertx().close());
    assertThat(code(one, "agent2", GUESSER)).isEqualTo(9);
    assertThat(code(one, "agent2", "198.51.100.1")).isZero();
  }

  private void guess(TestGateway gateway, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(code(gateway, "guess" + i, GUESSER)).isEqualTo(7);
    }
  }

  private void awaitRefused(TestGateway gateway) {
    await().atMost(SOON).until(() -> code(gateway, "agent2", GUESSER) == 9);
  }

  private int code(TestGateway gateway, String user, String address) {
    JsonObject body = new JsonObject().put("username", user).put("password", FakeAccounts.MD5);
    HttpResponse<Buffer> response =
        TestGateway.wait(web.post(gateway.port, "127.0.0.1", "/api/v1/base/auth")
            .putHeader("x-forwarded-for", address)
            .sendJsonObject(body));
    return response.bodyAsJsonObject().getInteger("code");
  }
}
