package org.ctibar.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Typed reading of some keys. Every method throws {@link ConfigException}, which names the key. */
public final class Section {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  private final String prefix;
  private final Map<String, String> values;

  Section(String prefix, Map<String, String> values) {
    this.prefix = prefix;
    this.values = values;
  }

  /** The text as it stands, perhaps empty. */
  public String text(String key) {
    String value = values.get(prefix + key);
    if (value == null) {
      throw problem(key, "is missing from conf/ctibar.yaml");
    }
    return value.strip();
  }

  public String nonEmpty(String key) {
    String value = text(key);
    if (value.isEmpty()) {
      throw problem(key, "must not be empty");
    }
    return value;
  }

  /**
   * A secret that others neither know nor guess, or the empty text.
   *
   * @param shortest characters that it must have
   */
  public String secret(String key, int shortest) {
    return text(key).isEmpty() ? "" : unknown(key, text(key), shortest);
  }

  /** As {@link #secret}, of a comma-separated list. */
  public List<String> secrets(String key, int shortest) {
    return list(key).stream().map(value -> unknown(key, value, shortest)).toList();
  }

  private String unknown(String key, String secret, int shortest) {
    Optional<String> weakness = Secrets.weakness(secret, shortest);
    if (weakness.isPresent()) {
      throw problem(key, weakness.get() + "; head -c 32 /dev/urandom | base64 makes another");
    }
    return secret;
  }

  /** A whole number within {@code [min, max]}. */
  public int number(String key, int min, int max) {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw problem(
        key, "must be a whole number from " + min + " to " + max + ", not '" + text(key) + "'");
  }

  /** Milliseconds within {@code [min, max]}; such keys end in {@code Ms}. */
  public Duration millis(String key, int min, int max) {
    return Duration.ofMillis(number(key, min, max));
  }

  public boolean flag(String key) {
    return switch (text(key)) {
      case "true", "on", "yes", "1" -> true;
      case "false", "off", "no", "0" -> false;
      default -> throw problem(key, "must be true or false, not '" + text(key) + "'");
    };
  }

  /** Comma-separated; empty text is the empty list. */
  public List<String> list(String key) {
    return Arrays.stream(text(key).split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /** A host name or an IPv4 address; empty text is none. */
  public Optional<String> host(String key) {
    String value = text(key);
    if (!value.isEmpty() && !HOST.matcher(value).matches()) {
      throw problem(key, "must be a host name or an IP address, not '" + value + "'");
    }
    return Optional.of(value).filter(host -> !host.isEmpty());
  }

  /** For values whose own parser found the fault. */
  public ConfigException problem(String key, String problem) {
    return new ConfigException(prefix + key, problem);
  }
}
