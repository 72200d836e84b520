package org.ctibar.call;

import java.time.Duration;
import java.util.regex.Pattern;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Section;

/**
 * Where customers go whom nobody talks with, should the whole platform be gone for good.
 *
 * @param number dialled in {@code context}; empty for no dead man's switch
 * @param context of the switch's dialplan
 * @param after so long nobody put it off, in whole seconds
 * @param renewEvery how often it is put off
 */
record Fallback(String number, String context, Duration after, Duration renewEvery) {
  private static final Pattern NUMBER = Pattern.compile("[+0-9A-Za-z*#]{1,32}");
  /** Two renewals may be lost. */
  private static final int RENEWALS = 3;

  /** @param number see {@link Fallback} */
  static Fallback from(Section s, String number) {
    if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
      throw new ConfigException("fallback", "is no number: '" + number + "'");
    }
    Duration after = s.millis("fallbackAfterMs", 3_000, 3_600_000);
    return new Fallback(
        number, CallConfig.name(s, "fallbackContext"), after, after.dividedBy(RENEWALS));
  }

  boolean wanted() {
    return !number.isEmpty();
  }
}
