package org.ctibar.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.ctibar.config.Section;

/**
 * @param every how often supervisors are told what changed
 * @param serviceLevel within which a call is to be answered
 * @param shortAbandon callers who leave sooner do not count against the service level
 * @param recountEvery how often the figures are compared with the call records
 * @param zone in which a day begins
 */
public record AdminConfig(
    Duration every,
    Duration serviceLevel,
    Duration shortAbandon,
    Duration recountEvery,
    ZoneId zone) {

  public static AdminConfig from(Section s) {
    return new AdminConfig(
        s.millis("everyMs", 50, 5_000),
        s.millis("serviceLevelMs", 1_000, 3_600_000),
        s.millis("shortAbandonMs", 0, 60_000),
        s.millis("recountMs", 1_000, 3_600_000),
        zone(s));
  }

  private static ZoneId zone(Section s) {
    String name = s.text("zone");
    try {
      return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw s.problem("zone", "must be a time zone such as Asia/Shanghai, not '" + name + "'");
    }
  }
}
