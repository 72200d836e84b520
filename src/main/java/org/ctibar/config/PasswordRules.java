package org.ctibar.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords people may have. Length counts, not how many kinds of characters there are. Pure.
 *
 * @param minLength characters
 */
public record PasswordRules(int minLength) {
  /** What is wrong with a password. */
  public enum Weakness {
    TOO_SHORT,
    /** Tried first by whoever guesses. */
    TOO_COMMON,
    /** Hardly more than the user name. */
    LIKE_NAME
  }

  /** Beside the user name. */
  private static final int FEWEST_OF_ITS_OWN = 6;

  private static final int SHORTEST_NAME = 3;
  private static final Set<String> ROWS = Set.of(
      "01234567890123456789",
      "98765432109876543210",
      "abcdefghijklmnopqrstuvwxyz",
      "qwertyuiopasdfghjklzxcvbnm");

  private static final Set<String> COMMON_MD5 = Stream.concat(
          CommonPasswords.ALL.stream(), Stream.of(""))
      .map(Md5::hex)
      .collect(Collectors.toUnmodifiableSet());

  public static PasswordRules from(Settings settings) {
    return new PasswordRules(settings.section("passwords").number("minLength", 8, 64));
  }

  /** @return empty if the password will do */
  public Optional<Weakness> weakness(String username, String password) {
    if (password.codePointCount(0, password.length()) < minLength) {
      return Optional.of(Weakness.TOO_SHORT);
    }
    if (isCommon(password)) {
      return Optional.of(Weakness.TOO_COMMON);
    }
    return isLike(username, password) ? Optional.of(Weakness.LIKE_NAME) : Optional.empty();
  }

  /** Of a password that was chosen elsewhere: whether it is one that somebody would try. Its length is not known here. */
  public Optional<Weakness> weaknessOfMd5(String username, String md5Hex) {
    String known = md5Hex.toLowerCase(Locale.ROOT);
    if (COMMON_MD5.contains(known)) {
      return Optional.of(Weakness.TOO_COMMON);
    }
    return known.equals(Md5.hex(username)) ? Optional.of(Weakness.LIKE_NAME) : Optional.empty();
  }

  /** The rest of a sentence that begins with where the password stands. */
  public String problem(Weakness weakness) {
    return switch (weakness) {
      case TOO_SHORT -> "must have at least " + minLength + " characters";
      case TOO_COMMON -> "is one of those that are tried first";
      case LIKE_NAME -> "is hardly more than the user name";
    };
  }

  private static boolean isCommon(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    return CommonPasswords.ALL.contains(lower)
        || Secrets.isExample(lower)
        || Secrets.isRepetitive(lower)
        || ROWS.stream().anyMatch(row -> row.contains(lower));
  }

  private static boolean isLike(String username, String password) {
    String name = username.toLowerCase(Locale.ROOT);
    String rest = password.toLowerCase(Locale.ROOT).replace(name, "");
    return password.equalsIgnoreCase(username)
        || name.length() >= SHORTEST_NAME
            && rest.length() < password.length()
            && rest.length() < FEWEST_OF_ITS_OWN;
  }
}
