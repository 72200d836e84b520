package org.ctibar.store;

import java.util.regex.Pattern;

/**
 * What is wrong with something that somebody wrote.
 *
 * @param place for people: {@code people[3].extension}
 * @param field for forms: within the thing itself, {@code extension}
 * @param problem in English, the rest of a sentence that begins with the place
 */
public record Fault(String place, String field, Kind kind, String problem) {
  /** For whoever words it in another language. */
  public enum Kind {
    MALFORMED,
    MISSING,
    /** Somebody or something else has it. */
    TAKEN,
    /** It names what is not there. */
    NOT_FOUND,
    /** It may not be changed. */
    FIXED
  }

  private static final Pattern THING = Pattern.compile("^[a-z]+\\[[0-9]+][.]");

  /** @param place of which the thing is the beginning */
  static Fault at(String place, Kind kind, String problem) {
    return new Fault(place, THING.matcher(place).replaceFirst(""), kind, problem);
  }

  static Fault malformed(String place, String problem) {
    return at(place, Kind.MALFORMED, problem);
  }

  @Override
  public String toString() {
    return place + ": " + problem;
  }
}
