package org.ctibar.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What makes a configured secret one that others know or guess. Pure. */
public final class Secrets {
  /** Of an event socket or a database that others can reach. */
  public static final int SHORTEST_PASSWORD = 8;

  private static final int FEWEST_CHARACTERS = 5;
  private static final int LONGEST_REPEATED = 12;
  /** Letters and digits only; ExampleSecretsTest looks for those that are missing. */
  private static final Set<String> EXAMPLES =
      Set.of("cluecon", "longandsecret", "password", "secret", "socketpassword");

  private static final String PLACEHOLDER = "changeme";

  private Secrets() {}

  /**
   * @param shortest characters that it must have
   * @return the rest of a sentence that begins with what the secret is for, without the secret; empty if it will do
   */
  public static Optional<String> weakness(String secret, int shortest) {
    if (isExample(secret)) {
      return Optional.of("is an example of the documentation, which everybody knows");
    }
    if (secret.length() < shortest) {
      return Optional.of("must have at least " + shortest + " characters");
    }
    return isRepetitive(secret)
        ? Optional.of("has the same few characters again and again")
        : Optional.empty();
  }

  /** Whether it stands in a file of this repository to be replaced. */
  public static boolean isExample(String secret) {
    String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return EXAMPLES.contains(letters) || letters.contains(PLACEHOLDER);
  }

  /** Also the empty text. */
  static boolean isRepetitive(String text) {
    if (text.chars().distinct().count() < FEWEST_CHARACTERS) {
      return true;
    }
    for (int unit = 1; unit <= Math.min(LONGEST_REPEATED, text.length() / 2); unit++) {
      if (text.startsWith(text.substring(unit))) {
        return true;
      }
    }
    return false;
  }
}
