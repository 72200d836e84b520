package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.ctibar.bus.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The other nodes may go on without this one: its pages are to find one of them. */
class CutOffTest {
  private static final String BROWSER = "5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44";
  private static final int NODE_LEAVES = 4003;

  private final TestGateway gateway = TestGateway.start(TestGateway.ws(Duration.ofSeconds(60)));

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void pagesAreSentAway() {
    TestPage page = TestPage.of(gateway, "admin", BROWSER);

    gateway.cutOff = true;

    JsonObject bye = page.next("bye");
    assertThat(bye.getInteger("code")).isEqualTo(ErrorCode.UNAVAILABLE.number());
    assertThat(bye.getBoolean("reconnect")).isTrue();
    assertThat(page.closeCode()).isEqualTo(NODE_LEAVES);
  }

  @Test
  void nobodyBeginsThere() {
    gateway.cutOff = true;

    JsonObject bye = new TestPage(gateway).auth(gateway.token("admin"), BROWSER);

    assertThat(bye.getString("type")).isEqualTo("bye");
    assertThat(bye.getInteger("code")).isEqualTo(ErrorCode.UNAVAILABLE.number());
  }

  @Test
  void whoComesWhenItIsOverIsTaken() {
    gateway.cutOff = true;
    new TestPage(gateway).auth(gateway.token("admin"), BROWSER);

    gateway.cutOff = false;

    assertThat(TestPage.of(gateway, "admin", BROWSER)).isNotNull();
  }
}
