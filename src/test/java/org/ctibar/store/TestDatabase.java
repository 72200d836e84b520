package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ctibar.testing.Kept;

/**
 * One real PostgreSQL a test process, started when the first test asks for it. Tests begin by {@link #emptied}, so they
 * must not run side by side in one process.
 */
public final class TestDatabase {
  /** Unpacked once for all test runs of this checkout. */
  public static final Path PROGRAMS = Path.of("target/postgres-programs");

  /** Its threads begin when they are needed, and do not keep the process alive. */
  public static final Vertx VERTX = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));

  private static Database opened;

  private TestDatabase() {}

  /** The shared database, open and without rows. */
  public static synchronized Database emptied() {
    if (opened == null) {
      opened = Kept.open(() -> await(Database.open(VERTX, config(preparedDirectory()))));
      Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::remove));
    }
    await(opened.with(connection -> connection
        .query("truncate people, extensions, groups, group_members, number_routes,"
            + " outbound_routes, calls, call_legs, agent_presence, agent_log, nodes, leases")
        .execute()));
    return opened;
  }

  private static void remove() {
    await(opened.close());
    remove(opened.config().dataDir());
  }

  public static void remove(Path directory) {
    try {
      Trees.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StoreConfig config(Path dataDir) {
    return StoreConfig.embeddedIn(dataDir).withProgramsDir(PROGRAMS);
  }

  /** With a database that has our tables and no rows. */
  public static Path preparedDirectory() {
    Path directory = freshDirectory();
    PreparedDatabase.into(directory);
    return directory;
  }

  public static Path freshDirectory() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(target, "test-data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within a minute", e);
    }
  }
}
