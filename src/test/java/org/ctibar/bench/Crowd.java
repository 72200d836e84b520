package org.ctibar.bench;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ctibar.outside.Node;
import org.ctibar.outside.Pace;
import org.ctibar.outside.Page;

/** People beside those of the demonstration: in no skill group, with the demo's password. */
final class Crowd {
  private static final String INSERT_EXTENSIONS =
      "insert into extensions (number) select n::text from generate_series(20001, 20000 + ?) n";
  private static final String INSERT_PEOPLE =
      "insert into people (username, nickname, password_hash, extension, roles)"
          + " select 'crowd' || n, 'crowd' || n, hash, (20000 + n)::text, array['agent']"
          + " from generate_series(1, ?) n,"
          + " (select password_hash as hash from people where username = 'admin') admin";
  private static final int AT_ONCE = 50;
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private Crowd() {}

  static String user(int number) {
    return "crowd" + number;
  }

  /** Waits until the node knows all of them. */
  static void hire(Node node, int count) throws IOException, SQLException {
    hire(node.dataDir(), node, count);
  }

  /** @param dataDir of the database */
  static void hire(Path dataDir, Node node, int count) throws IOException, SQLException {
    Path home = dataDir.resolve("postgres");
    String url =
        "jdbc:postgresql://127.0.0.1:" + Files.readString(home.resolve("port")).strip() + "/ctibar";
    String password = Files.readString(home.resolve("password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "ctibar", password)) {
      connection.setAutoCommit(false);
      insert(connection, INSERT_EXTENSIONS, count);
      insert(connection, INSERT_PEOPLE, count);
      connection.commit();
    }
    long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
    while (!known(node, user(count))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the node does not know its new people");
      }
      Pace.sleep(LOOK_AGAIN);
    }
  }

  /** Some at a time. */
  static <T> List<T> all(int count, Function<Integer, Future<T>> one) throws Exception {
    List<T> done = new ArrayList<>();
    for (int from = 1; from <= count; from += AT_ONCE) {
      List<Future<T>> some = new ArrayList<>();
      for (int n = from; n <= Math.min(count, from + AT_ONCE - 1); n++) {
        some.add(one.apply(n));
      }
      Future.all(some).await(60, TimeUnit.SECONDS);
      some.forEach(future -> done.add(future.result()));
    }
    return done;
  }

  private static void insert(Connection connection, String sql, int count) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, count);
      statement.executeUpdate();
    }
  }

  private static boolean known(Node node, String user) {
    try {
      new Page(node, user).open().await(5, TimeUnit.SECONDS).close();
      return true;
    } catch (Exception notYet) {
      return false;
    }
  }
}
