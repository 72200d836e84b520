package org.ctibar.esl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the body of an event frame into an {@link EslEvent}. Pure. */
public final class EslEventDecoder {
  private static final JsonFactory JSON = JsonFactory.builder()
      .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
      .build();
  private static final char REPLACEMENT = '\uFFFD';
  private static final int USUAL_HEADERS = 256;
  private static final String BODY = "_body";
  private static final String ARRAY_MARK = "ARRAY::";

  private EslEventDecoder() {}

  /**
   * Decodes {@code text/event-json}. Bytes that are not UTF-8 become U+FFFD, as a caller's name in GBK brings
   * them. A header that repeats comes as an array.
   *
   * @throws IllegalArgumentException if the text is no JSON object; its message holds nothing of the text
   */
  public static EslEvent fromJson(byte[] json) {
    if (!isAscii(json)) {
      String text = new String(json, StandardCharsets.UTF_8);
      if (text.indexOf(REPLACEMENT) >= 0) {
        return fromJson(text); // the parser of bytes refuses some of them and misreads others
      }
    }
    try (JsonParser parser = JSON.createParser(json)) {
      return read(parser);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** See {@link #fromJson(byte[])}. */
  public static EslEvent fromJson(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return read(parser);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException unreadable(IOException e) {
    return new IllegalArgumentException("event is no JSON: " + e.getClass().getSimpleName());
  }

  private static EslEvent read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("event is no JSON object");
    }
    Headers headers = new Headers();
    for (String name; (name = parser.nextFieldName()) != null; ) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        readArray(parser, name, headers);
      } else if (token == JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        headers.add(name, parser.getText());
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new IllegalArgumentException("event is not one JSON object");
    }
    return headers.toEvent();
  }

  private static void readArray(JsonParser parser, String name, Headers headers)
      throws IOException {
    for (JsonToken token; (token = parser.nextToken()) != JsonToken.END_ARRAY; ) {
      if (token.isScalarValue()) {
        headers.add(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Decodes {@code text/event-plain}: URL-encoded headers, a blank line, the body. */
  public static EslEvent fromPlain(byte[] plain) {
    String text = new String(plain, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    Headers headers = new Headers();
    for (String line : head.split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon);
        splitArray(percentDecode(line.substring(colon + 1).strip()))
            .forEach(value -> headers.add(name, value));
      }
    }
    headers.add(BODY, end < 0 ? "" : text.substring(end + 2));
    return headers.toEvent();
  }

  private static List<String> splitArray(String value) {
    return value.startsWith(ARRAY_MARK)
        ? List.of(value.substring(ARRAY_MARK.length()).split("\\|:"))
        : List.of(value);
  }

  /** A malformed escape stays as it is; {@code +} is a plus sign. */
  static String percentDecode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (in[i] == '%' && high >= 0 && low >= 0) {
        out.put((byte) (high << 4 | low));
        i += 2;
      } else {
        out.put(in[i]);
      }
    }
    return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
  }

  /** What has been read so far. */
  private static final class Headers {
    private final Map<String, String> first = new LinkedHashMap<>(USUAL_HEADERS);
    private final Map<String, List<String>> repeated = new HashMap<>(0);
    private String body = "";

    void add(String name, String value) {
      if (name.equals(BODY)) {
        body = value;
        return;
      }
      String earlier = first.putIfAbsent(name, value);
      if (earlier != null) {
        repeated.computeIfAbsent(name, n -> new ArrayList<>(List.of(earlier))).add(value);
      }
    }

    EslEvent toEvent() {
      return new EslEvent(first, repeated, body);
    }
  }
}
