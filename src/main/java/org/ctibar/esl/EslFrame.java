package org.ctibar.esl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * One message of the event socket.
 *
 * @param headers looked up without regard to case, values as they came (not URL-decoded)
 * @param body empty if the frame has none; not copied, so not to be changed
 */
public record EslFrame(Map<String, String> headers, byte[] body) {

  /** {@code null} if absent. */
  public String header(String name) {
    return headers.get(name);
  }

  /** Empty if the frame names none. */
  public String contentType() {
    return headers.getOrDefault("Content-Type", "");
  }

  /** Bytes that are not UTF-8 come out as U+FFFD. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EslFrame that
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * headers.hashCode() + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return contentType() + " of " + body.length + " bytes"; // bodies hold phone numbers
  }
}
