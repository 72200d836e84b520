package org.ctibar.esl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Streams recorded from a real switch. */
final class Traces {
  private Traces() {}

  static byte[] bytes(String name) {
    try (InputStream in = Traces.class.getResourceAsStream("/traces/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<EslFrame> frames(byte[]... chunks) {
    EslFrameParser parser = new EslFrameParser(4 * 1024 * 1024);
    List<EslFrame> frames = new ArrayList<>();
    for (byte[] chunk : chunks) {
      parser.feed(chunk, frames::add);
    }
    return frames;
  }

  static List<EslEvent> events(String name) {
    return frames(bytes(name)).stream()
        .filter(f -> f.contentType().startsWith("text/event-"))
        .map(f -> f.contentType().endsWith("json")
            ? EslEventDecoder.fromJson(f.body())
            : EslEventDecoder.fromPlain(f.body()))
        .toList();
  }
}
