package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two switches is lost: its own calls and phones, and nothing else. */
@Tag(Tiers.INTEGRATION)
@Timeout(120)
class LostSwitchFlowTest {
  private final TwoSwitches two = TwoSwitches.open();

  @AfterEach
  void close() {
    two.close();
  }

  private String talking(TwoSwitches.Site site, Desk desk) {
    String caller = site.caller("7001");
    assertThat(desk.expect("onRing")).containsEntry("callId", caller);
    desk.offhook();
    desk.expect("onAnswer");
    site.state(caller, "talking");
    two.clock.forward(1_000);
    return caller;
  }

  @Test
  void itsPhonesAreGoneAndComeBack() {
    Desk alice = two.desk("alice").ready();
    Desk bob = two.desk("bob").ready();

    two.fs2.tap.cut();
    assertThat(bob.expect("onBusy")).containsEntry("reason", "phone_down");
    two.fs2.tap.mend();

    bob.expect("onReady");
    assertThat(alice.heard()).doesNotContain("onBusy");
  }

  @Test
  void aShortLossIsNone() {
    Desk bob = two.desk("bob").ready();

    two.fs2.tap.cut();
    two.fs2.tap.mend();

    two.fs1.caller("7001");
    bob.expect("onRing");
    assertThat(bob.heard()).doesNotContain("onBusy");
  }

  @Test
  void whomItsPhoneRangForIsOfferedToAnother() {
    Desk bob = two.desk("bob").ready();
    String caller = two.fs1.caller("7001");
    bob.expect("onRing");
    Desk alice = two.desk("alice").ready();

    two.fs2.die();

    bob.expect("onHangup");
    assertThat(bob.expect("onBusy")).containsEntry("reason", "phone_down");
    assertThat(alice.expect("onRing")).containsEntry("callId", caller);
    alice.offhook();
    alice.expect("onAnswer");
    alice.hangUp().expect("onHangup");
    two.fs1.isEmpty();
  }

  @Test
  void whoTalkedThroughItsPhoneWaitsAgain() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(two.fs1, bob);

    two.fs2.die();

    bob.expect("onHangup");
    Desk alice = two.desk("alice").ready();
    assertThat(alice.expect("onRing")).containsEntry("callId", caller);
    assertThat(bob.look().presence()).isEqualTo(Presence.NOT_READY);
    get(two.fs1.simulated.hangup(caller));
    two.fs1.isEmpty();
  }

  @Test
  void itsCallsAreOverAndThoseOfTheOtherGoOn() {
    Desk alice = two.desk("alice").ready();
    String ofFs1 = talking(two.fs1, alice);
    Desk bob = two.desk("bob").ready();
    String ofFs2 = talking(two.fs2, bob);

    two.fs2.die();

    bob.expect("onHangup");
    assertThat(two.recordOf(ofFs2).agent()).isEqualTo("bob");
    await().until(() -> bob.look().work() == Work.IDLE);
    assertThat(alice.look().work()).isEqualTo(Work.TALKING);
    two.hearEachOther(ofFs1, two.fs1, two.fs1.legOf("1001"), two.fs1);
    alice.hangUp().expect("onHangup");
    two.recordOf(ofFs1);
  }

  @Test
  void theAgentOfACallOnItIsToldThoughThePhoneIsElsewhere() {
    Desk bob = two.desk("bob").ready();
    talking(two.fs1, bob);

    two.fs1.die();

    bob.expect("onHangup");
    bob.expect("onReady");
    two.fs2.isEmpty();
  }

  @Test
  void aRestartEndsItsCallsOnly() {
    Desk alice = two.desk("alice").ready();
    talking(two.fs1, alice);
    Desk bob = two.desk("bob").ready();
    String ofFs2 = talking(two.fs2, bob);

    two.fs1.restart();

    alice.expect("onHangup");
    two.hearEachOther(ofFs2, two.fs2, two.fs2.legOf("1002"), two.fs2);
    assertThat(bob.look().work()).isEqualTo(Work.TALKING);
    bob.hangUp().expect("onHangup");
  }

  @Test
  void aTalkThatLivedOnIsFoundWhenItIsBack() {
    Desk bob = two.desk("bob").ready();
    String caller = talking(two.fs1, bob);

    two.fs1.tap.cut();
    assertThat(bob.expect("onHangup")).containsEntry("cause", "SWITCH_LOST");
    two.fs1.tap.mend();

    await().until(() -> bob.look().work() == Work.TALKING);
    bob.hangUp().expect("onHangup");
    assertThat(two.recordOf(caller).agent()).isEqualTo("bob");
    two.allIsOver(bob);
  }
}
