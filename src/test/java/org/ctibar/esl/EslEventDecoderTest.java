package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Tiers.SEEDS)
class EslEventDecoderTest {

  @Test
  void bothFormatsCarryTheSameEvents() {
    List<EslEvent> json = Traces.events("raw-json.bin");
    List<EslEvent> plain = Traces.events("raw-plain.bin");

    assertThat(json).hasSize(31).hasSameSizeAs(plain);
    for (int i = 0; i < json.size(); i++) {
      assertThat(json.get(i).headers()).isEqualTo(plain.get(i).headers());
      assertThat(json.get(i).body()).isEqualTo(plain.get(i).body());
    }
  }

  @Test
  void readsWhatThePlatformNeeds() {
    List<EslEvent> events = Traces.events("raw-json.bin");

    EslEvent created = events.get(0);
    assertThat(created.name()).isEqualTo("CHANNEL_CREATE");
    assertThat(created.uuid()).isEqualTo("299b5cd1-b061-4c8e-a11e-8fcf212c1a24");
    assertThat(created.coreUuid()).isEqualTo("32fa2c94-9df8-43c4-9df4-d5904861f163");
    assertThat(created.answered()).isFalse();
    assertThat(created.direction()).isEqualTo("inbound");
    assertThat(created.destinationNumber()).isEqualTo("7001");
    assertThat(created.callerNumber()).isEqualTo("13800001111");
    assertThat(created.variable("sip_from_user")).isEqualTo("13800001111");
    assertThat(created.variable("cti_call")).isNull();
    assertThat(created.headers("X-None")).isEmpty();
    assertThat(events).anyMatch(e -> e.headers().toString().contains("王"));
    assertThat(events)
        .filteredOn(e -> e.name().equals("BACKGROUND_JOB"))
        .isNotEmpty()
        .allMatch(e -> JobResult.of(e).ok());
  }

  @Test
  void replacesBytesThatAreNoUtf8() {
    byte[] gbk = "{\"Event-Name\":\"CHANNEL_PARK\",\"Caller-Caller-ID-Name\":\"王小明\"}"
        .getBytes(Charset.forName("GBK"));

    EslEvent event = EslEventDecoder.fromJson(gbk);

    assertThat(event.name()).isEqualTo("CHANNEL_PARK");
    assertThat(event.callerName()).contains("\uFFFD");
  }

  @Test
  void takesRepeatedHeadersInEveryForm() {
    EslEvent array = EslEventDecoder.fromJson("{\"a\":[\"1\",\"2\",{\"x\":1},3],\"b\":\"x\"}");
    EslEvent twice = EslEventDecoder.fromJson("{\"a\":\"1\",\"a\":\"2\"}");
    EslEvent plain =
        EslEventDecoder.fromPlain("a: ARRAY::1|:2\nb: x\n\n".getBytes(StandardCharsets.UTF_8));

    assertThat(array.header("a")).isEqualTo("1");
    assertThat(array.headers("a")).containsExactly("1", "2", "3");
    assertThat(twice.headers("a")).containsExactly("1", "2");
    assertThat(plain.headers("a")).containsExactly("1", "2");
  }

  @Test
  void skipsWhatAHeaderCannotBe() {
    EslEvent event = EslEventDecoder.fromJson("{\"a\":{\"x\":[1,{}]},\"b\":null,\"c\":[],\"d\":7}");

    assertThat(event.headers()).isEqualTo(Map.of("d", "7"));
  }

  @Test
  void keepsAMalformedEscapeOfThePlainFormat() {
    assertThat(EslEventDecoder.fromPlain("a: 100%25 %zz %4\n\n".getBytes(StandardCharsets.UTF_8))
            .header("a"))
        .isEqualTo("100% %zz %4");
    assertThat(EslEventDecoder.percentDecode("1+1%3D2%")).isEqualTo("1+1=2%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "[]", "\"a\"", "{", "{\"a\":", "{\"a\":[1", "{\"a\":1}{}", "{\"a\":1} x"})
  void refusesWhatIsNoEvent(String text) {
    assertThatThrownBy(() -> EslEventDecoder.fromJson(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedEventsAreReadOrRefused() {
    byte[] good = Traces.frames(Traces.bytes("raw-json.bin")).get(3).body();
    Random random = new Random(1);
    for (int i = 0; i < Seeds.count(3_000); i++) {
      byte[] damaged = good.clone();
      for (int k = random.nextInt(8); k >= 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        EslEventDecoder.fromJson(damaged);
      } catch (IllegalArgumentException refused) {
        // the only way to fail
      }
    }
  }
}
