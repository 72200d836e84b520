package org.ctibar.esl;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One command, ready for the wire. Made by {@link Commands} only; this is the one place where text becomes a
 * command, and it lets nothing through that could be a second one.
 */
public final class EslCommand {
  private static final int MAX_CHARACTERS = 60_000;

  private final String line;
  private final Map<String, String> headers;

  private EslCommand(String line, Map<String, String> headers) {
    this.line = line;
    this.headers = headers;
  }

  /** @throws IllegalArgumentException on a line end, a NUL, or the words that unload the event socket */
  static EslCommand of(String line) {
    return new EslCommand(oneLine(line), Map.of());
  }

  /** The same command with one header more. */
  EslCommand with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(oneLine(name), oneLine(value));
    return new EslCommand(line, more);
  }

  /** The id under which the result will come as BACKGROUND_JOB, if this command runs in the background. */
  public Optional<String> jobUuid() {
    return Optional.ofNullable(headers.get("Job-UUID"));
  }

  /** What is sent: the line, the headers, one blank line. */
  public byte[] wire() {
    StringBuilder out = new StringBuilder(line).append('\n');
    headers.forEach((name, value) -> out.append(name).append(": ").append(value).append('\n'));
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The first two words: the rest may hold phone numbers or a password. */
  @Override
  public String toString() {
    String[] words = line.split(" ", 3);
    return words.length > 1 && line.matches("(bg)?api .*") ? words[0] + " " + words[1] : words[0];
  }

  private static String oneLine(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("command of " + text.length() + " characters");
    }
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("command with a line end");
    }
    if (HostileText.namesSocketModule(text)) {
      throw new IllegalArgumentException("command that names the event socket's module");
    }
    return text;
  }
}
