package org.ctibar.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How events look on the wire. {@code Content-Length} counts bytes. */
final class EventFormat {
  private static final String UNSAFE = "\r\n \"#%&+:;<=>?@[\\]^`{|}";

  private EventFormat() {}

  static Buffer jsonFrame(SwitchEvent event) {
    Map<String, Object> all = new LinkedHashMap<>(event.headers());
    event.body().ifPresent(body -> {
      all.put("Content-Length", String.valueOf(bytes(body).length));
      all.put("_body", body);
    });
    return frame("text/event-json", RawText.restore(Json.encodeToBuffer(all)));
  }

  static Buffer plainFrame(SwitchEvent event) {
    Buffer content = Buffer.buffer(plainHeaders(event.headers()));
    event
        .body()
        .ifPresent(body -> content.appendString("Content-Length: " + bytes(body).length + "\n"));
    content.appendString("\n");
    event.body().ifPresent(content::appendString);
    return frame("text/event-plain", content);
  }

  /** One line a header, values percent-encoded. */
  static String plainHeaders(Map<String, Object> headers) {
    StringBuilder lines = new StringBuilder(4_096);
    headers.forEach((key, value) ->
        lines.append(key).append(": ").append(encode(text(value))).append('\n'));
    return lines.toString();
  }

  private static Buffer frame(String type, Buffer content) {
    return Buffer.buffer("Content-Length: " + content.length() + "\nContent-Type: " + type + "\n\n")
        .appendBuffer(content);
  }

  private static String text(Object value) {
    if (value instanceof List<?> several) {
      return "ARRAY::" + String.join("|:", several.stream().map(String::valueOf).toList());
    }
    return String.valueOf(value);
  }

  private static String encode(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    for (byte b : RawText.bytes(value)) {
      if (b < 0 || UNSAFE.indexOf(b) >= 0) {
        out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
      } else {
        out.append((char) b);
      }
    }
    return out.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
