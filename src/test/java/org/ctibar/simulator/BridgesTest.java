package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of two legs around {@code uuid_bridge}; the rules of the real switch that cost calls. */
class BridgesTest {
  private final Bench bench = new Bench();
  private final String caller = bench.parkedCaller();
  private final String agent =
      bench.parkedAgent("1001", "park_after_bridge=true,uuid_bridge_park_on_cancel=true");

  @Test
  void talkTwoFramesAfterTheCommand() {
    int mark = bench.mark();

    assertThat(bench.api("uuid_bridge " + caller + " " + agent)).isEqualTo("+OK " + agent + "\n");
    bench.clock.advance(39);
    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNPARK");
    bench.clock.advance(1);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNPARK", "CHANNEL_BRIDGE");
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNPARK");
    assertThat(bench.last("CHANNEL_BRIDGE", caller))
        .containsAllEntriesOf(Map.of("Bridge-A-Unique-ID", caller, "Bridge-B-Unique-ID", agent));
    assertThat(bench.api("uuid_getvar " + agent + " bridge_to")).isEqualTo(caller);
  }

  @Test
  void agentWhoHangsUpWhileBridgingLeavesTheCallerParked() {
    int mark = bench.mark();
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(20);
    bench.core.outside.hangUp(bench.core.living(agent).orElseThrow());
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNPARK", "CHANNEL_PARK");
    assertThat(bench.api("uuid_exists " + caller)).isEqualTo("true");
  }

  @Test
  void withoutParkOnCancelThatAgentTakesTheCallerAlong() {
    bench.api("uuid_setvar " + caller + " uuid_bridge_park_on_cancel false");
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(10);
    bench.core.outside.hangUp(bench.core.living(agent).orElseThrow());
    bench.clock.advance(100);

    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", caller))
        .containsEntry("Hangup-Cause", "ORIGINATOR_CANCEL");
  }

  @Test
  void callerWhoHangsUpWhileBridgingLeavesTheAgentInLimbo() {
    int mark = bench.mark();
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(10);
    bench.core.outside.hangUp(bench.core.living(caller).orElseThrow());
    bench.clock.advance(10_000);

    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNPARK");
    assertThat(bench.api("uuid_exists " + agent)).isEqualTo("true");
  }

  @Test
  void agentNamedFirstLeavesTheCallerInLimbo() {
    int mark = bench.mark();
    bench.api("uuid_bridge " + agent + " " + caller);
    bench.clock.advance(10);
    bench.core.outside.hangUp(bench.core.living(agent).orElseThrow());
    bench.clock.advance(10_000);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNPARK");
  }

  @Test
  void unansweredCallerIsLostTogetherWithTheAgent() {
    String unanswered = bench.core.outside.placeCall(CallerSpec.of("5000", "13800002222"));
    bench.clock.advance(100);
    bench.api("uuid_bridge " + unanswered + " " + agent);
    bench.clock.advance(100);

    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", unanswered))
        .containsEntry("Hangup-Cause", "DESTINATION_OUT_OF_ORDER");
    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", agent))
        .containsEntry("Hangup-Cause", "ORIGINATOR_CANCEL");
  }

  @Test
  void ofTwoBridgesForOneCallerTheLastWins() {
    String second = bench.parkedAgent("1002", "park_after_bridge=true");
    int mark = bench.mark();
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.api("uuid_bridge " + caller + " " + second);
    bench.clock.advance(1_000);

    assertThat(bench.last("CHANNEL_BRIDGE", caller)).containsEntry("Bridge-B-Unique-ID", second);
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_UNPARK");
  }

  @Test
  void goneLegCannotBeBridged() {
    bench.api("uuid_kill " + agent);
    assertThat(bench.api("uuid_bridge " + caller + " " + agent)).isEqualTo("-ERR Invalid uuid\n");
  }

  @Test
  void parkingOneTalkingLegParksItsPartner() {
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
    int mark = bench.mark();
    bench.api("uuid_park " + caller);
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_PARK");
    assertThat(bench.api("uuid_getvar " + caller + " bridge_to")).isEqualTo("_undef_");
    assertThat(bench.api("uuid_getvar " + caller + " bridge_hangup_cause")).isEqualTo("_undef_");
  }

  /** Measured: it leaves its park, its music ends, and it does nothing more until it is sent elsewhere. */
  @Test
  void parkingAParkedLegPutsItToSleep() {
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
    bench.api("uuid_park " + caller);
    bench.clock.advance(100);
    int mark = bench.mark();
    bench.api("uuid_park " + caller);
    bench.clock.advance(100);
    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNPARK");

    bench.play(caller);
    bench.clock.advance(100);
    assertThat(bench.api("uuid_getvar " + caller + " current_application"))
        .isNotEqualTo("playback");

    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
    assertThat(bench.last("CHANNEL_EXECUTE_COMPLETE", caller))
        .containsEntry("Application-Response", "PLAYBACK ERROR");
    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNPARK", "CHANNEL_BRIDGE");
  }

  @Test
  void agentWhoHangsUpWhileTheCallerIsBeingParkedDoesNotPutHimToSleep() {
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
    int mark = bench.mark();
    bench.api("uuid_park " + caller);
    bench.play(caller);
    bench.clock.advance(10);
    bench.core.outside.hangUp(bench.core.living(agent).orElseThrow());
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.api("uuid_getvar " + caller + " current_application")).isEqualTo("playback");
  }

  @Test
  void aLegThatIsBridgedToAnotherLeavesItsPartnerParked() {
    String target = bench.parkedAgent("1002", "park_after_bridge=true");
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
    int mark = bench.mark();
    bench.api("uuid_bridge " + agent + " " + target);
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_BRIDGE");
  }
}
