package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import java.time.Duration;
import org.ctibar.bus.call.CallAct;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole platform is gone for good: the switch takes care of the callers by itself. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class DeadManFlowTest {
  private static final int RENEWALS = 8;

  /** After 30 s of the switch, which are 3 of ours. */
  private final Centre centre = Centre.open(
      new Fallback("9664", "cti-fallback", Duration.ofSeconds(30), Duration.ofMillis(500)));

  @AfterEach
  void close() {
    centre.close();
  }

  private String waiting() {
    String caller = centre.caller("7001", "13800001111");
    await().until(() -> centre.variable(caller, "cti_state").orElse("").equals("waiting"));
    return caller;
  }

  private boolean isAtTheFallback(String leg) {
    return centre.variable(leg, "cti_state").orElse("").equals("fallback")
        && centre.variable(leg, "current_application").orElse("").equals("playback");
  }

  private long renewals() {
    return centre.tap.commands().stream().filter(c -> c.contains("sched_api")).count();
  }

  @Test
  void whoWaitsIsSentToTheFallbackNumberAndWhoTalksTalksOn() {
    Desk alice = centre.desk("alice").ready();
    String talks = centre.caller("7001", "13800001111");
    centre.talk(alice, talks);
    String waits = waiting();

    centre.stopCalls();

    await().until(() -> isAtTheFallback(waits));
    centre.hears(talks, centre.legOf("1001"));
    assertThat(centre.variable(waits, "cti_role")).isEmpty();
    assertThat(centre.variable(waits, "park_after_bridge")).isEmpty();
  }

  @Test
  void whoIsOnHoldIsSentThereAndTheAgentsPhoneEnds() {
    Desk alice = centre.desk("alice").ready();
    String held = centre.caller("7001", "13800001111");
    centre.talk(alice, held);
    get(alice.act(CallAct.HOLD));

    centre.stopCalls();

    await().until(() -> isAtTheFallback(held));
    assertThat(get(centre.simulated.legOf("1001"))).isEmpty();
  }

  @Test
  void aPhoneThatRingsForNobodyEnds() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");

    centre.stopCalls();

    await().until(() -> isAtTheFallback(caller));
    assertThat(get(centre.simulated.legOf("1001"))).isEmpty();
  }

  @Test
  void whoCallsWhileThePlatformIsGoneIsSentThereToo() {
    centre.stopCalls();
    String first = centre.caller("7001", "13800001111");
    await().until(() -> isAtTheFallback(first));

    String later = centre.caller("7001", "13800002222");

    await().until(() -> isAtTheFallback(later));
  }

  @Test
  void aPlatformThatLivesPutsItOff() {
    String caller = waiting();
    long before = renewals();

    await().until(() -> renewals() >= before + RENEWALS);

    assertThat(isAtTheFallback(caller)).isFalse();
    get(centre.simulated.hangup(caller));
    centre.recordOf(caller);
  }

  @Test
  void putOffTakesTwoCommandsHoweverManyWait() {
    for (int i = 0; i < 5; i++) {
      waiting();
    }
    long before = renewals();
    await().until(() -> renewals() >= before + 2);

    long ended = centre.tap.commands().stream()
        .filter(c -> c.contains("sched_del ctidead"))
        .count();
    assertThat(ended).isBetween(renewals() - 1, renewals() + 1);
  }

  @Test
  void aPlatformThatComesBackLeavesWhoIsAtTheFallbackAlone() {
    String caller = waiting();
    centre.stopCalls();
    await().until(() -> isAtTheFallback(caller));

    centre.startCalls();
    Desk alice = centre.desk("alice").ready();
    String next = centre.caller("7001", "13800002222");

    assertThat(alice.expect("onRing")).containsEntry("callId", next);
    assertThat(isAtTheFallback(caller)).isTrue();
    get(centre.simulated.hangup(next));
    get(centre.simulated.hangup(caller));
    centre.nothingIsLeft();
  }
}
