package org.ctibar.admin;

import java.time.Clock;
import java.time.LocalDate;

/** When a day of the site begins and ends. */
final class Days {
  private final AdminConfig config;
  private final Clock clock;

  Days(AdminConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  DayBook today() {
    LocalDate day = LocalDate.ofInstant(clock.instant(), config.zone());
    return new DayBook(
        beginning(day),
        beginning(day.plusDays(1)),
        new DayLimits(config.serviceLevel().toMillis(), config.shortAbandon().toMillis()));
  }

  private long beginning(LocalDate day) {
    return day.atStartOfDay(config.zone()).toInstant().toEpochMilli();
  }
}
