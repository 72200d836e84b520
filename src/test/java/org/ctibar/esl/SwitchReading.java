package org.ctibar.esl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads commands as FreeSWITCH does, so that a test sees what the switch would make of them. Behaviour of
 * FreeSWITCH cc93a683: switch_utils.c (switch_separate_string, switch_find_end_paren), switch_event.c
 * (switch_event_create_brackets), mod_commands.c (originate_function, uuid_setvar_multi_function).
 */
final class SwitchReading {
  private static final String ESCAPED = "nrts";
  private static final String MEANING = "\n\r\t ";

  private SwitchReading() {}

  record Originated(Map<String, String> variables, String dialString, List<String> rest) {}

  static Originated originate(String arguments) {
    List<String> words = splitAtBlanks(arguments);
    String leg = words.get(0);
    Map<String, String> variables = new LinkedHashMap<>();
    while (leg.startsWith("{")) {
      int end = closingBrace(leg);
      variables(leg.substring(1, end), variables);
      leg = leg.substring(end + 1);
    }
    return new Originated(variables, leg, words.subList(1, words.size()));
  }

  static Map<String, String> setVars(String list) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String pair : split(list, ';', 64)) {
      int equals = pair.indexOf('=');
      variables.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return variables;
  }

  private static void variables(String inside, Map<String, String> into) {
    boolean ownSeparator = inside.startsWith("^^");
    char separator = ownSeparator ? inside.charAt(2) : ',';
    for (String pair : split(ownSeparator ? inside.substring(3) : inside, separator, 1024)) {
      List<String> parts = split(pair, '=', 2);
      if (parts.size() == 2) {
        into.put(parts.get(0), parts.get(1));
      }
    }
  }

  /** Counts braces without regard to quotes and backslashes. */
  private static int closingBrace(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException("no closing brace");
  }

  private static List<String> split(String text, char delimiter, int most) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length() && parts.size() + 1 < most; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'' && (quoted || text.indexOf('\'', i + 1) >= 0)) {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        parts.add(unquote(text.substring(start, i), delimiter));
        start = i + 1;
      }
    }
    if (start < text.length()) {
      parts.add(unquote(text.substring(start), delimiter));
    }
    return parts;
  }

  private static List<String> splitAtBlanks(String text) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '\\') {
        i++;
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (c == ' ' && (!quoted || i == text.length())) {
        if (i > start) {
          parts.add(unquote(text.substring(start, i), '\0'));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  /** Takes one level of quotes, backslashes and outer blanks away. */
  private static String unquote(String part, char delimiter) {
    String text = part.replaceFirst("^ +", "");
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    int kept = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
      if (c == '\\' && isEscapable(next, delimiter)) {
        int meant = ESCAPED.indexOf(next);
        out.append(meant >= 0 ? MEANING.charAt(meant) : next);
        kept = out.length();
        i++;
      } else if (c == '\'' && (quoted || text.indexOf('\'', i + 1) >= 0)) {
        quoted = !quoted;
        kept = quoted ? out.length() : kept;
      } else {
        out.append(c);
        kept = c != ' ' || quoted ? out.length() : kept;
      }
    }
    return out.substring(0, kept);
  }

  private static boolean isEscapable(char c, char delimiter) {
    return c == '\''
        || c == '"'
        || c == '\\'
        || (delimiter != '\0' && c == delimiter)
        || (c != '\0' && ESCAPED.indexOf(c) >= 0);
  }
}
