package org.ctibar.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proofs that a text is ours, each purpose with a key of its own: HMAC-SHA256, shortened. */
final class Seals {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 15;

  /** The current one first. */
  private final List<SecretKeySpec> keys;

  Seals(String purpose, SigningSecrets secrets) {
    this.keys = secrets.all().stream().map(secret -> key(purpose, secret)).toList();
  }

  private static SecretKeySpec key(String purpose, String secret) {
    return new SecretKeySpec(
        ("ctibar " + purpose + " " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String of(String text) {
    return seal(text, keys.get(0));
  }

  /** Whether the current secret or a previous one sealed it. */
  boolean fits(String text, String seal) {
    byte[] given = seal.getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> seal(text, key).getBytes(StandardCharsets.UTF_8))
        .anyMatch(expected -> MessageDigest.isEqual(expected, given));
  }

  private static String seal(String text, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
