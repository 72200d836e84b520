package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  @Test
  void rendersAsRecorded() {
    assertThat(wire(Commands.bridge("c", "a"))).isEqualTo("api uuid_bridge c a\n\n");
    assertThat(wire(Commands.kill("a", "NORMAL_CLEARING")))
        .isEqualTo("api uuid_kill a NORMAL_CLEARING\n\n");
    assertThat(wire(Commands.phoneEvent("a", "talk"))).isEqualTo("api uuid_phone_event a talk\n\n");
    assertThat(wire(Commands.breakMedia("a"))).isEqualTo("api uuid_break a all\n\n");
    assertThat(wire(Commands.park("a"))).isEqualTo("api uuid_park a\n\n");
    assertThat(wire(Commands.showChannels())).isEqualTo("api show channels as json\n\n");
    assertThat(wire(Commands.dump("a"))).isEqualTo("api uuid_dump a json\n\n");
    assertThat(wire(Commands.setGlobal("cti_owner", "n1:7")))
        .isEqualTo("api global_setvar cti_owner=n1:7\n\n");
    assertThat(wire(Commands.replaceGlobal("cti_owner", "n2:8", "n1:7")))
        .isEqualTo("api global_setvar cti_owner=n2:8=n1:7\n\n");
    assertThat(wire(Commands.api("sched_api", "+90", "ctidead", "lua", "deadman.lua")))
        .isEqualTo("api sched_api +90 ctidead lua deadman.lua\n\n");
    assertThat(wire(Commands.answer("a")))
        .isEqualTo("sendmsg a\ncall-command: execute\nexecute-app-name: answer\nloops: 1\n\n");
    assertThat(wire(Commands.music("a", "tone_stream://%(2000,4000,440,480)")))
        .isEqualTo("sendmsg a\ncall-command: execute\nexecute-app-name: playback\n"
            + "execute-app-arg: tone_stream://%(2000,4000,440,480);loops=-1\nloops: 1\n\n");
  }

  @Test
  void setsSeveralVariablesInOneCommand() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("cti_state", "waiting");
    variables.put("hold_hangup_xfer_exten", "park:inline");

    assertThat(wire(Commands.setVars("a", variables)))
        .isEqualTo(
            "api uuid_setvar_multi a cti_state=waiting;hold_hangup_xfer_exten=park:inline\n\n");
  }

  @Test
  void originatesWithOurOwnJob() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("origination_caller_id_name", "王小明, VIP");
    variables.put("cti_role", "agent");
    variables.put("cti_none", "");

    EslCommand command = Commands.originate(
        new Originate("leg", "job", variables, "sofia/gateway/trunk/+8613800001111"));

    assertThat(command.jobUuid()).contains("job");
    assertThat(wire(command))
        .isEqualTo("bgapi originate {^^;origination_uuid=leg;origination_caller_id_name='王小明, VIP';"
            + "cti_role=agent}sofia/gateway/trunk/+8613800001111 &park()\nJob-UUID: job\n\n");
  }

  @Test
  void nobodyReplacesTheLegsUuid() {
    EslCommand command =
        Commands.originate(new Originate("leg", Map.of("origination_uuid", "evil"), "user/1001"));

    assertThat(wire(command)).contains("{^^;origination_uuid=leg}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1002",
        "user/",
        "user/1002,user/1003",
        "user/1002|user/1003",
        "user/1002:_:user/1003",
        "user/1002 &system(id)",
        "user/1002\n\napi shutdown",
        "{a=b}user/1002",
        "[a=b]user/1002",
        "user/${x}",
        "user/10'02",
        "error/busy",
        "loopback/1002",
        "group/support",
        "user/1002\n",
        "sofia/gateway/trunk/1;x=y",
        "sofia/internal/1002@h?X=y",
        "sofia/internal/1002",
        "user/１００２"
      })
  void refusesAnyOtherDialString(String dialString) {
    assertThatThrownBy(() -> new Originate("leg", Map.of(), dialString))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user/1002",
        "user/1002@example.org",
        "sofia/gateway/trunk/00860800#*",
        "sofia/internal/1002@10.0.0.2:5060"
      })
  void acceptsTheDialStringsOfThePlatform(String dialString) {
    assertThat(wire(Commands.originate(new Originate("leg", Map.of(), dialString))))
        .contains("}" + dialString + " &park()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "a\r\n\r\napi shutdown", "a;b", "ａ", "a\0"})
  void refusesAnythingThatIsNoUuid(String uuid) {
    assertThatThrownBy(() -> Commands.park(uuid)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commands.bridge("a", uuid))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commands.answer(uuid)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Originate(uuid, Map.of(), "user/1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "${x}", "a\nb", "a;b", "a'b", "{a}", "mod_event_socket"})
  void refusesArgumentsThatMeanMore(String argument) {
    assertThatThrownBy(() -> Commands.api("uuid_transfer", "leg", argument))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "bg_system", "shutdown", "expand", "unload", "x y", "", "a\nb"})
  void refusesFunctionsThatAreNotForUs(String function) {
    assertThatThrownBy(() -> Commands.api(function)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${x}", "$x", "a\nb", "a'b", "a\\b", "{a}"})
  void refusesApplicationArgumentsThatExpand(String argument) {
    assertThatThrownBy(() -> Commands.execute("leg", "playback", argument))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "a;b", "a b", "1a", "a\n", "a[1]"})
  void refusesBadNamesOfVariables(String name) {
    assertThatThrownBy(() -> Commands.setVars("leg", Map.of(name, "x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commands.setGlobal(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverPrintsNumbersOrPasswords() {
    assertThat(EslCommand.of("auth secret")).hasToString("auth");
    assertThat(Commands.originate(new Originate("leg", Map.of(), "user/1001")))
        .hasToString("bgapi originate");
    assertThat(SwitchAddress.parse("fs1=p@ss@[::1]:8021").get(0))
        .hasToString("fs1 at ::1:8021")
        .extracting(SwitchAddress::password)
        .isEqualTo("p@ss");
  }

  private static String wire(EslCommand command) {
    return new String(command.wire(), StandardCharsets.UTF_8);
  }

  @Test
  void tellsBeforehandWhatItWouldRefuse() {
    assertThat(Commands.isChannelId("7b1e0a52-54a2-4b4c-8d4e-0a4c1d7b0001")).isTrue();
    assertThat(Commands.isChannelId("a84b4c76e66710")).isTrue();
    assertThat(Commands.isChannelId("a84b4c76e66710@pc33.example")).isFalse();
    assertThat(Commands.isChannelId(null)).isFalse();
    assertThat(Commands.isStream("tone_stream://%(2000,4000,440,480)")).isTrue();
    assertThat(Commands.isStream("${music}")).isFalse();
    assertThat(Commands.isStream(" ")).isFalse();
    assertThat(Originate.isDialString("user/1001")).isTrue();
    assertThat(Originate.isDialString("user/1001,user/1002")).isFalse();
  }
}
