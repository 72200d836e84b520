package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node leaves, and its pages move first. */
class DrainTest {
  private static final String BROWSER = "5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44";

  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void tellsEachPageOnceAndIsDoneWhenAllAreGone() {
    gateway = TestGateway.start(TestGateway.ws(Duration.ofSeconds(60)));
    List<TestPage> pages = IntStream.rangeClosed(1, 3)
        .mapToObj(i -> TestPage.of(gateway, "agent2", "browser " + i))
        .toList();
    TestPage away = TestPage.of(gateway, "admin", BROWSER);
    away.drop();
    Future<Void> left = gateway.services.leave(gateway.vertx);
    for (TestPage page : pages) {
      assertThat(page.next("moving").getLong("withinMs")).isEqualTo(60_000);
      page.command("snapshot");
      assertThat(page.reply().getInteger("code")).isZero();
    }
    assertThat(left.isComplete()).isFalse();
    pages.forEach(TestPage::drop);
    TestGateway.wait(left);
    assertThat(gateway.services.sessions().all()).isEmpty();
  }

  @Test
  void doesNotWaitLongerThanSet() {
    gateway = TestGateway.start(TestGateway.ws(Duration.ofMillis(100)));
    TestPage stays = TestPage.of(gateway, "admin", BROWSER);
    TestGateway.wait(gateway.services.leave(gateway.vertx));
    stays.next("moving");
    gateway.undeploy();
    stays.next("bye");
    assertThat(stays.closeCode()).isEqualTo(4003);
  }

  @Test
  void takesNoMorePagesAndIsNotReady() {
    gateway = TestGateway.start(TestGateway.ws(Duration.ofSeconds(60)));
    assertThat(ready()).isEqualTo("200");
    TestPage stays = TestPage.of(gateway, "admin", BROWSER);
    gateway.services.leave(gateway.vertx);
    stays.next("moving");
    TestPage late = new TestPage(gateway);
    JsonObject bye = late.auth(gateway.token("agent2"), BROWSER);
    assertThat(bye.getString("type")).isEqualTo("bye");
    assertThat(bye.getInteger("code")).isEqualTo(13);
    assertThat(bye.getBoolean("reconnect")).isTrue();
    assertThat(late.closeCode()).isEqualTo(4003);
    assertThat(ready()).isEqualTo("503 {\"id\":\"gateway\",\"status\":\"DOWN\"}");
  }

  @Test
  void withoutPagesItIsDoneAtOnce() {
    gateway = TestGateway.start(TestGateway.ws(Duration.ofSeconds(60)));
    assertThat(gateway.services.leave(gateway.vertx).isComplete()).isTrue();
  }

  /** The status, and what is down. */
  private String ready() {
    return TestGateway.wait(gateway
        .vertx
        .createHttpClient()
        .request(HttpMethod.GET, gateway.port, "127.0.0.1", "/health/ready")
        .compose(request -> request
            .send()
            .compose(response -> response.body().map(body -> {
              JsonArray down = body.toJsonObject().getJsonArray("checks");
              return (response.statusCode() + " "
                      + down.stream().map(Object::toString).collect(Collectors.joining()))
                  .strip();
            }))));
  }
}
