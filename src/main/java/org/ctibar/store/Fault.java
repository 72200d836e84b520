package org.ctibar.store;

import java.util.regex.Pattern;
import org.ctibar.config.PasswordRules;
import org.ctibar.config.PasswordRules.Weakness;

/**
 * What is wrong with something that somebody wrote.
 *
 * @param place for people: {@code people[3].extension}
 * @param field for forms: within the thing itself, {@code extension}
 * @param problem in English, the rest of a sentence that begins with the place
 * @param limit which number the problem speaks of, or null
 */
public record Fault(String place, String field, Kind kind, String problem, Integer limit) {
  /** For whoever words it in another language. */
  public enum Kind {
    MALFORMED,
    MISSING,
    /** Somebody or something else has it. */
    TAKEN,
    /** It names what is not there. */
    NOT_FOUND,
    /** It may not be changed. */
    FIXED,
    /** Less than the limit. */
    TOO_SHORT,
    /** Of a password, as the next. */
    TOO_COMMON,
    LIKE_NAME
  }

  private static final Pattern THING = Pattern.compile("^[a-z]+\\[[0-9]+][.]");

  Fault(String place, String field, Kind kind, String problem) {
    this(place, field, kind, problem, null);
  }

  /** @param place of which the thing is the beginning */
  static Fault at(String place, Kind kind, String problem) {
    return new Fault(place, THING.matcher(place).replaceFirst(""), kind, problem);
  }

  /** Of a password that the rules refuse. */
  static Fault weak(String place, PasswordRules rules, Weakness weakness) {
    Fault fault = at(place, kind(weakness), rules.problem(weakness));
    return weakness == Weakness.TOO_SHORT
        ? new Fault(place, fault.field, fault.kind, fault.problem, rules.minLength())
        : fault;
  }

  private static Kind kind(Weakness weakness) {
    return switch (weakness) {
      case TOO_SHORT -> Kind.TOO_SHORT;
      case TOO_COMMON -> Kind.TOO_COMMON;
      case LIKE_NAME -> Kind.LIKE_NAME;
    };
  }

  static Fault malformed(String place, String problem) {
    return at(place, Kind.MALFORMED, problem);
  }

  @Override
  public String toString() {
    return place + ": " + problem;
  }
}
