package org.ctibar.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import java.time.Duration;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The owner of the switch is gone while an agent and a customer talk, and the next one carries it on. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class TakenOverTalkTest extends TakeOver {
  private static final String LISTED = "\"row_count\":";
  private static final String UNREADABLE = "\"row_count\";";

  @Test
  void whoeverDoesNotKnowTheCallsEndsNone() {
    talk();
    centre.tap.garble(LISTED.getBytes(UTF_8), UNREADABLE.getBytes(UTF_8));
    anotherOwner();

    await()
        .during(Duration.ofSeconds(4)) // so long agents are looked at after the calls
        .atMost(Duration.ofSeconds(10))
        .until(() -> alice.look().work() == Work.TALKING);

    centre.tap.garble(new byte[0], new byte[0]);
    done(alice, CallAct.HOLD);
    ends(alice);
  }

  @Test
  void whoIsOnHoldIsTakenBack() {
    talk();
    get(alice.act(CallAct.HOLD));

    anotherOwner();

    hearsMusic(caller);
    assertThat(alice.look().work()).isEqualTo(Work.HELD);
    nobodyHeardAnything();
    done(alice, CallAct.UNHOLD);
    alice.expect("onUnhold");
    centre.hears(caller, centre.legOf("1001"));
    ends(alice);
  }

  @Test
  void aHoldThatWasAskedForAndNotReportedStands() {
    talk();
    centre.tap.muffle();
    Future<?> hold = alice.act(CallAct.HOLD);
    await().until(() -> centre.variable(caller, "cti_state").orElse("").equals("held"));
    centre.stopCalls();
    centre.tap.clear();
    centre.startCalls();

    assertThat(alice.expect("onHold")).containsEntry("by", Treatment.BY_AGENT);
    get(hold);
    hearsMusic(caller);
    done(alice, CallAct.UNHOLD);
    ends(alice);
  }

  @Test
  void whoseAgentHungUpAsTheOwnerWentIsNotOfferedAgain() {
    talk();
    bob.ready();
    centre.tap.muffle();
    alice.promise(new AgentCommand.HangUp("alice"));
    await().until(() -> get(centre.simulated.channelCount()) == 1);
    centre.stopCalls();
    centre.tap.clear();
    centre.startCalls();

    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
    assertThat(bob.heard()).doesNotContain("onRing");
  }

  @Test
  void anAgentWhoIsMutedStaysSo() {
    talk();
    get(alice.act(CallAct.MUTE));

    anotherOwner();

    await().until(() -> centre.variable(caller, "bridge_to").isPresent());
    get(alice.act(CallAct.UNMUTE));
    assertThat(alice.heard()).containsExactly("onMute");
    ends(alice);
  }

  @Test
  void aCallThatThePhoneMadeIsKnownAgain() {
    String phones = get(centre.simulated.dialFrom("1001", "13912345678"));
    alice.expect("onCalleeAnswer");

    anotherOwner();

    nobodyHeardAnything();
    get(alice.promise(new AgentCommand.HangUp("alice")));
    alice.expect("onHangup");
    centre.recordOf(phones);
    centre.allIsOver(alice, bob);
  }
}
