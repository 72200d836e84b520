package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three legs: a customer, an agent who asks, a target who is asked; and who is lost on the way (RULES 2, 18-20). */
class ConsultationTest {
  private static final String LEG = "park_after_bridge=true,uuid_bridge_park_on_cancel=true";

  private final Bench bench = new Bench();
  private final String customer = bench.parkedCaller();
  private final String agent = bench.parkedAgent("1001", LEG);
  private final String target = bench.parkedAgent("1002", LEG);

  @BeforeEach
  void talk() {
    bench.api("uuid_bridge " + customer + " " + agent);
    bench.clock.advance(100);
  }

  @Test
  void allWrittenAtOnceParksBothAndPlaysToBoth() {
    int mark = bench.mark();
    bench.api("uuid_park " + customer);
    bench.play(customer);
    bench.play(agent);
    List<String> result = bench.originate("origination_uuid=t," + LEG, "user/1003");
    bench.clock.advance(2_000);

    assertThat(bench.lean(customer, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_PARK");
    assertThat(applicationOf(customer)).isEqualTo("playback");
    assertThat(applicationOf(agent)).isEqualTo("playback");
    assertThat(result).containsExactly("+OK t\n");
  }

  @Test
  void musicWrittenWithTheBridgeBeginsOnceTheCustomerIsParked() {
    int mark = bench.mark();
    bench.api("uuid_bridge " + agent + " " + target);
    bench.play(customer);
    bench.clock.advance(100);

    assertThat(bench.lean(customer, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.last("PLAYBACK_START", customer)).containsEntry("Channel-State", "CS_PARK");
  }

  @Test
  void completionLeavesTheAgentParked() {
    consult();
    int mark = bench.mark();
    bench.api("uuid_bridge " + customer + " " + target);
    bench.clock.advance(100);

    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.last("CHANNEL_BRIDGE", customer)).containsEntry("Bridge-B-Unique-ID", target);
  }

  @Test
  void targetWhoHangsUpDuringCompletionLeavesBothParked() {
    consult();
    int mark = bench.mark();
    bench.api("uuid_bridge " + customer + " " + target);
    bench.clock.advance(10);
    hangUp(target);
    bench.clock.advance(100);

    assertThat(bench.lean(customer, mark)).containsExactly("CHANNEL_UNPARK", "CHANNEL_PARK");
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
  }

  @Test
  void customerWhoHangsUpDuringCompletionLeavesTheTargetInLimbo() {
    consult();
    int mark = bench.mark();
    bench.api("uuid_bridge " + customer + " " + target);
    bench.clock.advance(10);
    hangUp(customer);
    bench.clock.advance(10_000);

    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.lean(target, mark)).isEmpty();
    assertThat(bench.api("uuid_exists " + target)).isEqualTo("true");
  }

  @Test
  void legInLimboCanBeBridgedAgain() {
    consult();
    bench.api("uuid_bridge " + customer + " " + target);
    bench.clock.advance(10);
    hangUp(customer);
    bench.clock.advance(1_000);
    bench.api("uuid_bridge " + agent + " " + target);
    bench.clock.advance(100);

    assertThat(bench.last("CHANNEL_BRIDGE", agent)).containsEntry("Bridge-B-Unique-ID", target);
  }

  @Test
  void agentWhoHangsUpDuringCompletionIsMissedByNobody() {
    consult();
    int mark = bench.mark();
    bench.api("uuid_bridge " + customer + " " + target);
    bench.clock.advance(10);
    hangUp(agent);
    bench.clock.advance(100);

    assertThat(bench.lean(agent, mark))
        .containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_HANGUP_COMPLETE");
    assertThat(bench.last("CHANNEL_BRIDGE", customer))
        .containsAllEntriesOf(Map.of("Bridge-A-Unique-ID", customer, "Bridge-B-Unique-ID", target));
  }

  @Test
  void targetWhoHangsUpWhileTheAgentIsOnTheWayBackIsToldOf() {
    consult();
    int mark = bench.mark();
    bench.api("uuid_bridge " + customer + " " + agent);
    hangUp(target);
    bench.clock.advance(100);

    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNBRIDGE");
    assertThat(bench.last("CHANNEL_BRIDGE", customer)).containsEntry("Bridge-B-Unique-ID", agent);
  }

  private void consult() {
    bench.api("uuid_bridge " + agent + " " + target);
    bench.clock.advance(100);
  }

  private void hangUp(String uuid) {
    bench.core.outside.hangUp(bench.core.living(uuid).orElseThrow());
  }

  private String applicationOf(String uuid) {
    return bench.api("uuid_getvar " + uuid + " current_application");
  }
}
