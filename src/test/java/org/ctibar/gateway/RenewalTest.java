package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import org.ctibar.bus.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How long a password lasts that tokens are renewed from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenewalTest {
  private static final Duration SIX_DAYS = Duration.ofDays(6);
  private static final Duration EIGHT_DAYS = Duration.ofDays(8);

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

  @Test
  void byHttpIsRefusedWhenThePasswordIsTooLongAgo() {
    assertThat(renewed(gateway.tokenOfOldSignIn("admin", SIX_DAYS)).getInteger("code"))
        .isZero();
    JsonObject refusal = renewed(gateway.tokenOfOldSignIn("admin", EIGHT_DAYS));
    assertThat(refusal.getInteger("code")).isEqualTo(ErrorCode.TOKEN_EXPIRED.number());
    assertThat(refusal.encode()).doesNotContain("token\":");
  }

  @Test
  void inASessionIsRefusedWhenThePasswordIsTooLongAgo() {
    TestPage page = new TestPage(gateway);
    page.auth(gateway.tokenOfOldSignIn("admin", EIGHT_DAYS), "browser");
    page.command("renew");
    assertThat(page.reply().getInteger("code")).isEqualTo(ErrorCode.TOKEN_EXPIRED.number());
    page.command("snapshot");
    assertThat(page.reply().getInteger("code"))
        .as("the session lasts as its token does")
        .isZero();
  }

  @Test
  void doesNotMakeThePasswordYounger() {
    String first = gateway.tokenOfOldSignIn("admin", SIX_DAYS);
    String second = renewed(first).getJsonObject("data").getString("token");
    TestPage page = new TestPage(gateway);
    page.auth(second, "browser");
    page.command("renew");
    String third = page.reply().getJsonObject("data").getString("token");
    assertThat(signedInAt(third)).isEqualTo(signedInAt(first));
  }

  private long signedInAt(String token) {
    return TestGateway.wait(gateway.tokens.check(token)).signedInAt();
  }

  private JsonObject renewed(String token) {
    HttpResponse<Buffer> answer =
        TestGateway.wait(web.post(gateway.port, "127.0.0.1", "/api/v1/base/auth")
            .putHeader("authorization", "Bearer " + token)
            .send());
    return answer.bodyAsJsonObject();
  }
}
