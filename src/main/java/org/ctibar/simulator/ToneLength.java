package org.ctibar.simulator;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a play lasts, as far as its name tells. */
final class ToneLength {
  private static final Pattern TONE = Pattern.compile("%\\((\\d{1,9}),(\\d{1,9})");
  private static final Pattern LOOPS = Pattern.compile("loops=(-?\\d{1,6})");
  private static final long FILE_MS = 3_000;

  private ToneLength() {}

  /** @return empty for what never ends: {@code loops=-1}, local streams */
  static OptionalLong millis(String path) {
    if (path.startsWith("local_stream://")) {
      return OptionalLong.empty();
    }
    Matcher loops = LOOPS.matcher(path);
    int times = loops.find() ? Integer.parseInt(loops.group(1)) : 1;
    if (times < 0) {
      return OptionalLong.empty();
    }
    if (!path.startsWith("tone_stream://")) {
      return OptionalLong.of(FILE_MS * times);
    }
    long once = 0;
    for (Matcher tone = TONE.matcher(path); tone.find(); ) {
      once += Long.parseLong(tone.group(1)) + Long.parseLong(tone.group(2));
    }
    return OptionalLong.of(once * Math.max(times, 1));
  }
}
