package org.ctibar.esl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the switch was configured to bear; calls beyond are refused with 503. 0 where it did not tell.
 *
 * @param sessionsPerSecond one call needs two sessions
 */
public record SwitchLimits(int sessionsPerSecond, int maxSessions) {
  private static final int SMALL_RATE = 30;
  private static final int SMALL_TOTAL = 200;
  private static final Pattern RATE =
      Pattern.compile("session\\(s\\) per Sec out of max ([0-9]{1,9})");
  private static final Pattern TOTAL = Pattern.compile("(?m)^([0-9]{1,9}) session\\(s\\) max");

  /** Reads the reply to {@code status}. */
  public static SwitchLimits fromStatus(String status) {
    return new SwitchLimits(find(RATE, status), find(TOTAL, status));
  }

  /** Small enough to refuse calls of a call centre. */
  public boolean small() {
    return isSmall(sessionsPerSecond, SMALL_RATE) || isSmall(maxSessions, SMALL_TOTAL);
  }

  private static boolean isSmall(int value, int limit) {
    return value > 0 && value < limit;
  }

  private static int find(Pattern pattern, String status) {
    Matcher m = pattern.matcher(status);
    return m.find() ? Integer.parseInt(m.group(1)) : 0;
  }
}
