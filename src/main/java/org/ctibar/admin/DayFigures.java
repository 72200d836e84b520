package org.ctibar.admin;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the calls of a day that came to a group.
 *
 * @param offered all of them
 * @param answered whose caller talked with somebody
 * @param abandoned that ended before
 * @param shortAbandoned of these, those that ended so soon that nobody could have answered
 * @param answeredInTime of the answered, those within the time of the service level
 * @param waitMs the waits of the answered, added up
 */
public record DayFigures(
    int offered, int answered, int abandoned, int shortAbandoned, int answeredInTime, long waitMs) {
  static final DayFigures NONE = new DayFigures(0, 0, 0, 0, 0, 0);

  /** answeredInTime ÷ (answered + abandoned − shortAbandoned); null while that is 0. */
  @JsonProperty
  public Double serviceLevel() {
    int counted = answered + abandoned - shortAbandoned;
    return counted == 0 ? null : (double) answeredInTime / counted;
  }

  DayFigures plus(DayFigures other) {
    return new DayFigures(
        offered + other.offered,
        answered + other.answered,
        abandoned + other.abandoned,
        shortAbandoned + other.shortAbandoned,
        answeredInTime + other.answeredInTime,
        waitMs + other.waitMs);
  }

  DayFigures negated() {
    return new DayFigures(
        -offered, -answered, -abandoned, -shortAbandoned, -answeredInTime, -waitMs);
  }
}
