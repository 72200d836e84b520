package org.ctibar.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.ctibar.config.Section;

/**
 * Which switches may ask for SIP accounts ({@code freeswitch.*}).
 *
 * @param secret empty: none may
 * @param addresses empty: any that knows the secret
 */
public record SwitchAccess(String secret, List<String> addresses) {
  public static final SwitchAccess OFF = new SwitchAccess("", List.of());
  private static final int SHORTEST = 16;
  private static final String BASIC = "Basic ";

  static SwitchAccess from(Section s) {
    return new SwitchAccess(s.secret("secret", SHORTEST), GatewayConfig.addresses(s, "addresses"));
  }

  boolean isOpen() {
    return !secret.isEmpty();
  }

  boolean admitsAddress(String address) {
    return addresses.isEmpty() || addresses.stream().anyMatch(a -> ClientAddress.same(a, address));
  }

  /**
   * In a time that tells nothing of the secret.
   *
   * @param authorization the header, {@code Basic} with any user name and the secret
   */
  boolean admits(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return false;
    }
    byte[] given;
    try {
      given = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
    } catch (IllegalArgumentException e) {
      return false;
    }
    String credentials = new String(given, StandardCharsets.UTF_8);
    String password = credentials.substring(credentials.indexOf(':') + 1);
    return isOpen() && MessageDigest.isEqual(bytes(password), bytes(secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return isOpen() ? "open to " + addresses : "off"; // logs must not show the secret
  }
}
