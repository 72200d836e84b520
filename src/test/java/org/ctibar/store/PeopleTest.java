package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Tiers.INTEGRATION)
class PeopleTest {
  private static final String MD5 = PasswordHash.md5Hex("secret");

  private Database database;
  private People people;

  @BeforeEach
  void open() {
    database = TestDatabase.emptied();
    people = new People(database);
  }

  @AfterEach
  void close() {
    await(people.close());
  }

  @Test
  void letsInWhoKnowsThePassword() {
    add("wang");

    Person wang = await(people.verify("wang", MD5)).orElseThrow();

    assertThat(wang).isEqualTo(Person.agent("wang", wang.extension().orElseThrow()));
  }

  @Test
  void takesTheMd5InEitherCase() {
    add("wang");

    assertThat(await(people.verify("wang", MD5.toUpperCase(Locale.ROOT)))).isPresent();
  }

  @Test
  void refusesAnotherPassword() {
    add("wang");

    assertThat(await(people.verify("wang", PasswordHash.md5Hex("Secret")))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Wang",
        "wang ",
        "' or '1'='1",
        "wang'; drop table people; --",
        "wang\0",
        "\uD83D\uDE00",
        "\uD83D"
      })
  void refusesWhoIsNotThere(String username) {
    add("wang");

    assertThat(await(people.verify(username, MD5))).isEmpty();
    assertThat(await(people.verify("wang", MD5))).isPresent();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "secret",
        "' or '1'='1",
        "5ebe2294ecd0e0f08eab7690d2a6ee6",
        "5ebe2294ecd0e0f08eab7690d2a6ee6g"
      })
  void refusesWhatIsNoMd5(String md5) {
    add("wang");

    assertThat(await(people.verify("wang", md5))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"O'Neil", "\"; drop table people; --", "王芳 😀", "$1", "%", "a\\b"})
  void letsInPeopleOfHostileNames(String username) {
    add(username);

    assertThat(await(people.verify(username, MD5))).map(Person::username).contains(username);
  }

  @Test
  void refusesWhoIsDisabled() {
    add("wang");
    await(database.with(
        connection -> connection.query("update people set enabled = false").execute()));

    assertThat(await(people.verify("wang", MD5))).isEmpty();
  }

  @Test
  void refusesMoreThanMayWait() {
    add("wang");
    People few = new People(database, 2);

    List<Future<Optional<Person>>> crowd =
        IntStream.range(0, 5).mapToObj(i -> few.verify("wang", MD5)).toList();

    assertThat(crowd.subList(2, 5))
        .allSatisfy(late -> assertThat(late.cause())
            .asInstanceOf(type(CtiException.class))
            .extracting(CtiException::code)
            .isEqualTo(ErrorCode.RATE_LIMITED));
    assertThat(await(crowd.get(0))).isPresent();
    assertThat(await(crowd.get(1))).isPresent();
    assertThat(await(few.verify("wang", MD5))).as("when the crowd is gone").isPresent();
    await(few.close());
  }

  @Test
  void storesNothingThatCouldBeReplayed() {
    add("wang");

    String stored = await(database.with(
            connection -> connection.query("select password_hash from people").execute()))
        .iterator()
        .next()
        .getString(0);

    assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(MD5);
  }

  @Test
  void revokesTokens() {
    add("wang");
    Instant before = await(people.verify("wang", MD5)).orElseThrow().tokensValidFrom();

    assertThat(await(people.revokeTokens("wang"))).isTrue();

    assertThat(await(people.verify("wang", MD5)).orElseThrow().tokensValidFrom())
        .isAfter(before);
    assertThat(await(people.revokeTokens("nobody"))).isFalse();
  }

  @Test
  void saysSoWhenTheDatabaseIsAway() {
    Database closed = await(Database.open(TestDatabase.VERTX, database.config()));
    People orphans = new People(closed);
    await(closed.close());

    assertThatThrownBy(() -> await(orphans.verify("wang", MD5)))
        .asInstanceOf(type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(ErrorCode.UNAVAILABLE);
    await(orphans.close());
  }

  private void add(String username) {
    Roster.Entry entry = new Roster.Entry(Person.agent(username, "1001"), Optional.of(MD5));
    await(new RosterImport(database, PasswordHash::of, Optional.empty())
        .run(new Roster(
            List.of(), List.of(entry), List.of(), Set.of(), List.of(), List.of(), List.of())));
  }
}
