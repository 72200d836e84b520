package org.ctibar.store;

import java.io.IOException;
import java.nio.file.Path;

/** The PostgreSQL that nodes share, taken away from them and given back. */
public final class TestServer {
  private final PgServer server;

  /** @param dataDir of whoever started it */
  public TestServer(Path dataDir, Path programs) throws IOException {
    server = new PgServer(
        dataDir.toAbsolutePath().normalize().resolve("postgres"), PgPrograms.unpacked(programs));
  }

  public void stop() throws IOException {
    server.stop();
  }

  /** At the port where it was. */
  public void start() throws IOException {
    server.startOrJoin();
  }
}
