package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who answers, when, and how a failure is told. */
class OriginateTest {
  private static final String LEG = "00000000-0000-4000-8000-0000000000aa";
  private static final String AGENT = "origination_uuid=" + LEG + ",cti_role=agent";

  private final Bench bench = new Bench();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "user/1047,                             -ERR USER_NOT_REGISTERED, 0",
    "user/4999,                             -ERR SUBSCRIBER_ABSENT,   0",
    "user/1048,                             -ERR USER_BUSY,           300",
    "sofia/gateway/trunk/13900000001,       -ERR USER_BUSY,           300",
    "sofia/external/13900000001@10.0.0.1,   -ERR USER_BUSY,           300",
    "user/1049,                             -ERR NO_ANSWER,           60000",
    "sofia/gateway/trunk/13900000000,       -ERR NO_ANSWER,           60000",
    "user/1002,                             +OK " + LEG + ",          1600",
    "sofia/gateway/trunk/13900000002,       +OK " + LEG + ",          2100"
  })
  void endsAsTheFarEndDecides(String target, String result, long afterMs) {
    List<String> results = bench.originate("origination_uuid=" + LEG, target);
    bench.clock.advance(Math.max(afterMs - 300, 0));
    boolean atOnce = afterMs == 0;
    assertThat(results).hasSize(atOnce ? 1 : 0);
    bench.clock.advance(300);
    assertThat(results).containsExactly(result + "\n");
  }

  @Test
  void unreachablePhonesMakeNoChannel() {
    bench.originate("origination_uuid=" + LEG, "user/1047");
    bench.clock.advance(1_000);
    assertThat(bench.events).noneMatch(event -> event.name().startsWith("CHANNEL"));
  }

  @Test
  void agentsPhoneRingsUntilToldToTalk() {
    List<String> results = bench.originate(AGENT, "user/1001");
    bench.clock.advance(20_000);
    assertThat(results).isEmpty();

    assertThat(bench.api("uuid_phone_event " + LEG + " talk")).isEqualTo("+OK Success\n");
    bench.clock.advance(100);

    assertThat(results).containsExactly("+OK " + LEG + "\n");
    assertThat(bench.last("CHANNEL_PARK", LEG)).containsEntry("Answer-State", "answered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "origination_uuid=" + LEG + ",cti_role=agent,sip_auto_answer=true",
        "^^;origination_uuid='" + LEG + "';cti_role='agent';sip_auto_answer='true'"
      })
  void autoAnswerNeedsNobody(String variables) {
    List<String> results = bench.originate(variables.replace("\"", ""), "user/1001@127.0.0.1");
    bench.clock.advance(100);
    assertThat(results).containsExactly("+OK " + LEG + "\n");
  }

  @Test
  void timeoutCountsWholeSecondsOfTheClock() {
    bench.clock.advance(900);
    List<String> results = bench.originate(AGENT + ",originate_timeout=3", "user/1001");
    bench.clock.advance(2_000);
    assertThat(results).isEmpty();
    bench.clock.advance(100);
    assertThat(results).containsExactly("-ERR NO_ANSWER\n");
  }

  @Test
  void livingUuidIsNotGivenTwice() {
    bench.originate(AGENT, "user/1001");
    bench.clock.advance(100);
    assertThat(bench.originate(AGENT, "user/1002"))
        .containsExactly("-ERR DESTINATION_OUT_OF_ORDER\n");

    bench.api("uuid_kill " + LEG);
    bench.clock.advance(100);
    assertThat(bench.originate(AGENT, "user/1002")).isEmpty();
  }

  @Test
  void aCancelMayComeBeforeTheChannelExists() {
    bench.core.phones.lookupMs = 1_000;
    List<String> results = bench.originate(AGENT, "user/1001");
    bench.clock.advance(500);
    assertThat(bench.api("uuid_kill " + LEG)).isEqualTo("-ERR No such channel!\n");
    bench.clock.advance(600);

    assertThat(bench.last("CHANNEL_PROGRESS", LEG)).containsEntry("Answer-State", "ringing");
    assertThat(results).isEmpty();
  }

  @Test
  void killedWhileRingingTellsTheJob() {
    List<String> results = bench.originate(AGENT, "user/1001");
    bench.clock.advance(100);
    bench.api("uuid_kill " + LEG + " CALL_REJECTED");
    bench.clock.advance(100);
    assertThat(results).containsExactly("-ERR CALL_REJECTED\n");
    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", LEG))
        .containsEntry("variable_sip_hangup_disposition", "send_cancel");
  }

  @Test
  void refusalCarriesTheSipStatus() {
    List<String> results = bench.originate(AGENT, "user/1001");
    bench.clock.advance(100);
    bench.core.living(LEG).orElseThrow().phone.refuse(HangupCause.CALL_REJECTED);
    bench.clock.advance(100);
    assertThat(results).containsExactly("-ERR CALL_REJECTED\n");
    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", LEG))
        .containsEntry("variable_sip_term_status", "603");
  }

  @Test
  void deadMansSwitchOfTheLegEndsItUnlessDeleted() {
    String ended = bench.parkedAgent("1001", "execute_on_answer='sched_hangup +3 alloted_timeout'");
    String kept = bench.parkedAgent("1002", "execute_on_answer='sched_hangup +3 alloted_timeout'");

    assertThat(bench.api("sched_del " + kept)).isEqualTo("+OK Deleted: 1\n");
    bench.clock.advance(4_000);

    assertThat(bench.last("CHANNEL_HANGUP_COMPLETE", ended))
        .containsEntry("Hangup-Cause", "NORMAL_CLEARING");
    assertThat(bench.api("uuid_exists " + kept)).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{a=1}user/1001 &system(x)",
        "{a=1}user/1001 1002 XML default",
        "{a=1user/1001 &park()",
        "loopback/1001 &park()"
      })
  void refusesWhatItCannotDo(String argument) {
    assertThat(bench.api("originate " + argument)).isEqualTo("-ERR DESTINATION_OUT_OF_ORDER\n");
  }

  @Test
  void withoutAnApplicationItTellsItsUsage() {
    assertThat(bench.api("originate user/1001")).startsWith("-USAGE: <call url>");
  }
}
