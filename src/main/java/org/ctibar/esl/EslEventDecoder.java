package org.ctibar.esl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the body of an event frame into an {@link EslEvent}. Pure. */
public final class EslEventDecoder {
  private static final JsonFactory JSON = JsonFactory.builder()
      .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
      .build();
  private static final int USUAL_HEADERS = 256;
  private static final String ARRAY_MARK = "ARRAY::";

  private EslEventDecoder() {}

  /**
   * Decodes {@code text/event-json}. Bytes that are not UTF-8 become U+FFFD, as a caller's name in GBK brings
   * them. A header that repeats comes as an array.
   *
   * @throws IllegalArgumentException if the text is no JSON object; its message holds nothing of the text
   */
  public static EslEvent fromJson(byte[] json) {
    return fromJson(new String(json, StandardCharsets.UTF_8));
  }

  /** See {@link #fromJson(byte[])}. */
  public static EslEvent fromJson(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("event is no JSON object");
      }
      return readObject(parser);
    } catch (IOException e) {
      throw new IllegalArgumentException("event is no JSON: " + e.getClass().getSimpleName());
    }
  }

  private static EslEvent readObject(JsonParser parser) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>(USUAL_HEADERS);
    String body = "";
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String name = parser.currentName();
      List<String> values = readValues(parser);
      if (name.equals("_body")) {
        body = values.isEmpty() ? "" : values.get(0);
      } else if (!values.isEmpty()) {
        headers.merge(name, values, EslEventDecoder::join);
      }
    }
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException("event is more than one JSON object");
    }
    return new EslEvent(headers, body);
  }

  /** The values of the field the parser stands on; nested objects have none. */
  private static List<String> readValues(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IllegalArgumentException("event ends too early");
    }
    if (token.isScalarValue()) {
      return token == JsonToken.VALUE_NULL ? List.of() : List.of(parser.getText());
    }
    List<String> values = new ArrayList<>();
    if (token == JsonToken.START_ARRAY) {
      while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
        if (token.isScalarValue()) {
          values.add(parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return values;
  }

  /** Decodes {@code text/event-plain}: URL-encoded headers, a blank line, the body. */
  public static EslEvent fromPlain(byte[] plain) {
    String text = new String(plain, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    Map<String, List<String>> headers = new LinkedHashMap<>(USUAL_HEADERS);
    for (String line : head.split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        List<String> values = splitArray(percentDecode(line.substring(colon + 1).strip()));
        headers.merge(line.substring(0, colon), values, EslEventDecoder::join);
      }
    }
    return new EslEvent(headers, end < 0 ? "" : text.substring(end + 2));
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

  private static List<String> join(List<String> first, List<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }
}
