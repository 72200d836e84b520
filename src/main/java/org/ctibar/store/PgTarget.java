package org.ctibar.store;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.ctibar.config.Loopback;
import org.ctibar.config.Secrets;

/** A PostgreSQL database and how to enter it. Never prints the password. */
record PgTarget(String host, int port, String database, String user, String password, PgTls tls) {
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
  private static final String FORM = "expected postgresql://user:password@host:port/database";

  /**
   * @param uri {@code postgresql://user:password@host:port/database[?sslmode=verify-full]}
   * @param authority of PostgreSQL's certificate
   * @throws IllegalArgumentException telling what is wrong, without repeating the URI
   */
  static PgTarget parse(String uri, Optional<Path> authority) {
    URI parsed = parseUri(uri);
    require(SCHEMES.contains(String.valueOf(parsed.getScheme())), FORM);
    require(parsed.getHost() != null, FORM);
    require(parsed.getPort() != 0 && parsed.getPort() <= 65535, "the port must be 1 to 65535");
    String database = parsed.getPath() == null ? "" : parsed.getPath().replaceFirst("^/", "");
    require(!database.isEmpty() && !database.contains("/"), "no database is named; " + FORM);
    String[] login = String.valueOf(parsed.getRawUserInfo()).split(":", 2);
    require(login.length == 2 && !login[0].isEmpty(), "no user and password; " + FORM);
    return new PgTarget(
        parsed.getHost(),
        parsed.getPort() < 0 ? 5432 : parsed.getPort(),
        database,
        decode(login[0]),
        decode(login[1]),
        new PgTls(sslMode(parsed.getRawQuery()), authority));
  }

  /**
   * On this machine a database may let everybody in, with any password; but an example is not left there unnoticed.
   *
   * @throws IllegalArgumentException if others know or guess the password; the message does not hold it
   */
  void requireSecretPassword() {
    Secrets.weakness(password, Secrets.SHORTEST_PASSWORD)
        .filter(weakness -> Secrets.isExample(password) || !Loopback.includes(host))
        .ifPresent(weakness -> {
          throw new IllegalArgumentException("the password " + weakness);
        });
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database) + "?"
        + tls.jdbcOptions() + "&ApplicationName=ctibar";
  }

  PgConnectOptions connectOptions() {
    PgConnectOptions options = new PgConnectOptions()
        .setHost(host.replaceAll("[\\[\\]]", ""))
        .setPort(port)
        .setDatabase(database)
        .setUser(user)
        .setPassword(password)
        .setCachePreparedStatements(true)
        .setReconnectAttempts(0);
    options.addProperty("application_name", "ctibar");
    tls.applyTo(options);
    return options;
  }

  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }

  private static URI parseUri(String uri) {
    try {
      return new URI(uri);
    } catch (URISyntaxException e) {
      // The exception's own message would repeat the password.
      throw new IllegalArgumentException("is no URI (percent-encode special characters); " + FORM);
    }
  }

  private static String sslMode(String query) {
    if (query == null) {
      return PgTls.OFF.mode();
    }
    require(query.startsWith("sslmode="), "the only option is sslmode");
    return query.substring("sslmode=".length());
  }

  private static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
