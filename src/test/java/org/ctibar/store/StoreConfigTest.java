package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.store.TestDatabase.VERTX;
import static org.ctibar.store.TestDatabase.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Tiers.INTEGRATION)
class StoreConfigTest {
  static final String SETTINGS = """
      demo: auto
      pg:
        uri: embedded
        caCertificate: ""
        programsDir: ""
        poolSize: 8
        connectTimeoutMs: 5000
        replyTimeoutMs: 5000
      data:
        dir: data
      directory:
        reloadMs: 1000
      signIn:
        maxWaiting: 5000
      records:
        maxWaiting: 100000
        retryMs: 1000
      sip:
        domain: ""
      passwords:
        minLength: 10
      """;

  @TempDir
  private Path directory;

  @Test
  void theDefaultsAreTheEmbeddedDatabaseWithDemoPeople() throws IOException {
    assertThat(config(Map.of()))
        .isEqualTo(StoreConfig.embeddedIn(Path.of("data")).withDemo(Demo.LOCAL));
  }

  @ParameterizedTest
  @CsvSource({"auto, OFF", "on, LOCAL", "off, OFF", "open, OPEN"})
  void aGivenDatabaseGetsDemoPeopleOnlyWhenAsked(String demo, Demo expected) throws IOException {
    var config =
        config(Map.of("CTI_PG_URI", "postgresql://u:hunter2-of-ours@h/d", "CTI_DEMO", demo));

    assertThat(config.demo()).isEqualTo(expected);
  }

  @Test
  void readsAUri() throws IOException {
    PgTarget target = config(
            Map.of("CTI_PG_URI", "postgresql://a%40b:p%3A+%2F@[::1]:99/cti?sslmode=require"))
        .external()
        .orElseThrow();

    assertThat(target)
        .isEqualTo(new PgTarget(
            "[::1]", 99, "cti", "a@b", "p:+/", new PgTls("require", Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hunter2@h/d",
        "hunter2",
        "postgresql://u:hunter2@h",
        "postgresql://u:hunter2@h/",
        "postgresql://u:hunter2@h:0/d",
        "postgresql://u:hunter2@h:99999/d",
        "postgresql://u:hunter2@h:port/d",
        "postgresql://hunter2@h/d",
        "postgresql://u:hunter2%@h/d",
        "postgresql://u:hunter2 @h/d",
        "postgresql://u:hunter2@h/d?sslmode=allow",
        "postgresql://u:hunter2@h/d?sslmode=",
        "postgresql://u:hunter2@h/d?password=hunter2",
      })
  void aBadUriIsNamedWithoutItsPassword(String uri) {
    assertThatThrownBy(() -> config(Map.of("CTI_PG_URI", uri)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("pg.uri (CTI_PG_URI): ")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "require,     conf/ctibar.yaml, is of use only with sslmode=verify-full or verify-ca",
    "verify-ca,   '',               must be set for sslmode=verify-ca",
    "verify-full, nowhere.pem,      cannot be read: nowhere.pem",
    "verify-full, conf/ctibar.yaml, is no PEM file of certificates",
  })
  void anAuthorityThatIsOfNoUseIsNamed(String mode, String authority, String problem) {
    assertThatThrownBy(() -> config(Map.of(
            "CTI_PG_URI",
            "postgresql://u:hunter2-of-ours@h/d?sslmode=" + mode,
            "CTI_PG_CA_CERTIFICATE",
            authority)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("pg.caCertificate (CTI_PG_CA_CERTIFICATE): " + problem);
  }

  @Test
  void aTargetDoesNotPrintItsPassword() throws IOException {
    StoreConfig config = config(Map.of("CTI_PG_URI", "postgresql://u:hunter2-of-ours@h/d"));

    assertThat(config.toString()).contains("h:5432/d").doesNotContain("hunter2");
  }

  @Test
  void opensAGivenDatabase() throws IOException {
    PgTarget target = TestDatabase.emptied().target();

    Database given =
        await(Database.open(VERTX, config(Map.of("CTI_PG_URI", uri(target, target.password())))));

    assertThat(await(given.with(c -> c.query("select 1 from people").execute())).size())
        .isZero();
    await(given.close());
    assertThat(await(TestDatabase.emptied().with(c -> c.query("select 1").execute()))
            .size())
        .as("a given database is not stopped")
        .isEqualTo(1);
  }

  @Test
  void aRefusedSignInNamesTheKeyAndHidesThePassword() {
    PgTarget target = TestDatabase.emptied().target();

    assertThatThrownBy(() ->
            await(Database.open(VERTX, config(Map.of("CTI_PG_URI", uri(target, "hunter2"))))))
        .hasMessageContaining("pg.uri")
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void anUnreachableDatabaseNamesTheKey() {
    assertThatThrownBy(() -> await(Database.open(
            VERTX,
            config(Map.of(
                "CTI_PG_URI", "postgresql://u:hunter2@127.0.0.1:1/d",
                "CTI_PG_CONNECT_TIMEOUT_MS", "100")))))
        .hasMessageContaining("127.0.0.1:1/d (pg.uri, CTI_PG_URI)")
        .hasMessageNotContaining("hunter2");
  }

  private static String uri(PgTarget target, String password) {
    return "postgresql://" + target.user() + ":" + password + "@" + target;
  }

  private StoreConfig config(Map<String, String> environment) throws IOException {
    Path file = directory.resolve("ctibar.yaml");
    Files.writeString(file, SETTINGS);
    return StoreConfig.from(Settings.load(file, environment));
  }
}
