package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two people can do while they talk: hold, digits, mute. */
class ConversationTest {
  private final Bench bench = new Bench();
  private final String caller = bench.parkedCaller();
  private final String agent = bench.parkedAgent("1001", "park_after_bridge=true");

  @BeforeEach
  void talk() {
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
  }

  @Test
  void holdByCommandPlaysMusicToTheCaller() {
    int mark = bench.mark();
    assertThat(bench.api("uuid_hold " + agent)).isEqualTo("+OK Success\n");
    bench.clock.advance(200);
    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_HOLD");
    assertThat(bench.api("uuid_getvar " + caller + " current_application")).isEqualTo("playback");

    bench.api("uuid_hold off " + agent);

    assertThat(bench.lean(agent, mark)).containsExactly("CHANNEL_HOLD", "CHANNEL_UNHOLD");
    assertThat(bench.last("PLAYBACK_STOP", caller)).containsEntry("Playback-Status", "break");
    assertThat(bench.last("CHANNEL_UNHOLD", agent)).containsEntry("Channel-Call-State", "ACTIVE");
  }

  @Test
  void heldLegThatEndsTakesTheCallerAlong() {
    bench.api("uuid_hold " + agent);
    bench.clock.advance(200);
    bench.api("uuid_kill " + agent);
    bench.clock.advance(100);

    assertThat(bench.api("uuid_exists " + caller)).isEqualTo("false");
  }

  @Test
  void heldLegWithItsVariableLeavesTheCallerParked() {
    bench.api("uuid_setvar " + agent + " hold_hangup_xfer_exten park:inline");
    bench.api("uuid_hold " + agent);
    bench.clock.advance(200);
    int mark = bench.mark();
    bench.api("uuid_kill " + agent);
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
  }

  @Test
  void keysOfOnePhoneAreToldAndReachTheOther() {
    bench.core.keypad.press(bench.core.living(agent).orElseThrow(), "4#");

    assertThat(bench.last("DTMF", agent))
        .containsAllEntriesOf(Map.of("DTMF-Digit", "#", "DTMF-Source", "RTP"));
    assertThat(bench.core.living(caller).orElseThrow().digitsHeard).hasToString("4#");
  }

  @Test
  void digitsByCommandReachThePhoneWithoutAnEvent() {
    int mark = bench.mark();
    assertThat(bench.api("uuid_send_dtmf " + caller + " 12#"))
        .isEqualTo("+OK " + caller + " sent DTMF 12#.\n");
    bench.clock.advance(100);

    assertThat(bench.core.living(caller).orElseThrow().digitsHeard).hasToString("12#");
    assertThat(bench.lean(caller, mark)).isEmpty();
  }

  @Test
  void muteIsRememberedUntilItIsStopped() {
    assertThat(bench.api("uuid_audio " + agent + " start read mute 1")).isEqualTo("+OK\n");
    assertThat(bench.core.living(agent).orElseThrow().muted).isTrue();

    assertThat(bench.api("uuid_audio " + agent + " stop")).isEqualTo("+OK\n");
    assertThat(bench.core.living(agent).orElseThrow().muted).isFalse();
  }
}
