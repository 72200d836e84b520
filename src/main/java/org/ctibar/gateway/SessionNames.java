package org.ctibar.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What pages call their sessions: {@code <id>.<generation>.<seal>}. Every node that knows the secret sees by the seal
 * whose session it is, though it never held it. Each node that goes on with a session gives it a new generation, so that
 * no page resumes from the events of a node that it has left since.
 */
final class SessionNames {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int GENERATION_BYTES = 4;
  private static final int SEAL_BYTES = 15;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /** Whose session, in which browser. */
  record Owner(String user, String browser) {}

  record Name(String sessionId, String text) {}

  SessionNames(String secret) {
    this.key =
        new SecretKeySpec(("ctibar session " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  Name first(Owner owner) {
    return next(UUID.randomUUID().toString(), owner);
  }

  Name next(String sessionId, Owner owner) {
    byte[] generation = new byte[GENERATION_BYTES];
    random.nextBytes(generation);
    String open = sessionId + "." + base64(generation);
    return new Name(sessionId, open + "." + seal(open, owner));
  }

  /** @return the id of the session; empty if it is not this owner's, or none at all */
  Optional<String> sessionId(String name, Owner owner) {
    int end = name.lastIndexOf('.');
    int middle = name.indexOf('.');
    if (middle <= 0 || end <= middle) {
      return Optional.empty();
    }
    byte[] expected = seal(name.substring(0, end), owner).getBytes(StandardCharsets.UTF_8);
    byte[] given = name.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given)
        ? Optional.of(name.substring(0, middle))
        : Optional.empty();
  }

  private String seal(String open, Owner owner) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String all =
          String.join("\n", open, "" + owner.browser().length(), owner.browser(), owner.user());
      byte[] whole = mac.doFinal(all.getBytes(StandardCharsets.UTF_8));
      return base64(Arrays.copyOf(whole, SEAL_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
