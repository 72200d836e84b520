package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What phones do without anybody's command: hold, transfer, die, dial. */
class PhonesByThemselvesTest {
  private final Bench bench = new Bench();
  private final String caller = bench.parkedCaller();
  private final String agent =
      bench.parkedAgent("1001", "park_after_bridge=true,rtp_timeout_sec=3");

  @Test
  void phoneHoldsAndTakesBack() {
    talk();
    int mark = bench.mark();
    bench.api("sim_hold " + agent);
    bench.clock.advance(300);
    assertThat(bench.last("CHANNEL_HOLD", agent)).containsEntry("Channel-Call-State", "HELD");
    assertThat(bench.api("uuid_getvar " + caller + " current_application")).isEqualTo("playback");

    bench.api("sim_unhold " + agent);

    assertThat(bench.lean(agent, mark))
        .containsExactly("CHANNEL_HOLD", "CUSTOM", "CHANNEL_UNHOLD", "CUSTOM");
    assertThat(bench.last("PLAYBACK_STOP", caller)).containsEntry("Playback-Status", "break");
  }

  @Test
  void phoneDoesNotTakeBackAHoldByCommand() {
    talk();
    bench.api("uuid_hold " + agent);
    int mark = bench.mark();
    bench.api("sim_unhold " + agent);

    assertThat(bench.lean(agent, mark)).isEmpty();
  }

  @Test
  void whomAPhoneTransfersParksInTheForcedContext() {
    talk();
    bench.api("uuid_setvar " + caller + " force_transfer_context cti-refer");
    int mark = bench.mark();
    assertThat(bench.api("sim_refer " + agent + " 1002")).isEqualTo("+OK\n");
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark))
        .containsExactly("CUSTOM", "CHANNEL_UNBRIDGE", "CHANNEL_PARK");
    assertThat(bench.last("CHANNEL_PARK", caller))
        .containsAllEntriesOf(Map.of(
            "variable_sip_refer_to", "<sip:1002@127.0.0.1>", "variable_cti_refer_to", "1002"));
    assertThat(bench.lean(agent, mark)).containsExactly("CUSTOM", "CHANNEL_PARK");
  }

  @Test
  void callerWhoRefersSendsTheAgentsLegIntoTheDialplan() {
    talk();
    bench.api("sim_refer " + caller + " 9196");
    bench.clock.advance(100);

    assertThat(bench.api("uuid_getvar " + agent + " current_application")).isEqualTo("echo");
    assertThat(bench.last("CHANNEL_PARK", caller)).containsEntry("Channel-State", "CS_PARK");
  }

  @Test
  void deadPhoneIsNoticedByItsSilence() {
    talk();
    bench.api("sim_dead " + agent);
    int mark = bench.mark();
    bench.clock.advance(2_990);
    assertThat(bench.lean(agent, mark)).isEmpty();
    bench.clock.advance(10);

    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", agent))
        .containsEntry("Hangup-Cause", "MEDIA_TIMEOUT");
    assertThat(bench.lean(caller, mark)).containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_PARK");
  }

  @Test
  void deadPhoneWithoutATimeoutStays() {
    bench.api("uuid_setvar " + agent + " rtp_timeout_sec");
    talk();
    bench.api("sim_dead " + agent);
    bench.clock.advance(600_000);

    assertThat(bench.api("uuid_exists " + agent)).isEqualTo("true");
  }

  @Test
  void phoneThatDialsAnExtensionTalksWithIt() {
    String dialled = dial("1003", "1002");
    bench.clock.advance(2_000);

    assertThat(bench.last("CHANNEL_CREATE", dialled))
        .containsAllEntriesOf(Map.of(
            "Call-Direction", "inbound",
            "Caller-Username", "1003",
            "Caller-Destination-Number", "1002",
            "variable_user_name", "1003",
            "Channel-Presence-ID", "1003@127.0.0.1"));
    assertThat(bench.last("CHANNEL_BRIDGE", dialled))
        .containsEntry("Other-Leg-Destination-Number", "1002");
  }

  @Test
  void phoneThatDialsOutsideGoesThroughTheGateway() {
    String dialled = dial("1003", "13912345678");
    bench.clock.advance(3_000);

    assertThat(bench.last("CHANNEL_BRIDGE", dialled))
        .containsEntry("Other-Leg-Channel-Name", "sofia/external/13912345678");
  }

  @Test
  void phoneThatDialsNowhereIsRefused() {
    String dialled = dial("1003", "44");
    bench.clock.advance(100);

    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", dialled))
        .containsEntry("Hangup-Cause", "NO_ROUTE_DESTINATION");
  }

  private String dial(String extension, String number) {
    return bench.api("sim_dial " + extension + " " + number).substring(4).strip();
  }

  private void talk() {
    bench.api("uuid_bridge " + caller + " " + agent);
    bench.clock.advance(100);
  }
}
