package org.ctibar.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that lives in a data directory. Any number of processes may use it at once: the first starts it, the
 * last to leave stops it. Who is still there is told by a file lock, which the system takes back from a killed process;
 * so a server whose users were all killed runs on, and the next process joins it.
 */
final class EmbeddedPostgres {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** A process cannot hold two locks of one file, hence one entry a data directory. */
  private static final Map<Path, EmbeddedPostgres> IN_THIS_PROCESS = new HashMap<>();

  private final Path home;
  private final PgServer server;
  private final FileChannel usersFile;
  private final PgTarget target;
  private FileLock using;
  private int users;

  private EmbeddedPostgres(Path home, Path programsDir) throws IOException {
    this.home = home;
    Trees.createPrivateDirectory(home);
    this.server = new PgServer(home, PgPrograms.unpacked(programsDir));
    this.usersFile = open("users.lock");
    try (FileChannel starting = open("start.lock")) {
      starting.lock(); // released with its channel
      this.target = server.startOrJoin();
      this.using = usersFile.lock(0, Long.MAX_VALUE, true);
    } catch (IOException | RuntimeException e) {
      usersFile.close();
      throw e;
    }
  }

  /**
   * Starts the database of {@code dataDir}, or joins it if it runs. Blocks, the first time for some seconds.
   *
   * @throws IOException if it does not start, with what it said
   * @throws IllegalStateException where it cannot run at all, with what to do
   */
  static EmbeddedPostgres join(Path dataDir, Path programsDir) throws IOException {
    Path home = dataDir.toAbsolutePath().normalize().resolve("postgres");
    synchronized (IN_THIS_PROCESS) {
      EmbeddedPostgres joined = IN_THIS_PROCESS.get(home);
      if (joined == null) {
        joined = new EmbeddedPostgres(home, programsDir.toAbsolutePath().normalize());
        IN_THIS_PROCESS.put(home, joined);
      }
      joined.users++;
      return joined;
    }
  }

  PgTarget target() {
    return target;
  }

  /** Stops the server if nobody else uses it. Blocks. */
  void leave() {
    synchronized (IN_THIS_PROCESS) {
      users--;
      if (users == 0) {
        IN_THIS_PROCESS.remove(home);
        stopIfLast();
      }
    }
  }

  private void stopIfLast() {
    try (FileChannel starting = open("start.lock");
        usersFile) {
      starting.lock();
      using.release();
      FileLock alone = usersFile.tryLock();
      if (alone == null) {
        LOG.info("embedded PostgreSQL stays, another process uses it");
      } else {
        server.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel open(String name) throws IOException {
    return FileChannel.open(
        home.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }
}
