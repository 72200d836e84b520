package org.ctibar.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server with its files: {@code db} (the cluster), {@code port}, {@code password}, {@code server.log}.
 * Its caller makes sure that one process at a time starts or stops it.
 */
final class PgServer {
  private static final Logger LOG = LoggerFactory.getLogger(PgServer.class);
  private static final String USER = "ctibar";
  private static final String DATABASE = "ctibar";
  private static final int START_SECONDS = 60;

  private final Path home;
  private final Path cluster;
  private final PgPrograms programs;

  PgServer(Path home, PgPrograms programs) {
    this.home = home;
    this.cluster = home.resolve("db");
    this.programs = programs;
  }

  PgTarget startOrJoin() throws IOException {
    if (!Files.isDirectory(cluster)) {
      initialise();
    }
    Optional<Integer> running = runningPort();
    int port = running.isPresent() ? running.get() : start();
    PgTarget target = target(port, DATABASE);
    createDatabase(target(port, "postgres"));
    LOG.info("embedded PostgreSQL {} port={}", running.isPresent() ? "joined" : "started", port);
    return target;
  }

  void stop() throws IOException {
    programs.run(START_SECONDS, "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "stop");
    LOG.info("embedded PostgreSQL stopped");
  }

  /** Under another name first: a kill in between leaves nothing that looks like a database. */
  private void initialise() throws IOException {
    Path fresh = home.resolve("db.new");
    Trees.delete(fresh);
    Path password = home.resolve("password");
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Trees.writePrivately(password, HexFormat.of().formatHex(random));
    programs.run(
        START_SECONDS,
        "initdb",
        "-D",
        fresh.toString(),
        "-U",
        USER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions");
    Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private int start() throws IOException {
    int port = keptPort();
    try {
      launch(port);
    } catch (IOException e) {
      LOG.warn("embedded PostgreSQL did not start, once more", e);
      pause(2_000); // what is left of a killed server needs a moment to notice
      launch(port);
    }
    return port;
  }

  private void launch(int port) throws IOException {
    Path log = home.resolve("server.log");
    Files.deleteIfExists(log);
    String options = "-p " + port
        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        + " -c fsync=on -c synchronous_commit=on -c max_connections=200"
        // Its log says what failed, but not with which telephone numbers.
        + " -c log_error_verbosity=terse -c log_min_error_statement=panic";
    String seconds = String.valueOf(START_SECONDS);
    try {
      programs.run(
          START_SECONDS + 5,
          "pg_ctl",
          "-D",
          cluster.toString(),
          "-l",
          log.toString(),
          "-o",
          options,
          "-w",
          "-t",
          seconds,
          "start");
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; " + PgPrograms.lastWords(log), e);
    }
  }

  /** The port that stands in {@code postmaster.pid}, if its process lives and is a PostgreSQL. */
  private Optional<Integer> runningPort() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
    if (lines.size() < 4) {
      return Optional.empty();
    }
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty(); // PostgreSQL itself knows what to do with the file
    }
    if (process.filter(PgServer::isPostgres).isEmpty()) {
      Files.delete(pidFile); // left from before a reboot; PostgreSQL would refuse to start
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(lines.get(3).strip()));
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
        .orElse(false);
  }

  /** Chosen once. Only where something else has taken it meanwhile, another is chosen and kept. */
  private int keptPort() throws IOException {
    Path file = home.resolve("port");
    if (Files.exists(file)) {
      int kept = Integer.parseInt(Files.readString(file).strip());
      if (isFree(kept)) {
        return kept;
      }
      LOG.warn("port of the embedded PostgreSQL is taken, another is chosen port={}", kept);
    }
    int port = freePort();
    Trees.writePrivately(file, String.valueOf(port));
    return port;
  }

  /** Below the range from which systems take ports for outgoing connections. */
  private static int freePort() {
    int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
    return isFree(port) ? port : freePort();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private PgTarget target(int port, String database) throws IOException {
    String password = Files.readString(home.resolve("password")).strip();
    return new PgTarget("127.0.0.1", port, database, USER, password, PgTls.OFF);
  }

  private static void createDatabase(PgTarget maintenance) throws IOException {
    try (Connection connection = connect(maintenance);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(
            "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new IOException("embedded PostgreSQL refused the connection", e);
    }
  }

  /** A joined server may still be recovering from its own kill. */
  private static Connection connect(PgTarget target) throws SQLException, IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        return DriverManager.getConnection(target.jdbcUrl(), target.user(), target.password());
      } catch (SQLException e) {
        boolean starting = "57P03".equals(e.getSQLState());
        if (!starting || System.nanoTime() > deadline) {
          throw e;
        }
        pause(100);
      }
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
