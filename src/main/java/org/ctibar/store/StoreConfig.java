package org.ctibar.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ctibar.config.Section;
import org.ctibar.config.Settings;

/**
 * Where the database is and how patient the store is with it.
 *
 * @param external empty for the embedded PostgreSQL in {@code dataDir}
 * @param programsDir where the embedded PostgreSQL's programs are unpacked; may serve several data directories
 * @param replyTimeout after which a statement counts as lost and the database as away
 * @param signInMaxWaiting sign-ins that may wait for the one password worker; more are refused
 * @param recordsMaxWaiting call records kept in memory while the database is away; more are refused
 */
public record StoreConfig(
    Optional<PgTarget> external,
    Path dataDir,
    Path programsDir,
    Demo demo,
    int poolSize,
    Duration connectTimeout,
    Duration replyTimeout,
    Duration directoryReload,
    int signInMaxWaiting,
    int recordsMaxWaiting,
    Duration retryPause) {

  /** Reads sections {@code pg}, {@code data}, {@code directory}, {@code signIn}, {@code records} and {@code demo}. */
  public static StoreConfig from(Settings settings) {
    Section pg = settings.section("pg");
    Section records = settings.section("records");
    Optional<PgTarget> external = external(pg);
    Path dataDir = Path.of(settings.section("data").nonEmpty("dir"));
    String programsDir = pg.text("programsDir");
    return new StoreConfig(
        external,
        dataDir,
        programsDir.isEmpty() ? programsIn(dataDir) : Path.of(programsDir),
        demo(settings.root(), external.isEmpty()),
        pg.number("poolSize", 2, 200),
        pg.millis("connectTimeoutMs", 100, 600_000),
        pg.millis("replyTimeoutMs", 100, 600_000),
        settings.section("directory").millis("reloadMs", 100, 3_600_000),
        settings.section("signIn").number("maxWaiting", 1, 1_000_000),
        records.number("maxWaiting", 1, 10_000_000),
        records.millis("retryMs", 10, 600_000));
  }

  /** The embedded PostgreSQL, its people as they are, everything else as in conf/ctibar.yaml. */
  public static StoreConfig embeddedIn(Path dataDir) {
    return new StoreConfig(
        Optional.empty(),
        dataDir,
        programsIn(dataDir),
        Demo.IGNORED,
        8,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        5_000,
        100_000,
        Duration.ofSeconds(1));
  }

  public StoreConfig withDemo(Demo wanted) {
    return new StoreConfig(
        external,
        dataDir,
        programsDir,
        wanted,
        poolSize,
        connectTimeout,
        replyTimeout,
        directoryReload,
        signInMaxWaiting,
        recordsMaxWaiting,
        retryPause);
  }

  /** For tests that share the unpacked programs: unpacking takes seconds. */
  public StoreConfig withProgramsDir(Path dir) {
    return new StoreConfig(
        external,
        dataDir,
        dir,
        demo,
        poolSize,
        connectTimeout,
        replyTimeout,
        directoryReload,
        signInMaxWaiting,
        recordsMaxWaiting,
        retryPause);
  }

  private static Optional<PgTarget> external(Section pg) {
    String uri = pg.nonEmpty("uri");
    if (uri.equals("embedded")) {
      return Optional.empty();
    }
    Optional<Path> authority =
        Optional.of(pg.text("caCertificate")).filter(file -> !file.isEmpty()).map(Path::of);
    PgTarget target;
    try {
      target = PgTarget.parse(uri, authority);
      target.requireSecretPassword();
    } catch (IllegalArgumentException e) {
      throw pg.problem("uri", e.getMessage());
    }
    try {
      target.tls().checkAuthority();
    } catch (IllegalArgumentException e) {
      throw pg.problem("caCertificate", e.getMessage());
    }
    return Optional.of(target);
  }

  private static Demo demo(Section root, boolean embedded) {
    String value = root.text("demo");
    return switch (value) {
      case "auto" -> embedded ? Demo.LOCAL : Demo.OFF;
      case "open" -> Demo.OPEN;
      default -> root.flag("demo") ? Demo.LOCAL : Demo.OFF;
    };
  }

  private static Path programsIn(Path dataDir) {
    return dataDir.resolve("postgres").resolve("programs");
  }
}
