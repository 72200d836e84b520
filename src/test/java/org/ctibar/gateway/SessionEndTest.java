package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a session, or its connection, without a word of the page. */
class SessionEndTest {
  private static final String AGENT = "admin";
  private static final String BROWSER = "browser";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void whoComesBackTooLateBeginsAnew() {
    gateway = TestGateway.start(ws(50, 262_144));
    TestPage page = new TestPage(gateway);
    String session = page.auth(gateway.token(AGENT), BROWSER).getString("session");
    page.drop();
    await().atMost(DEADLINE).until(() -> gateway.services.sessions().all().isEmpty());
    TestPage late = new TestPage(gateway);
    JsonObject welcome = late.resume(gateway.token(AGENT), BROWSER, session, 0);
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.getString("session")).isNotEqualTo(session);
  }

  private static GatewayConfig.Ws ws(long resumeKeepMs, int writeQueueBytes) {
    return new GatewayConfig.Ws(
        Duration.ofSeconds(15),
        50,
        16_384,
        Duration.ofSeconds(10),
        Duration.ofMillis(resumeKeepMs),
        256,
        writeQueueBytes);
  }
}
