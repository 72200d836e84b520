package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.store.TestDatabase.VERTX;
import static org.ctibar.store.TestDatabase.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.sqlclient.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag(Tiers.INTEGRATION)
@Timeout(120)
class EmbeddedPostgresTest {
  private final Path directory = TestDatabase.preparedDirectory();
  private final Path home = directory.resolve("postgres");
  private final List<Process> others = new ArrayList<>();

  @AfterEach
  void cleanUp() throws Exception {
    for (Process other : others) {
      other.destroyForcibly().waitFor();
    }
    if (Files.exists(home.resolve("db/postmaster.pid"))) {
      await(open().close());
    }
    TestDatabase.remove(directory);
  }

  @Test
  void survivesTheKillOfItsProcess() throws Exception {
    Process node = otherProcess("before");
    long port = port();
    node.destroyForcibly().waitFor();

    Database database = open();

    assertThat(groups(database)).containsExactly("before");
    assertThat(port()).isEqualTo(port);
    await(database.close());
    assertThat(serverIsAlive()).as("the orphan is ended, too").isFalse();
  }

  @Test
  void survivesTheKillOfTheServer() throws Exception {
    Process node = otherProcess("before");
    node.destroyForcibly().waitFor();
    ProcessHandle server = server();
    server.destroyForcibly();
    server.onExit().get(60, TimeUnit.SECONDS);

    Database database = open();

    assertThat(groups(database)).containsExactly("before");
    await(database.close());
  }

  /** After a reboot the number in the file may be anybody's. */
  @Test
  void isNotFooledByAForeignProcessOfTheSameNumber() throws Exception {
    await(open().close());
    Files.writeString(
        home.resolve("db/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + home.resolve("db") + "\n1\n1\n");

    Database database = open();

    assertThat(groups(database)).isEmpty();
    await(database.close());
  }

  @Test
  void staysWhileAnotherProcessUsesIt() throws Exception {
    Process node = otherProcess("other");

    Database joined = open();
    assertThat(groups(joined)).containsExactly("other");
    await(joined.close());
    assertThat(serverIsAlive()).isTrue();

    node.outputWriter().close();
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(serverIsAlive()).isFalse();
  }

  @Test
  void twoUsersInOneProcessLeaveInAnyOrder() {
    Database first = open();
    Database second = open();

    await(first.close());

    assertThat(groups(second)).isEmpty();
    await(second.close());
    assertThat(Files.exists(home.resolve("db/postmaster.pid"))).isFalse();
  }

  @Test
  void letsNobodyInWithoutItsOwnPassword() throws Exception {
    TestDatabase.remove(home);
    Database database = open();
    String url = "jdbc:postgresql://127.0.0.1:" + port() + "/ctibar";

    assertThatThrownBy(() -> connect(url, "ctibar", "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Files.readString(home.resolve("db/pg_hba.conf"))
            .lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank()))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("scram-sha-256"));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
    await(database.close());
  }

  @Test
  void keepsWhatItConfirmed() {
    Database database = open();

    assertThat(setting(database, "fsync")).isEqualTo("on");
    assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
    assertThat(setting(database, "full_page_writes")).isEqualTo("on");
    assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting(database, "unix_socket_directories")).isEmpty();
    await(database.close());
  }

  @Test
  void twoDirectoriesShareNothing() throws Exception {
    TestDatabase.remove(home);
    Path elsewhere = TestDatabase.freshDirectory();
    Database here = open();
    Database there = await(Database.open(VERTX, TestDatabase.config(elsewhere)));

    await(there.with(
        c -> c.query("insert into groups (id, name) values ('t', 't')").execute()));

    assertThat(groups(here)).isEmpty();
    assertThat(Files.readString(elsewhere.resolve("postgres/port")))
        .isNotEqualTo(Files.readString(home.resolve("port")));
    assertThat(Files.readString(elsewhere.resolve("postgres/password")))
        .isNotEqualTo(Files.readString(home.resolve("password")));
    await(there.close());
    await(here.close());
    TestDatabase.remove(elsewhere);
  }

  @Test
  void takesAnotherPortWhereItsOwnIsTaken() throws Exception {
    await(open().close());
    long kept = port();
    try (ServerSocket stranger =
        new ServerSocket((int) kept, 1, InetAddress.getLoopbackAddress())) {
      Database database = open();

      assertThat(stranger.isBound()).isTrue();
      assertThat(port()).isNotEqualTo(kept);
      await(database.close());
    }
  }

  @Test
  void saysInOneLineWhyItDoesNotRunAsRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root is refused");

    assertThatThrownBy(() -> PgPrograms.unpacked(TestDatabase.PROGRAMS, "no-such-unshare"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "the embedded PostgreSQL does not run as root.*pg\\.uri \\(CTI_PG_URI\\)");
  }

  private Database open() {
    return await(Database.open(VERTX, TestDatabase.config(directory)));
  }

  private Process otherProcess(String group) throws IOException {
    Process process = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedPostgresUser.class.getName(),
            directory.toString(),
            group)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    others.add(process);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("inserted")) {
        return process;
      }
    }
    throw new AssertionError("the other process ended");
  }

  private static List<String> groups(Database database) {
    List<String> ids = new ArrayList<>();
    await(database.with(connection -> connection.query("select id from groups").execute()))
        .forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  private static String setting(Database database, String name) {
    Row row =
        await(database.with(c -> c.query("show " + name).execute())).iterator().next();
    return row.getString(0);
  }

  private long port() throws IOException {
    return Long.parseLong(Files.readString(home.resolve("port")).strip());
  }

  private ProcessHandle server() throws IOException {
    long pid = Long.parseLong(
        Files.readAllLines(home.resolve("db/postmaster.pid")).get(0).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private boolean serverIsAlive() throws IOException {
    return Files.exists(home.resolve("db/postmaster.pid")) && server().isAlive();
  }

  private static void connect(String url, String user, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      throw new AssertionError("let in: " + connection);
    }
  }
}
