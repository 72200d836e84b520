package org.ctibar.esl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Cuts the byte stream of an event socket into frames. Pure: bytes in, whole frames out, the remainder kept.
 * {@code Content-Length} counts bytes, not characters. Lines may end in CR LF or LF, and blank lines between
 * frames are skipped.
 */
public final class EslFrameParser {
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final byte[] NO_BODY = {};

  private final int maxBodyBytes;
  private byte[] buffer = new byte[16 * 1024];
  private int from;
  private int to;
  private int scanned;
  private Map<String, String> headers;
  private int bodyBytes;

  public EslFrameParser(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * @throws EslProtocolException on a header or body over its limit, or a bad {@code Content-Length}: the
   *     stream has no known position any more, so drop the connection
   */
  public void feed(byte[] bytes, Consumer<EslFrame> frames) {
    append(bytes);
    while (headers != null ? takeBody(frames) : takeHeaders()) {
      // as long as something could be taken
    }
    if (from == to) {
      from = to = scanned = 0;
    }
  }

  private boolean takeHeaders() {
    while (from < to && isLineEnd(buffer[from])) {
      from++;
    }
    scanned = Math.max(scanned, from);
    int end = headerEnd();
    if ((end < 0 ? to : end) - from > MAX_HEADER_BYTES) {
      throw new EslProtocolException("headers of more than " + MAX_HEADER_BYTES + " bytes");
    }
    if (end < 0) {
      return false;
    }
    headers = parseHeaders(new String(buffer, from, end - from, StandardCharsets.UTF_8));
    bodyBytes = contentLength(headers.get("Content-Length"));
    from = scanned = end;
    return true;
  }

  /** The index behind the blank line, or -1 if it is not here yet. */
  private int headerEnd() {
    for (int i = scanned; i < to; i++) {
      if (buffer[i] == '\n' && i > from && endsBlankLine(i)) {
        return i + 1;
      }
    }
    scanned = to;
    return -1;
  }

  private boolean endsBlankLine(int i) {
    return buffer[i - 1] == '\n'
        || (i - 2 >= from && buffer[i - 1] == '\r' && buffer[i - 2] == '\n');
  }

  private boolean takeBody(Consumer<EslFrame> frames) {
    if (to - from < bodyBytes) {
      return false;
    }
    byte[] body = bodyBytes == 0 ? NO_BODY : Arrays.copyOfRange(buffer, from, from + bodyBytes);
    EslFrame frame = new EslFrame(headers, body);
    from += bodyBytes;
    scanned = from;
    headers = null;
    frames.accept(frame);
    return true;
  }

  private static Map<String, String> parseHeaders(String text) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : text.split("\r?\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String earlier = headers.put(
            line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        if (earlier != null && line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
          throw new EslProtocolException("two Content-Length headers");
        }
      }
    }
    return Collections.unmodifiableMap(headers);
  }

  private int contentLength(String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new EslProtocolException("bad Content-Length");
    }
    int length = Integer.parseInt(text);
    if (length > maxBodyBytes) {
      throw new EslProtocolException("body of " + length + " bytes, more than " + maxBodyBytes);
    }
    return length;
  }

  private void append(byte[] bytes) {
    if (to + bytes.length > buffer.length) {
      makeRoom(bytes.length);
    }
    System.arraycopy(bytes, 0, buffer, to, bytes.length);
    to += bytes.length;
  }

  private void makeRoom(int more) {
    int kept = to - from;
    byte[] target =
        kept + more > buffer.length ? new byte[Math.max(kept + more, 2 * buffer.length)] : buffer;
    System.arraycopy(buffer, from, target, 0, kept);
    buffer = target;
    scanned -= from;
    from = 0;
    to = kept;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }
}
