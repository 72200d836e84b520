package org.ctibar.gateway;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that signs tokens: configured, or made at the first start and kept with the data. */
public final class JwtSecret {
  /** Characters of a configured one. */
  public static final int SHORTEST = 32;

  private static final String FILE = "jwt.key";
  private static final int BYTES = 48;

  private JwtSecret() {}

  /**
   * @param configured wins over the file unless empty
   * @throws IllegalArgumentException if the configured secret can be guessed
   */
  public static String loadOrMake(Path dataDir, String configured) throws IOException {
    if (configured != null && !configured.isBlank()) {
      return longEnough(configured.strip());
    }
    Path file = dataDir.resolve(FILE);
    if (!Files.exists(file)) {
      make(dataDir, file);
    }
    allowOwnerOnly(file);
    return longEnough(Files.readString(file).strip());
  }

  /** Written whole beside it first: a start that is killed half way leaves no half key. */
  private static void make(Path dataDir, Path file) throws IOException {
    Files.createDirectories(dataDir);
    Path draft = Files.createTempFile(dataDir, FILE, null);
    try {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(key));
      allowOwnerOnly(draft);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // another start was faster: its key counts
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void allowOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static String longEnough(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a token secret must have at least " + SHORTEST + " characters");
    }
    return secret;
  }
}
