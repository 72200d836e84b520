package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.store.TestDatabase.VERTX;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ctibar.config.Settings;
import org.ctibar.testing.Certificates;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL with a certificate for {@code localhost}, which is 127.0.0.1, too, but not by that name. */
@Tag(Tiers.INTEGRATION)
class PgTlsTest {
  private static final String ENCRYPTED =
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

  /** Prints what its caller throws, too. Kept, or it is garbage and prints again. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql.ssl");

  @TempDir
  private static Path folder;

  private static Path authority;
  private static Path stranger;
  private static Path data;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    DRIVER.setLevel(Level.OFF);
    Certificates signs = new Certificates("ours");
    authority = signs.writtenTo(folder.resolve("authority of ours.pem"));
    stranger = new Certificates("ours").writtenTo(folder.resolve("stranger.pem"));
    data = TestDatabase.preparedDirectory();
    Path files = data.resolve("postgres").toAbsolutePath();
    signs.issue("localhost").writeTo(files);
    Files.writeString(
        files.resolve("db/postgresql.conf"),
        "\nssl = on\nssl_cert_file = '" + files.resolve("server.pem") + "'\nssl_key_file = '"
            + files.resolve("server.key") + "'\n",
        StandardOpenOption.APPEND);
    server = EmbeddedPostgres.join(data, TestDatabase.PROGRAMS);
  }

  @AfterAll
  static void stop() {
    DRIVER.setLevel(null);
    server.leave();
    TestDatabase.remove(data);
  }

  @ParameterizedTest(name = "{0} {1} at {2}: {3}")
  @CsvSource({
    "require,     none,     127.0.0.1, true", // encrypted, whoever it is
    "verify-ca,   ours,     localhost, true",
    "verify-ca,   ours,     127.0.0.1, true", // whatever host it is for
    "verify-ca,   stranger, localhost, false",
    "verify-full, ours,     localhost, true",
    "verify-full, ours,     127.0.0.1, false",
    "verify-full, stranger, localhost, false",
    "verify-full, none,     localhost, false", // nobody whom Java trusts
  })
  void trustsWhomTheModeSays(String mode, String trusted, String host, boolean connects) {
    PgTarget target = target(server.target(), host, new PgTls(mode, file(trusted)));
    if (connects) {
      assertThat(encryptedByVertx(target)).isTrue();
      assertThat(encryptedByJdbc(target)).isTrue();
    } else {
      assertThatThrownBy(() -> encryptedByVertx(target)).isInstanceOf(Exception.class);
      assertThatThrownBy(() -> encryptedByJdbc(target)).hasCauseInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"require, none", "verify-ca, ours", "verify-full, ours"})
  void aServerWithoutTlsIsRefused(String mode, String trusted) {
    PgTarget plain =
        target(TestDatabase.emptied().target(), "localhost", new PgTls(mode, file(trusted)));
    Vertx own = Vertx.vertx(); // it leaves such a socket open, until it is closed itself
    assertThatThrownBy(() -> await(PgConnection.connect(own, plain.connectOptions())))
        .isInstanceOf(Exception.class);
    await(own.close());
    assertThatThrownBy(() -> encryptedByJdbc(plain)).hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void aNodeOpensIt() throws IOException {
    Database database = await(Database.open(VERTX, config("localhost", "5000")));
    boolean encrypted = await(database.with(c -> c.query(ENCRYPTED).execute()))
        .iterator()
        .next()
        .getBoolean(0);
    await(database.close());
    assertThat(encrypted).isTrue();
  }

  @Test
  void aCertificateForAnotherHostStopsTheNode() {
    assertThatThrownBy(() -> await(Database.open(VERTX, config("127.0.0.1", "500"))))
        .hasMessageContaining("pg.uri")
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining(server.target().password());
  }

  private static StoreConfig config(String host, String connectTimeoutMs) throws IOException {
    PgTarget at = server.target();
    String uri = "postgresql://" + at.user() + ":" + at.password() + "@" + host + ":" + at.port()
        + "/" + at.database() + "?sslmode=verify-full";
    Path settings = Files.writeString(folder.resolve("ctibar.yaml"), StoreConfigTest.SETTINGS);
    return StoreConfig.from(Settings.load(
        settings,
        Map.of(
            "CTI_PG_URI", uri,
            "CTI_PG_CA_CERTIFICATE", authority.toString(),
            "CTI_PG_CONNECT_TIMEOUT_MS", connectTimeoutMs)));
  }

  private static Optional<Path> file(String trusted) {
    return switch (trusted) {
      case "ours" -> Optional.of(authority);
      case "stranger" -> Optional.of(stranger);
      default -> Optional.empty();
    };
  }

  private static PgTarget target(PgTarget at, String host, PgTls tls) {
    return new PgTarget(host, at.port(), at.database(), at.user(), at.password(), tls);
  }

  private static boolean encryptedByVertx(PgTarget target) {
    return await(PgConnection.connect(VERTX, target.connectOptions())
        .compose(connection -> encrypted(connection).eventually(connection::close)));
  }

  private static Future<Boolean> encrypted(SqlConnection connection) {
    return connection.query(ENCRYPTED).execute().map(r -> r.iterator().next().getBoolean(0));
  }

  private static boolean encryptedByJdbc(PgTarget target) {
    try (Connection connection =
            DriverManager.getConnection(target.jdbcUrl(), target.user(), target.password());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(ENCRYPTED)) {
      return found.next() && found.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
