package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.store.TestDatabase.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctibar.config.Settings;
import org.ctibar.testing.Tiers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database of the time before anybody wrote down whose password is that of the demonstration. */
@Tag(Tiers.INTEGRATION)
class PasswordKindTest {
  private static final String NAME = "before_password_kinds";
  private static final String DEMO_HASH = PasswordHash.of(PasswordHash.md5Hex("654321"));
  private static final String OWN_HASH = PasswordHash.of(PasswordHash.md5Hex("of their own"));

  @Test
  void whoHasTheWellKnownPasswordIsRecognized() throws SQLException {
    PgTarget server = TestDatabase.emptied().target();
    sql(server, "drop database if exists " + NAME, "create database " + NAME);
    PgTarget old = new PgTarget(
        server.host(), server.port(), NAME, server.user(), server.password(), PgTls.OFF);
    Flyway.configure()
        .dataSource(old.jdbcUrl(), old.user(), old.password())
        .locations("classpath:db/migration")
        .target("7")
        .load()
        .migrate();
    insert(old, "admin", DEMO_HASH);
    insert(old, "agent2", DEMO_HASH);
    insert(old, "agent50", OWN_HASH);
    insert(old, "wang", DEMO_HASH);

    Database opened = await(Database.open(TestDatabase.VERTX, config(old).withDemo(Demo.IGNORED)));
    Map<String, PasswordKind> kinds =
        await(opened.inTransaction(DirectoryTables::read)).people().stream()
            .collect(Collectors.toMap(Person::username, Person::passwordKind));
    await(opened.close());

    assertThat(kinds)
        .isEqualTo(Map.of(
            "admin", PasswordKind.DEMO,
            "agent2", PasswordKind.DEMO,
            "agent50", PasswordKind.OWN,
            "wang", PasswordKind.OWN));
  }

  private static StoreConfig config(PgTarget target) {
    String uri = "postgresql://" + target.user() + ":" + target.password() + "@" + target;
    return StoreConfig.from(Settings.load(Path.of("conf/ctibar.yaml"), Map.of("CTI_PG_URI", uri)));
  }

  private static void insert(PgTarget target, String username, String hash) throws SQLException {
    try (Connection connection = connect(target);
        PreparedStatement statement = connection.prepareStatement(
            "insert into people (username, nickname, password_hash, roles)"
                + " values (?, 'x', ?, '{agent}')")) {
      statement.setString(1, username);
      statement.setString(2, hash);
      statement.executeUpdate();
    }
  }

  private static void sql(PgTarget target, String... statements) throws SQLException {
    try (Connection connection = connect(target);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Connection connect(PgTarget target) throws SQLException {
    return DriverManager.getConnection(target.jdbcUrl(), target.user(), target.password());
  }
}
