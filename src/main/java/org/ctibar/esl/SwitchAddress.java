package org.ctibar.esl;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctibar.config.Loopback;
import org.ctibar.config.Secrets;

/** Where a switch's event socket is, and its password. */
public record SwitchAddress(String id, String host, int port, String password) {
  private static final Pattern FORM = Pattern.compile(
      "(?<id>[A-Za-z0-9_-]{1,32})=(?<password>.+)@(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+):(?<port>[0-9]{1,5})");

  public SwitchAddress {
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("switch " + id + ": control character in the password");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("switch " + id + ": port must be from 1 to 65535");
    }
  }

  /**
   * Reads {@code fs1=ClueCon@127.0.0.1:8021,fs2=…}. A password may hold anything but a comma.
   *
   * @throws IllegalArgumentException on any other form; its message does not hold the password
   */
  public static List<SwitchAddress> parse(String text) {
    List<SwitchAddress> all = Arrays.stream(text.split(","))
        .map(String::strip)
        .map(SwitchAddress::parseOne)
        .toList();
    if (all.stream().map(SwitchAddress::id).distinct().count() < all.size()) {
      throw new IllegalArgumentException("two switches have the same name");
    }
    return all;
  }

  private static SwitchAddress parseOne(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("expected name=password@host:port for each switch");
    }
    String host = m.group("host").replaceAll("[\\[\\]]", "");
    return new SwitchAddress(
        m.group("id"), host, Integer.parseInt(m.group("port")), m.group("password"));
  }

  /**
   * Whoever may speak to an event socket is root on its machine.
   *
   * @throws IllegalArgumentException if others than this machine can reach it and know or guess the password; the message
   *     does not hold it
   */
  public void requireSecretPassword() {
    Secrets.weakness(password, Secrets.SHORTEST_PASSWORD)
        .filter(weakness -> !Loopback.includes(host))
        .ifPresent(weakness -> {
          throw new IllegalArgumentException("the password of " + id + " " + weakness);
        });
  }

  @Override
  public String toString() {
    return id + " at " + host + ":" + port; // logs must not show the password
  }
}
