package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Tiers.SEEDS)
class HostileTextTest {
  private static final String GBK =
      new String("王小明".getBytes(Charset.forName("GBK")), StandardCharsets.UTF_8);
  private static final List<String> FRAGMENTS = List.of(
      "'",
      "\\'",
      "''",
      "\"",
      "\\",
      "\\\\",
      "\\n",
      "\\s",
      "{",
      "}",
      "}}",
      "[",
      "]",
      "<",
      ">",
      ";",
      ",",
      "=",
      "|",
      "^^",
      "^^:",
      ":_:",
      ":",
      "_",
      "$",
      "${system(id)}",
      "${",
      "$${x}",
      "&park()",
      " ",
      "  ",
      "\n",
      "\r\n",
      "\n\n",
      "\n\napi shutdown\n\n",
      "%0a",
      "%0a%0aapi x",
      "\0",
      "\t",
      "\u0085",
      "\u2028",
      "\u202e",
      "\u200b",
      "\ud83d",
      "\udc00",
      "😀",
      "👩‍👩‍👧",
      GBK,
      "O'Neil",
      "王小明",
      "VIP",
      "100%",
      "Bob,api_on_answer=system id",
      "user/1001",
      "undef",
      "}sofia/gateway/x/1",
      "mod_event_socket",
      "unload",
      "reload",
      "MOD_EVENT_SOCKET",
      "ARRAY::",
      "ARRAY::a|:b",
      "a=b;c=d",
      "'; cti_role=agent;'",
      "Job-UUID: x",
      "x".repeat(70),
      "é",
      "ß",
      "\uFEFF");

  @ParameterizedTest
  @CsvSource({
    "王小明 VIP, 王小明 VIP",
    "O'Neil, O’Neil",
    "{x} [y] 100% \\ $, (x) (y) 100% /",
    "${system(id)}, (system(id))",
    "a:_:b, a._:b",
    "Unload MOD_EVENT_SOCKET, Unload mod event socket",
    "ARRAY::::a, ARRAY:a",
    "x%0a%0aapi, x%0a%0aapi",
  })
  void givesLookAlikes(String from, String cleaned) {
    assertThat(HostileText.cleanName(from)).isEqualTo(cleaned);
  }

  @Test
  void makesOneShortLine() {
    assertThat(HostileText.cleanName(" x\n\napi shutdown\r\0 ")).isEqualTo("x api shutdown");
    assertThat(HostileText.cleanName("ab\u202Ecd\uFEFF")).isEqualTo("abcd");
    assertThat(HostileText.cleanName("a\ud83d")).isEqualTo("a\uFFFD");
    assertThat(HostileText.cleanName("😀".repeat(100))).isEqualTo("😀".repeat(60));
    assertThat(HostileText.cleanName(null)).isEmpty();
    assertThat(HostileText.cleanName("'".repeat(10_000))).hasSize(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "park:inline",
        "cti-refer",
        "true",
        "-1",
        "sched_hangup +30 alloted_timeout",
        "eyJhIjoiYiJ9-_==",
        "2af6198a-b00d-4903-8900-21b6d4cc68ed",
        "tone_stream://%(2000,4000,440,480)",
      })
  void leavesThePlatformsOwnValuesAlone(String value) {
    assertThat(HostileText.cleanValue(value)).isEqualTo(value);
  }

  @Test
  void hundredThousandHostileValuesArriveAsCleanedAndAddNothing() {
    Random random = new Random(20_261_122);
    for (int i = 0; i < Seeds.count(20_000); i++) {
      Map<String, String> hostile = new LinkedHashMap<>();
      hostile.put("origination_caller_id_name", hostile(random));
      hostile.put("cti_first", hostile(random));
      hostile.put("cti_role", "agent");
      hostile.put("cti_last", hostile(random));
      originateCarries(hostile);
      hostile.put("effective_caller_id_name", hostile(random));
      hostile.put("cti_data", hostile(random));
      setVarsCarries(hostile);
    }
  }

  private static void originateCarries(Map<String, String> hostile) {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("origination_uuid", "leg-1");
    hostile.forEach((name, text) -> expected.put(name, cleaned(name, text)));
    expected.values().removeIf(String::isEmpty);

    EslCommand command = Commands.originate(new Originate("leg-1", "job-1", hostile, "user/1001"));

    String line = onlyCommand(command, "bgapi originate ", "\nJob-UUID: job-1");
    SwitchReading.Originated read = SwitchReading.originate(line);
    assertThat(read.variables()).isEqualTo(expected);
    assertThat(read.dialString()).isEqualTo("user/1001");
    assertThat(read.rest()).containsExactly("&park()");
    assertThat(line).doesNotContain(":_:", "$");
  }

  private static void setVarsCarries(Map<String, String> hostile) {
    Map<String, String> expected = new LinkedHashMap<>();
    hostile.forEach((name, text) -> expected.put(name, cleaned(name, text)));

    String line =
        onlyCommand(Commands.setVars("leg-1", hostile), "api uuid_setvar_multi leg-1 ", "");

    assertThat(SwitchReading.setVars(line)).isEqualTo(expected);
  }

  /** The line between {@code start} and {@code headers}, after a check that the wire holds nothing else. */
  private static String onlyCommand(EslCommand command, String start, String headers) {
    String wire = new String(command.wire(), StandardCharsets.UTF_8);
    assertThat(wire).startsWith(start).endsWith(headers + "\n\n").doesNotContain("\r", "\0");
    String line = wire.substring(start.length(), wire.length() - headers.length() - 2);
    assertThat(line).doesNotContain("\n").doesNotContainIgnoringCase("mod_event_socket");
    return line;
  }

  private static String cleaned(String variable, String text) {
    String clean =
        variable.endsWith("_name") ? HostileText.cleanName(text) : HostileText.cleanValue(text);
    assertThat(HostileText.cleanValue(clean)).isEqualTo(clean);
    return clean;
  }

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(9); n >= 0; n--) {
      text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      if (random.nextInt(4) == 0) {
        text.append((char) random.nextInt(0x3000));
      }
    }
    return text.toString();
  }
}
