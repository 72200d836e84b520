package org.ctibar.call;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.ctibar.config.Section;

/**
 * How much may be called outside, by one person and through one switch. A limit of 0 lets nobody call.
 *
 * @param legsPerPerson outside legs at once, also those that a person transferred, until they end
 * @param legsPerSwitch the same of all persons together
 * @param outsidePerPerson new outside legs within a minute
 * @param outsidePerSwitch the same of all persons together
 * @param callsPerPerson calls to extensions or outside that a person makes within a minute
 */
public record TollConfig(
    int legsPerPerson,
    int legsPerSwitch,
    int outsidePerPerson,
    int outsidePerSwitch,
    int callsPerPerson,
    NumberRules numbers) {

  private static final int MOST = 1_000_000;
  private static final int DAY_MS = 86_400_000;

  /** How long two outside parties may talk with each other and with none of our phones. */
  private enum OutsideToOutside {
    OFF,
    LIMITED,
    ALLOWED
  }

  public static TollConfig from(Section s) {
    return new TollConfig(
        s.number("outsideLegsPerPerson", 0, MOST),
        s.number("outsideLegsPerSwitch", 0, MOST),
        s.number("outsideCallsPerMinutePerPerson", 0, MOST),
        s.number("outsideCallsPerMinutePerSwitch", 0, MOST),
        s.number("callsPerMinutePerPerson", 0, MOST),
        new NumberRules(denied(s), emergency(s)));
  }

  /** @return ms; {@link CallTimes#UNLIMITED} for no limit */
  static long longestCall(Section s) {
    int ms = s.number("longestCallMs", 0, DAY_MS);
    return ms == 0 ? CallTimes.UNLIMITED : Math.max(ms, 1_000);
  }

  /** @return ms; 0 for not at all, {@link CallTimes#UNLIMITED} for no limit */
  static long outsideToOutside(Section s) {
    int ms = s.number("outsideToOutsideMs", 1_000, DAY_MS);
    return switch (mode(s)) {
      case OFF -> 0;
      case LIMITED -> ms;
      case ALLOWED -> CallTimes.UNLIMITED;
    };
  }

  private static OutsideToOutside mode(Section s) {
    String word = s.text("outsideToOutside");
    return Arrays.stream(OutsideToOutside.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() ->
            s.problem("outsideToOutside", "must be off, limited or allowed, not '" + word + "'"));
  }

  private static List<Pattern> denied(Section s) {
    return Arrays.stream(s.text("denied").split("\\s+"))
        .filter(pattern -> !pattern.isEmpty())
        .map(pattern -> pattern(s, pattern))
        .toList();
  }

  private static Pattern pattern(Section s, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw s.problem("denied", "holds no regular expression: '" + text + "'");
    }
  }

  private static Set<String> emergency(Section s) {
    List<String> numbers = s.list("emergency");
    numbers.stream().filter(number -> !DialPlan.isNumber(number)).findFirst().ifPresent(bad -> {
      throw s.problem("emergency", "is no number: '" + bad + "'");
    });
    return Set.copyOf(numbers);
  }
}
