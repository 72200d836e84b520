package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EslPartsTest {
  private static final String YAML = """
      esl:
        replyTimeoutMs: 5000
        connectTimeoutMs: 2000
        reconnectMinMs: 200
        reconnectMaxMs: 5000
        silenceMs: 60000
        keepAwakeMs: 2
        snapshotDelayMs: 300
        maxFrameBytes: 4194304
      """;

  @Test
  void readsItsSettings(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("ctibar.yaml"), YAML);

    assertThat(EslConfig.from(Settings.load(file, Map.of()).section("esl")))
        .isEqualTo(EslConfig.defaults());
    assertThatThrownBy(() -> EslConfig.from(
            Settings.load(file, Map.of("CTI_ESL_SILENCE_MS", "soon")).section("esl")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CTI_ESL_SILENCE_MS");
  }

  @Test
  void readsSwitches() {
    assertThat(SwitchAddress.parse("fs1=ClueCon@127.0.0.1:8021, fs2=a=b@c@sw-2.lan:18021"))
        .containsExactly(
            new SwitchAddress("fs1", "127.0.0.1", 8021, "ClueCon"),
            new SwitchAddress("fs2", "sw-2.lan", 18021, "a=b@c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fs1",
        "fs1=secret",
        "fs1=secret@host",
        "fs1=secret@host:0",
        "fs1=secret@host:70000",
        "fs1=secret@host:80,fs1=secret@host:81",
        "f s=secret@host:80",
        "fs1=@host:80",
        "fs1=se\u0001cret@host:80"
      })
  void refusesOtherFormsWithoutTellingThePassword(String text) {
    assertThatThrownBy(() -> SwitchAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void pausesDoubleUpToTheMostAndStartAnew() {
    Backoff backoff = new Backoff(200, 5_000, new Random(1));
    for (long full : new long[] {200, 400, 800, 1_600, 3_200, 5_000, 5_000}) {
      assertThat(backoff.nextMs()).isBetween(full / 2, full);
    }
    backoff.reset();
    assertThat(backoff.nextMs()).isBetween(100L, 200L);
    assertThat(backoff.slowMs()).isBetween(15_000L, 30_000L);
  }

  @Test
  void readsTheLimitsOfTheSwitch() {
    String status =
        "UP 0 years, 0 days\n398 session(s) since startup\n0 session(s) - peak 150, last 5min 3 \n"
            + "5 session(s) per Sec out of max 30, peak 50, last 5min 2 \n2000 session(s) max\n";

    assertThat(SwitchLimits.fromStatus(status)).isEqualTo(new SwitchLimits(30, 2000));
    assertThat(SwitchLimits.fromStatus("-ERR")).isEqualTo(new SwitchLimits(0, 0));
    assertThat(new SwitchLimits(5, 2000).small()).isTrue();
    assertThat(new SwitchLimits(500, 2000).small()).isFalse();
    assertThat(new SwitchLimits(0, 0).small()).as("unknown").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "+OK 2af6198a, true, 2af6198a",
    "-ERR NO_ANSWER, false, NO_ANSWER",
    "'-USAGE: <call url>', false, <call url>",
    "false, true, false",
  })
  void readsHowAJobEnded(String body, boolean ok, String text) {
    EslEvent event = EslEvent.of(Map.of("Job-UUID", "j"), body + "\n");

    assertThat(JobResult.of(event)).isEqualTo(new JobResult("j", ok, text));
  }
}
