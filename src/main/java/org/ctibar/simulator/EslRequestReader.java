package org.ctibar.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Cuts what a client sends into requests: lines up to an empty one, then as many bytes as it announced. */
final class EslRequestReader {
  static final int MAX_HEAD_BYTES = 64 * 1024;
  static final int MAX_BODY_BYTES = 1024 * 1024;

  private final Consumer<EslRequest> out;
  private Buffer pending = Buffer.buffer();
  private EslRequest awaitingBody;
  private int bodyBytes;
  private int scanned;

  EslRequestReader(Consumer<EslRequest> out) {
    this.out = out;
  }

  /** @throws IllegalArgumentException if a request is too long or its length is no number: drop the client */
  void feed(Buffer data) {
    pending.appendBuffer(data);
    while (awaitingBody == null ? readHead() : readBody()) {
      // as long as whole requests are there
    }
  }

  private boolean readHead() {
    int end = endOfHead();
    if (end < 0) {
      if (pending.length() > MAX_HEAD_BYTES) {
        throw new IllegalArgumentException("command too long");
      }
      return false;
    }
    String head = pending.getString(0, end).replace("\r", "");
    drop(end);
    EslRequest request = parse(head.strip());
    String length = request.header("content-length");
    if (length.isEmpty() || request.line().isEmpty()) {
      emit(request);
    } else {
      bodyBytes = parseLength(length);
      awaitingBody = request;
    }
    return true;
  }

  private boolean readBody() {
    if (pending.length() < bodyBytes) {
      return false;
    }
    EslRequest head = awaitingBody;
    awaitingBody = null;
    String body = pending.getString(0, bodyBytes);
    drop(bodyBytes);
    emit(new EslRequest(head.line(), head.headers(), body));
    return true;
  }

  private void emit(EslRequest request) {
    if (!request.line().isEmpty()) {
      out.accept(request);
    }
  }

  /** @return the index behind the empty line, or -1 */
  private int endOfHead() {
    for (int i = scanned; i < pending.length(); i++) {
      if (pending.getByte(i) == '\n' && i > 0) {
        byte before = pending.getByte(i - 1);
        if (before == '\n' || before == '\r' && i > 1 && pending.getByte(i - 2) == '\n') {
          return i + 1;
        }
      }
    }
    scanned = Math.max(pending.length() - 2, 0);
    return -1;
  }

  private void drop(int bytes) {
    pending = pending.getBuffer(bytes, pending.length());
    scanned = 0;
  }

  private static int parseLength(String text) {
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("bad content-length");
    }
    return Integer.parseInt(text);
  }

  private static EslRequest parse(String head) {
    String[] lines = head.split("\n");
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new EslRequest(lines[0].strip(), headers, "");
  }
}
