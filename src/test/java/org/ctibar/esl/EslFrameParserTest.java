package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Tiers.SEEDS)
class EslFrameParserTest {

  @ParameterizedTest
  @ValueSource(strings = {"raw-json.bin", "raw-plain.bin"})
  void aCutAtAnyByteGivesTheSameFrames(String trace) {
    byte[] wire = Traces.bytes(trace);
    byte[] next = utf8("Next: frame\n\n");
    int from = 0;
    for (int end : frameEnds(wire)) {
      byte[] two = Arrays.copyOfRange(wire, from, end + next.length);
      System.arraycopy(next, 0, two, end - from, next.length);
      List<EslFrame> whole = Traces.frames(two);
      assertThat(whole).hasSize(2);
      for (int cut = 0; cut <= two.length; cut++) {
        byte[] head = Arrays.copyOf(two, cut);
        byte[] tail = Arrays.copyOfRange(two, cut, two.length);
        if (!Traces.frames(head, tail).equals(whole)) {
          fail("the cut at byte " + (from + cut) + " changed the frames");
        }
      }
      from = end;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw-json.bin", "raw-plain.bin"})
  void anyChunksGiveTheSameFrames(String trace) {
    byte[] wire = Traces.bytes(trace);
    List<EslFrame> whole = Traces.frames(wire);
    assertThat(whole).hasSize(34);

    for (int seed = 0; seed < 20; seed++) {
      assertThat(Traces.frames(chunks(wire, new Random(seed), 1 << seed % 14))).isEqualTo(whole);
    }
  }

  @Test
  void contentLengthCountsBytes() {
    String name = "王小明";
    List<EslFrame> frames =
        Traces.frames(utf8("Content-Length: 9\nContent-Type: x/y\n\n" + name + "A: b\n\n"));

    assertThat(frames).extracting(EslFrame::text).containsExactly(name, "");
    assertThat(frames.get(1).header("a")).isEqualTo("b");
  }

  @Test
  void toleratesWhatItDoesNotKnow() {
    List<EslFrame> frames = Traces.frames(
        utf8("\n\r\ncontent-type: log/data\r\nX-New: a:b\r\nno colon\r\n: no name\r\n\r\nA:b\n\n"));

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).contentType()).isEqualTo("log/data");
    assertThat(frames.get(0).header("X-New")).isEqualTo("a:b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1\n\n",
        "Content-Length: x\n\n",
        "Content-Length: 1e3\n\n",
        "Content-Length: \n\n",
        "Content-Length: 99999999999999\n\n",
        "Content-Length: 4194305\n\n",
        "Content-Length: 1\nContent-Length: 2\n\n",
      })
  void refusesALengthItCannotTrust(String wire) {
    assertThatThrownBy(() -> Traces.frames(utf8(wire))).isInstanceOf(EslProtocolException.class);
  }

  @Test
  void refusesHeadersWithoutEnd() {
    byte[] line = utf8("X: " + "x".repeat(1_000) + "\n");
    EslFrameParser parser = new EslFrameParser(1_000);

    assertThatThrownBy(() -> {
          for (int i = 0; i < 100; i++) {
            parser.feed(line, frame -> {});
          }
        })
        .isInstanceOf(EslProtocolException.class);
  }

  @Test
  void takesABodyUpToTheLimit() {
    byte[] head = utf8("Content-Length: " + 4 * 1024 * 1024 + "\n\n");
    byte[] body = new byte[4 * 1024 * 1024];

    assertThat(Traces.frames(head, body))
        .extracting(f -> f.body().length)
        .containsExactly(body.length);
  }

  @Test
  void randomBytesEndInAFrameOrARefusal() {
    Random random = new Random(1);
    String alphabet = "Content-Length: 12\n\n\r\u0000\u00ffab:";
    for (int i = 0; i < Seeds.count(5_000); i++) {
      byte[] noise = new byte[random.nextInt(400)];
      for (int k = 0; k < noise.length; k++) {
        noise[k] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }
      try {
        Traces.frames(noise);
      } catch (EslProtocolException refused) {
        // the only way to fail
      }
    }
  }

  private static List<Integer> frameEnds(byte[] wire) {
    EslFrameParser parser = new EslFrameParser(4 * 1024 * 1024);
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < wire.length; i++) {
      int end = i + 1;
      parser.feed(new byte[] {wire[i]}, frame -> ends.add(end));
    }
    assertThat(ends.get(ends.size() - 1)).isEqualTo(wire.length);
    return ends;
  }

  private static byte[][] chunks(byte[] wire, Random random, int most) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < wire.length; ) {
      int to = Math.min(wire.length, from + 1 + random.nextInt(most));
      chunks.add(Arrays.copyOfRange(wire, from, to));
      from = to;
    }
    return chunks.toArray(byte[][]::new);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
