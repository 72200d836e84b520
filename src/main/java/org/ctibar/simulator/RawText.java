package org.ctibar.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts from SIP need not be UTF-8: a GBK name reaches event-socket clients byte by byte. Within the switch
 * such a byte is a character of the private-use range U+F780 to U+F7FF; on the wire it is itself again.
 */
final class RawText {
  private static final char FIRST = '\uF780';
  private static final char LAST = '\uF7FF';

  private RawText() {}

  static String of(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (FIRST + (in.get() & 0x7f)));
      }
    }
  }

  /** UTF-8 with the foreign bytes put back. */
  static Buffer restore(Buffer utf8) {
    Buffer out = null;
    int copied = 0;
    for (int i = 0; i + 2 < utf8.length(); i++) {
      if (utf8.getByte(i) == (byte) 0xEF && (utf8.getByte(i + 1) & 0xFE) == 0x9E) {
        out = out == null ? Buffer.buffer(utf8.length()) : out;
        int low = (utf8.getByte(i + 1) & 1) << 6 | utf8.getByte(i + 2) & 0x3F;
        out.appendBuffer(utf8, copied, i - copied).appendByte((byte) (0x80 | low));
        copied = i + 3;
        i += 2;
      }
    }
    return out == null ? utf8 : out.appendBuffer(utf8, copied, utf8.length() - copied);
  }

  static byte[] bytes(String text) {
    boolean plain = text.chars().noneMatch(c -> c >= FIRST && c <= LAST);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return plain ? utf8 : restore(Buffer.buffer(utf8)).getBytes();
  }
}
