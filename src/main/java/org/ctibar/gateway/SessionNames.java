package org.ctibar.gateway;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What pages call their sessions: {@code <id>.<generation>.<seal>}. Every node that knows the secret, as its current or a previous one, sees by the seal
 * whose session it is, though it never held it. Each node that goes on with a session gives it a new generation, so that
 * no page resumes from the events of a node that it has left since.
 */
final class SessionNames {
  private static final int GENERATION_BYTES = 4;

  private final Seals seals;
  private final SecureRandom random = new SecureRandom();

  /** Whose session, in which browser. */
  record Owner(String user, String browser) {}

  record Name(String sessionId, String text) {}

  SessionNames(SigningSecrets secrets) {
    this.seals = new Seals("session", secrets);
  }

  Name first(Owner owner) {
    return next(UUID.randomUUID().toString(), owner);
  }

  Name next(String sessionId, Owner owner) {
    byte[] generation = new byte[GENERATION_BYTES];
    random.nextBytes(generation);
    String open = sessionId + "." + base64(generation);
    return new Name(sessionId, open + "." + seals.of(sealed(open, owner)));
  }

  /** @return the id of the session; empty if it is not this owner's, or none at all */
  Optional<String> sessionId(String name, Owner owner) {
    int end = name.lastIndexOf('.');
    int middle = name.indexOf('.');
    if (middle <= 0 || end <= middle) {
      return Optional.empty();
    }
    return seals.fits(sealed(name.substring(0, end), owner), name.substring(end + 1))
        ? Optional.of(name.substring(0, middle))
        : Optional.empty();
  }

  private static String sealed(String open, Owner owner) {
    return String.join("\n", open, "" + owner.browser().length(), owner.browser(), owner.user());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
