package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are not UTF-8 reach the wire as they came. */
class RawTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"王小明", "plain", "", "Grüße 中文"})
  void foreignBytesSurvive(String name) {
    byte[] gbk = name.getBytes(Charset.forName("GB18030"));
    assertThat(RawText.bytes(RawText.of(gbk))).isEqualTo(gbk);
  }

  @Test
  void everyByteSurvivesAlone() {
    for (int b = 0; b < 256; b++) {
      byte[] one = {'a', (byte) b, 'z'};
      assertThat(RawText.bytes(RawText.of(one))).isEqualTo(one);
    }
  }

  @Test
  void utf8IsLeftAlone() {
    assertThat(RawText.of("王小明 \uD83D\uDE00".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("王小明 \uD83D\uDE00");
  }

  @Test
  void anEventCarriesThem() {
    byte[] gbk = "王小明".getBytes(Charset.forName("GBK"));
    SwitchEvent event =
        new SwitchEvent(Map.of("Event-Name", "X", "Caller-Caller-ID-Name", RawText.of(gbk)), null);

    String json = event.json().toString(StandardCharsets.ISO_8859_1.name());
    assertThat(json).contains(new String(gbk, StandardCharsets.ISO_8859_1));
    int length = Integer.parseInt(json.substring("Content-Length: ".length(), json.indexOf('\n')));
    assertThat(json.substring(json.indexOf("\n\n") + 2)).hasSize(length);
    assertThat(event.plain().toString()).contains("Caller-Caller-ID-Name: %CD%F5%D0%A1%C3%F7\n");
  }
}
