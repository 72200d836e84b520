package org.ctibar.esl;

import java.util.regex.Pattern;

/**
 * Makes text from outside (a caller's name, a browser's words) fit to be a channel variable. It is cleaned, not
 * refused, else such a caller could never be offered to anybody. What comes out is what the phone shows too, so
 * show the same on the page.
 *
 * <p>FreeSWITCH takes an {@code originate} apart three times (at spaces, at the separator, at {@code =}), undoes
 * one level of quotes and backslashes each time, and looks for the closing brace and for {@code :_:} without any
 * regard to quotes. No escaping carries all text through that, so the characters with a meaning there give way to
 * look-alikes without one: {@code O'Neil} becomes {@code O’Neil}. Source: FreeSWITCH cc93a683
 * switch_utils.c:cleanup_separated_string, switch_event.c:switch_event_create_brackets,
 * switch_ivr_originate.c:2141, mod_event_socket.c:parse_command.
 */
public final class HostileText {
  /** Longest name that is given to a phone, in characters. */
  public static final int MAX_NAME = 60;

  /** Longest value of any channel variable, in characters. */
  public static final int MAX_VALUE = 4_000;

  /** Splits a dial string into several calls, even inside quotes. */
  private static final Pattern SEVERAL_CALLS = Pattern.compile(":(?=_:)");

  /** A line that holds this and "unload" or "reload" does that to the event socket, wherever the words stand. */
  private static final Pattern SOCKET_MODULE =
      Pattern.compile("mod_event_socket", Pattern.CASE_INSENSITIVE);

  /** Would be taken apart as a list of values. */
  private static final Pattern ARRAY_MARK = Pattern.compile("ARRAY::+");

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private HostileText() {}

  /** A name to show, on phones too: one line, at most {@link #MAX_NAME} characters; {@code null} as empty. */
  public static String cleanName(String text) {
    return clean(text, MAX_NAME);
  }

  /** Any other value: letters, digits, single spaces and {@code _.:+@=/,*#%()&!?~^-} stay as they are. */
  public static String cleanValue(String text) {
    return clean(text, MAX_VALUE);
  }

  static boolean namesSocketModule(String text) {
    return SOCKET_MODULE.matcher(text).find();
  }

  private static String clean(String text, int maxCharacters) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(4L * maxCharacters).forEach(c -> append(out, c));
    String safe = SOCKET_MODULE.matcher(out).replaceAll("mod event socket");
    safe = ARRAY_MARK.matcher(safe).replaceAll("ARRAY:");
    safe = SEVERAL_CALLS.matcher(safe).replaceAll(".");
    return safe.codePoints()
        .limit(maxCharacters)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static void append(StringBuilder out, int c) {
    if (isSpace(c)) {
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      out.append('\uFFFD');
    } else if (!isInvisible(c)) {
      out.append(harmless(c));
    }
  }

  private static String harmless(int c) {
    return switch (c) {
      case '\'', '`' -> "’";
      case '"' -> "”";
      case '\\', '|' -> "/";
      case '{', '[', '<' -> "(";
      case '}', ']', '>' -> ")";
      case ';' -> ",";
      case '$' -> "";
      default -> Character.toString(c);
    };
  }

  private static boolean isSpace(int c) {
    return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Such as marks that turn the direction of writing, with which a name can pose as another. */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        && c != ZERO_WIDTH_JOINER
        && c != ZERO_WIDTH_NON_JOINER;
  }
}
