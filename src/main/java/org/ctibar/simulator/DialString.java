package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code {a=b,c='d'}user/1001}: variables and what to dial. The separator is a comma unless {@code ^^x} names
 * another; it splits even within quotes unless a backslash stands before it; a backslash also saves an
 * apostrophe and itself; braces must balance, quoted or not.
 */
record DialString(Map<String, String> variables, String target) {

  /** @throws IllegalArgumentException if the braces do not balance */
  static DialString parse(String text) {
    if (!text.startsWith("{")) {
      return new DialString(Map.of(), text);
    }
    int end = closingBrace(text);
    return new DialString(
        variables(text.substring(1, end)), text.substring(end + 1).strip());
  }

  /** Where the first word of a command line ends: at a space outside quotes. */
  static int endOfWord(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'' && (quoted || line.indexOf('\'', i + 1) > 0)) {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        return i;
      }
    }
    return line.length();
  }

  private static int closingBrace(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("unbalanced braces");
  }

  private static Map<String, String> variables(String inner) {
    char separator = ',';
    String rest = inner;
    if (inner.startsWith("^^") && inner.length() > 2) {
      separator = inner.charAt(2);
      rest = inner.substring(3);
    }
    Map<String, String> found = new LinkedHashMap<>();
    StringBuilder pair = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\\' && i + 1 < rest.length() && isEscapable(rest.charAt(i + 1), separator)) {
        pair.append(rest.charAt(++i));
      } else if (c == separator) {
        add(pair, found);
      } else if (c != '\'') {
        pair.append(c);
      }
    }
    add(pair, found);
    return found;
  }

  private static boolean isEscapable(char c, char separator) {
    return c == '\\' || c == '\'' || c == separator;
  }

  private static void add(StringBuilder pair, Map<String, String> found) {
    int equals = pair.indexOf("=");
    if (equals > 0) {
      found.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    pair.setLength(0);
  }
}
