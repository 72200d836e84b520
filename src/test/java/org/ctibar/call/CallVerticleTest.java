package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the owner of switches begins, and what it survives. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class CallVerticleTest {
  private final Centre centre = Centre.open();

  @AfterEach
  void close() {
    centre.close();
  }

  private String waiting() {
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> centre.variable(caller, "cti_state").isPresent());
    return caller;
  }

  private void ring(String caller, int attempt, String extension) {
    get(Topics.CALL_COMMAND.ask(
        centre.vertx,
        "fs1",
        new CallCommand.Ring(caller, CallIds.offer(caller, attempt), "alice", extension, 10_000)));
  }

  @Test
  void asksForOneOwnerOfTheSwitches() {
    assertThatThrownBy(centre::startCalls)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CallVerticle must have one instance");
  }

  @Test
  void hasFoundTheCallsWhenItHasStarted() {
    String caller = waiting();
    centre.stopCalls();

    centre.startCalls();

    ring(caller, 1, "1001");
    assertThat(centre.legOf("1001")).isEqualTo(CallIds.offer(caller, 1));
  }

  @Test
  void startsThoughASwitchIsAway() {
    centre.stopCalls();
    centre.tap.cut();
    centre.deployCalls();

    centre.tap.mend();
    centre.desk("alice").ready();
    String caller = waiting();
    assertThat(centre.legOf("1001")).isEqualTo(CallIds.offer(caller, 1));
  }

  @Test
  void aPhoneThatCannotBeNamedCostsTheCallerNothing() {
    String caller = waiting();

    ring(caller, 1, "10 99");

    await().ignoreExceptionsInstanceOf(CtiException.class).until(() -> {
      ring(caller, 2, "1001");
      return true;
    });
    assertThat(centre.legOf("1001")).isEqualTo(CallIds.offer(caller, 2));
  }
}
