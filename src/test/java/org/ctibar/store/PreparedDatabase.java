package org.ctibar.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of an embedded PostgreSQL with our tables and no rows, made once for all test runs of this checkout and
 * copied from then on: {@code initdb} and the migrations take seconds, a copy a fraction of one.
 */
public final class PreparedDatabase {
  private static final Path ALL = Path.of("target/postgres-prepared");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  /** Of {@link PgServer}; port and locks belong to one server. */
  private static final List<String> COPIED = List.of("db", "password");

  private PreparedDatabase() {}

  /** @param dataDir of the node or test that is going to open the database; without one yet */
  public static void into(Path dataDir) {
    try {
      Path home = dataDir.resolve("postgres");
      Trees.createPrivateDirectory(home);
      for (String part : COPIED) {
        copy(prepared().resolve("postgres").resolve(part), home.resolve(part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One process makes it, the others wait. */
  private static synchronized Path prepared() throws IOException {
    Path made = ALL.resolve(digestOfMigrations());
    Files.createDirectories(ALL);
    try (FileChannel lock = FileChannel.open(
        ALL.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock(); // released with its channel
      if (!Files.isDirectory(made)) {
        Path fresh = Files.createTempDirectory(ALL, "making");
        TestDatabase.await(
            Database.open(TestDatabase.VERTX, TestDatabase.config(fresh)).compose(Database::close));
        Files.move(fresh, made, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return made;
  }

  private static String digestOfMigrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.sorted().toList()) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
