package org.ctibar.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tokens and names of sessions are signed with.
 *
 * @param previous sign nothing, but what they signed, here or at another node, is still good
 */
public record SigningSecrets(String current, List<String> previous) {
  private static final int KEY_ID_BYTES = 8;

  public SigningSecrets {
    previous = List.copyOf(previous);
  }

  public static SigningSecrets of(String current) {
    return new SigningSecrets(current, List.of());
  }

  /** The current one first. */
  List<String> all() {
    return Stream.concat(Stream.of(current), previous.stream()).distinct().toList();
  }

  /** Names the secret without telling it: the {@code kid} of a token. */
  static String keyId(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest(("ctibar kid " + secret).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, KEY_ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "current and " + previous.size() + " previous";
  }
}
