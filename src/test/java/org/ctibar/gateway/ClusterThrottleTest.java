package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.ctibar.bus.NodeName;
import org.ctibar.gateway.SignInThrottle.Charge;
import org.ctibar.gateway.SignInThrottle.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterThrottleTest {
  private static final Trial ADMIN = new Trial("admin", "203.0.113.9");
  private static final Trial ANOTHER = new Trial("agent2", "203.0.113.10");

  private final Vertx vertx = Vertx.vertx();
  private final ClusterThrottle one = throttle("n1");
  private final ClusterThrottle two = throttle("n2");

  @BeforeEach
  void open() {
    TestGateway.wait(one.open(vertx));
    TestGateway.wait(one.open(vertx));
    TestGateway.wait(two.open(vertx));
  }

  @AfterEach
  void close() {
    TestGateway.wait(vertx.close());
  }

  @Test
  void eachFailureIsCountedOnceAtEachNode() {
    fail(one, ADMIN);
    fail(two, ADMIN);
    fail(one, ANOTHER);
    fail(one, ANOTHER);
    fail(one, ANOTHER);
    awaitRefused(two, ANOTHER);
    assertThat(one.admits(ADMIN)).isTrue();
    assertThat(two.admits(ADMIN)).isTrue();
    fail(two, ADMIN);
    awaitRefused(one, ADMIN);
    awaitRefused(two, ADMIN);
  }

  @Test
  void theRightPasswordClearsTheNameAtEachNode() {
    fail(one, ADMIN);
    fail(one, ADMIN);
    fail(one, ANOTHER);
    fail(one, ANOTHER);
    fail(one, ANOTHER);
    awaitRefused(two, ANOTHER);
    two.succeeded(two.charge(ADMIN).orElseThrow());
    await().atMost(Duration.ofSeconds(30)).until(() -> {
      Optional<Charge> third = one.charge(ADMIN);
      boolean cleared = one.admits(ADMIN);
      third.ifPresent(one::withdraw);
      return cleared;
    });
  }

  @Test
  void aNodeAloneCountsForItself() {
    ClusterThrottle alone = throttle("n3");
    for (int i = 0; i < 3; i++) {
      fail(alone, ADMIN);
    }
    assertThat(alone.admits(ADMIN)).isFalse();
  }

  private static void awaitRefused(ClusterThrottle node, Trial trial) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !node.admits(trial));
  }

  private static void fail(ClusterThrottle node, Trial trial) {
    node.failed(node.charge(trial).orElseThrow());
  }

  private static ClusterThrottle throttle(String nodeId) {
    GatewayConfig.Throttle limits = TestGateway.throttle(3, 100, 100, TestGateway.waiting(10, 100));
    return new ClusterThrottle(NodeName.begin(nodeId), new SignInThrottle(limits), () -> 0);
  }
}
