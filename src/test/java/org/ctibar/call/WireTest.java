package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ctibar.call.Centre.get;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.simulator.CallerSpec;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever browsers and callers bring: every command on the event socket is one of ours. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class WireTest {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String VARIABLES = "([A-Za-z_-]+=[^;'\n]*;?)+";
  private static final String DIAL = "(user/[0-9]{1,32}|sofia/gateway/trunk/\\+?[0-9*#]{1,32})";
  private static final List<Pattern> OURS = Stream.of(
          "auth ClueCon",
          "event json [A-Z_ ]+CUSTOM [a-z: ]+",
          "linger|noop|exit|noevents",
          "api (status|show channels as json)",
          "bgapi status\nJob-UUID: " + UUID,
          "api global_getvar [a-z_-]+",
          "api global_setvar cti_owner=[A-Za-z0-9._-]+:[0-9]+",
          "api (uuid_dump " + UUID + " json)",
          "api uuid_bridge " + UUID + " " + UUID,
          "api uuid_kill " + UUID + " [A-Z_]+",
          "api uuid_phone_event " + UUID + " talk",
          "api sched_del " + UUID,
          "api uuid_park " + UUID,
          "api uuid_transfer " + UUID + " park inline",
          "api uuid_transfer " + UUID + "( -both)? 'conference:cti-" + UUID + "@default' inline",
          "api uuid_send_dtmf " + UUID + " [0-9A-D*#]{1,32}",
          "api uuid_audio " + UUID + " (start read mute 1|stop)",
          "api uuid_break " + UUID + " all",
          "api sofia status profile internal reg",
          "api xml_locate dialplan context name cti-(refer|fallback)",
          "api sched_del ctidead",
          "api sched_api \\+600 ctidead lua ctibar_deadman.lua 9664 cti-fallback",
          "api lua ctibar_deadman.lua check",
          "api uuid_setvar_multi " + UUID + " " + VARIABLES,
          "sendmsg " + UUID + "\ncall-command: execute\nexecute-app-name: answer\nloops: 1",
          "sendmsg " + UUID
              + "\ncall-command: execute\nexecute-app-name: playback"
              + "\nexecute-app-arg: tone_stream://[0-9%(),]+;loops=-1\nloops: 1",
          "bgapi originate \\{\\^\\^;(?<vars>[^\n{}\\[\\]]*)\\}" + DIAL + " &park\\(\\)\nJob-UUID: "
              + UUID)
      .map(Pattern::compile)
      .toList();
  private static final Pattern VARIABLE =
      Pattern.compile("\\G([A-Za-z_-]+)=('[^';]*'|[^';]+)(;|$)");
  private static final List<String> KNOWN = List.of(
      "origination_uuid",
      "origination_caller_id_number",
      "origination_caller_id_name",
      "originate_timeout",
      "sip_auto_answer",
      "park_after_bridge",
      "uuid_bridge_park_on_cancel",
      "park_after_early_bridge",
      "continue_on_fail",
      "hangup_after_bridge",
      "hold_hangup_xfer_exten",
      "force_transfer_context",
      "send_silence_when_idle",
      "ignore_early_media",
      "outbound_redirect_fatal",
      "rtp_timeout_sec",
      "rtp_hold_timeout_sec",
      "execute_on_answer",
      "cti_call",
      "cti_role",
      "cti_state",
      "cti_since",
      "cti_peer",
      "cti_agent",
      "cti_queue",
      "cti_offer",
      "cti_data",
      "cti_reason",
      "cti_talk",
      "cti_dial",
      "cti_dialled_by",
      "sip_h_X-CTI-Call",
      "sip_h_X-CTI-Data",
      "sip_h_X-CTI-Reattach");

  private final Centre centre = Centre.open();

  @AfterEach
  void close() {
    centre.close();
  }

  static Stream<String> names() {
    return Stream.of(
        "x\n\napi shutdown\n\n",
        "x\r\n\r\napi system touch /tmp/x\r\n\r\n",
        "x%0a%0aapi shutdown",
        "Bob,api_on_answer=system touch /tmp/x",
        "Bob;api_on_answer=system touch /tmp/x",
        "Bob';api_on_answer='system touch /tmp/x",
        "Bob}user/1002,{x=y",
        "Bob:_:{x=y}user/1002",
        "O'Neil",
        "${system(touch /tmp/x)}",
        "$${password}",
        "back\\slash \\' \\n quote\" `id`",
        "[leg_timeout=1]user/1002|user/1003",
        "mod_event_socket reload",
        "ARRAY::a|:b",
        "王小明，VIP 📞",
        "\u202Egnp.exe \u0000\u0007",
        " ".repeat(100) + "x".repeat(500));
  }

  static Stream<String> numbers() {
    return Stream.of(
        "138\n\napi shutdown",
        "138,&system(x)",
        "${destination_number}",
        "{a=b}1002",
        "anonymous",
        "+8613800001111",
        "138'0000;x=y",
        "1".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCallerOfAnyNameIsOfferedShownAndTaken(String name) {
    take(CallerSpec.of("7001", "13800001111").withName(name));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aCallerOfAnyNumberIsOfferedShownTakenAndCalledBack(String number) {
    String shown = take(CallerSpec.of("7001", number));
    callBack(shown);
    everyCommandIsOurs();
  }

  @Test
  void aNameInGbkIsOfferedShownAndTaken() {
    byte[] gbk = "李伟明".getBytes(Charset.forName("GBK"));
    centre.tap.garble("GBKGBK".getBytes(StandardCharsets.US_ASCII), gbk);

    take(CallerSpec.of("7001", "13800001111").withName("GBKGBK"));
  }

  /** @return the number that the page shows */
  private String take(CallerSpec spec) {
    Desk alice = centre.desk("alice").ready();
    String caller = get(centre.simulated.placeCall(spec));
    Map<String, Object> ring = alice.expect("onRing");
    assertThat(ring).containsEntry("callId", caller);

    String leg = centre.legOf("1001");
    String name = (String) ring.get("displayName");
    String number = (String) ring.get("popScreenNo");
    assertThat(centre.variable(leg, "origination_caller_id_name").orElse(null)).isEqualTo(name);
    assertThat(centre.variable(leg, "origination_caller_id_number").orElse("")).isEqualTo(number);
    assertThat(name).doesNotContain("$", "\n", "'", ";").hasSizeLessThanOrEqualTo(60);
    assertThat(number).matches("[+0-9A-Za-z*#]{0,32}");

    alice.offhook();
    alice.expect("onAnswer");
    alice.hangUp();
    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.nothingIsLeft();
    everyCommandIsOurs();
    return number;
  }

  private void callBack(String shown) {
    Desk bob = centre.desk("bob");
    CtiException refusal = catchThrowableOfType(CtiException.class, () -> get(bob.tryCall(shown)));
    if (refusal == null) {
      bob.hangUp().expect("onHangup");
    } else {
      assertThat(refusal.code())
          .isIn(ErrorCode.BAD_NUMBER, ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN);
    }
    centre.nothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1002\n\napi shutdown",
        "1002\r\n\r\napi shutdown",
        "1002,&system(x)",
        "1002&system(x)",
        "${destination_number}",
        "{a=b}1002",
        "[a=b]1002",
        "1002|1003",
        "1002:_:1003",
        "1002@evil.example",
        "sofia/external/1002@evil.example",
        "1002 XML default",
        "1002'",
        " 1002",
        "１００２",
        "12345678901234567890123456789012345"
      })
  void aHostileNumberReachesNoEventSocket(String number) {
    Desk alice = centre.desk("alice");
    List<String> before = centre.tap.commands();

    CtiException refusal =
        catchThrowableOfType(CtiException.class, () -> get(alice.tryCall(number)));

    assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_NUMBER);
    assertThat(centre.tap.commands())
        .noneMatch(c -> c.contains("originate"))
        .hasSizeLessThan(before.size() + 20);
    everyCommandIsOurs();
  }

  @Test
  void attachedDataTravelsEncoded() {
    Desk alice = centre.desk("alice");
    String call = alice
        .ask(new org.ctibar.bus.agent.AgentCommand.Dial(
            "alice", "1020", Map.of("note", "';api_on_answer='system x\n\napi shutdown ${x}")))
        .awaits()
        .callId();
    alice.expect("onCalleeAnswer");
    alice.hangUp().expect("onHangup");
    centre.recordOf(call);
    centre.nothingIsLeft();
    everyCommandIsOurs();
  }

  private void everyCommandIsOurs() {
    List<String> foreign = new ArrayList<>();
    for (String command : centre.tap.commands()) {
      Matcher matching = OURS.stream()
          .map(form -> form.matcher(command))
          .filter(Matcher::matches)
          .findFirst()
          .orElse(null);
      if (matching == null) {
        foreign.add(command);
      } else if (command.startsWith("bgapi originate")) {
        onlyKnownVariables(matching.group("vars"));
      }
    }
    assertThat(foreign).isEmpty();
  }

  private static void onlyKnownVariables(String variables) {
    Matcher variable = VARIABLE.matcher(variables);
    int end = 0;
    while (variable.find()) {
      assertThat(KNOWN).contains(variable.group(1));
      end = variable.end();
    }
    assertThat(end)
        .as("variables that can be parsed in %s", variables)
        .isEqualTo(variables.length());
  }
}
