package org.ctibar.bus;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Names of people and groups as others see them. Characters that show nothing, break a line or turn the direction of
 * writing let one name pose as another. Pure.
 */
public final class NameText {
  /** Within brackets of a regular expression. The last are blanks that Unicode counts as letters and marks. */
  private static final String HIDDEN =
      "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0";

  /** The joiners show nothing themselves: Persian, Indic scripts and emoji need them. */
  private static final String HIDDEN_BUT_JOINERS = HIDDEN + "&&[^\\u200C\\u200D]";

  /** No segment of a path, however it is written: browsers and servers walk over it. */
  public static final String NO_DOTS = "(?!\\.{1,2}\\z)";

  /** For a name by which somebody signs in, and is found by a path. */
  public static final Pattern KEY = Pattern.compile(NO_DOTS + "[^" + HIDDEN + "]{1,64}");

  /** For a name that is only shown. */
  public static final Pattern LABEL = Pattern.compile("[^" + HIDDEN_BUT_JOINERS + "]{1,64}");

  /** Completes a sentence that begins with the field. */
  public static final String EXPECTED =
      "must be 1 to 64 characters, without control characters, line breaks and marks of direction";

  /** The same of a {@link #KEY}. */
  public static final String EXPECTED_KEY = EXPECTED + ", and neither . nor ..";

  private static final Pattern ANY_HIDDEN = Pattern.compile("[" + HIDDEN + "]");
  private static final Pattern ANY_BUT_JOINERS = Pattern.compile("[" + HIDDEN_BUT_JOINERS + "]");
  private static final String NOTHING_LEFT = "\uFFFD";

  private NameText() {}

  /** A label as a {@link #LABEL} is, for those that were stored before they had to be. */
  public static String label(String stored) {
    String clean = ANY_BUT_JOINERS.matcher(stored).replaceAll("");
    return clean.isEmpty() ? NOTHING_LEFT : clean;
  }

  /** Two texts that differ still do so: each hidden character stands there as <code>\&#117;202e</code>. */
  public static String visible(String text) {
    return ANY_HIDDEN.matcher(text).replaceAll(NameText::escape);
  }

  private static String escape(MatchResult hidden) {
    return hidden
        .group()
        .codePoints()
        .collect(
            StringBuilder::new,
            (to, c) -> to.append(String.format(Locale.ROOT, "\\\\u%04x", c)),
            StringBuilder::append)
        .toString();
  }
}
