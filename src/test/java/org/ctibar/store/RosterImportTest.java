package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.store.TestDatabase.await;

import java.time.Instant;
import java.util.Optional;
import org.ctibar.config.PasswordRules;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class RosterImportTest {
  private static final String ROSTER = """
      people:
        - {username: wang, password: the first one, extension: "1001"}
        - {username: li, password: the second one, extension: "1002", roles: [supervisor, agent]}
      groups:
        - {id: g, name: Service, members: [wang, {username: li, priority: 2}]}
      numbers:
        - {number: "7001", group: g}
      outbound:
        - {id: all, pattern: "[0-9]+"}
      """;

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
  void whatWasImportedIsThere() {
    load(ROSTER);

    Directory directory = directory();
    assertThat(directory.person("wang")).contains(Person.agent("wang", "1001"));
    assertThat(directory.personByExtension("1002")).map(Person::username).contains("li");
    assertThat(directory.extension("1001")).contains(Extension.of("1001"));
    assertThat(directory.members("g"))
        .containsExactly(new Member("g", "wang", 1), new Member("g", "li", 2));
    assertThat(directory.groupsOf("li")).extracting(Group::name).containsExactly("Service");
    assertThat(directory.route("7001")).contains(NumberRoute.of("7001", "g"));
    assertThat(directory.outboundRoute("10086")).map(OutboundRoute::id).contains("all");
    assertThat(signsIn("wang", "the first one")).isTrue();
  }

  @Test
  void importedAgainItChangesNothing() {
    load(ROSTER);
    Directory before = directory();
    String hashes = hashes();

    load(ROSTER);

    assertThat(directory()).isEqualTo(before);
    assertThat(hashes()).isEqualTo(hashes);
  }

  @Test
  void changesWhatItNamesAndLeavesTheRest() {
    load(ROSTER);

    load("""
        people: [{username: wang, nickname: 王芳, extension: "1009"}]
        groups: [{id: g, name: Renamed}]
        """);

    Directory directory = directory();
    assertThat(directory.person("wang")).map(Person::nickname).contains("王芳");
    assertThat(directory.personByExtension("1009")).map(Person::username).contains("wang");
    assertThat(directory.person("li")).isPresent();
    assertThat(directory.group("g")).contains(Group.of("g", "Renamed"));
    assertThat(directory.members("g")).as("not named, so kept").hasSize(2);
    assertThat(signsIn("wang", "the first one"))
        .as("no password named, so kept")
        .isTrue();
  }

  @Test
  void replacesTheMembersOfAGroup() {
    load(ROSTER);

    load("groups: [{id: g, members: [li]}]");

    assertThat(directory().members("g")).containsExactly(new Member("g", "li", 1));
  }

  @Test
  void letsTwoPeopleSwapTheirExtensions() {
    load(ROSTER);

    load("""
        people:
          - {username: wang, extension: "1002"}
          - {username: li, extension: "1001"}
        """);

    assertThat(directory().personByExtension("1001")).map(Person::username).contains("li");
    assertThat(directory().personByExtension("1002")).map(Person::username).contains("wang");
  }

  @Test
  void aNewPasswordEndsTheTokens() {
    load(ROSTER);

    load("people: [{username: wang, password: the third one, extension: '1001'}]");

    assertThat(signsIn("wang", "the first one")).isFalse();
    assertThat(signsIn("wang", "the third one")).isTrue();
    assertThat(validFrom("wang")).isAfter(Instant.EPOCH);
    assertThat(validFrom("li")).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aLostRoleOrTheEndOfTheAccountEndsTheTokens() {
    load(ROSTER);

    load("""
        people:
          - {username: wang, extension: "1001", enabled: false}
          - {username: li, extension: "1002", roles: [agent]}
        """);

    assertThat(validFrom("wang")).isAfter(Instant.EPOCH);
    assertThat(validFrom("li")).isAfter(Instant.EPOCH);
  }

  @Test
  void refusesWhatDoesNotFitTheDatabaseAndChangesNothing() {
    load(ROSTER);
    Directory before = directory();

    assertThatThrownBy(() -> load("""
            people:
              - {username: zhao, extension: "1001", password: long enough}
              - {username: qian, extension: "1003"}
            groups: [{id: h, members: [wang, nobody]}]
            numbers: [{number: "7009", group: nowhere}]
            """)).hasMessage("""
            people, zhao: the extension belongs to wang
            people, qian: is new and needs password or passwordMd5
            groups, h: no such person: nobody
            numbers, 7009: no such group: nowhere""");
    assertThat(directory()).isEqualTo(before);
  }

  @Test
  void storesHostileNamesAsTheyAre() {
    String hostile = "Robert'); drop table people; -- \\u0027 $1 😀 \\\\";

    load("people: [{username: \"" + hostile.replace("\\", "\\\\") + "\", password: long enough}]");

    assertThat(directory().people()).extracting(Person::username).containsExactly(hostile);
  }

  @Test
  void aSipPasswordIsKeptAsWhatDigestsNeed() {
    load("extensions: [{number: 2001, sipPassword: 'long enough'}]");

    assertThat(secret("2001")).isEqualTo("cfed182d155492e048920ca9baa12d31");
    assertThat(account("2001").isFor("sip.example.org")).isTrue();
    assertThat(account("2001").isFor("elsewhere.example.org")).isFalse();
  }

  @Test
  void anExtensionThatIsNamedWithoutItsPasswordKeepsIt() {
    load("extensions: [{number: 2001, sipPassword: 'long enough'}]");
    SipAccount before = account("2001");

    load("extensions: [{number: 2001, autoAnswer: false, phone: webrtc}]", Optional.empty());

    assertThat(account("2001")).isEqualTo(before);
    assertThat(directory().extension("2001")).map(Extension::phone).contains(PhoneKind.WEBRTC);
    assertThat(directory().extension("2001")).map(Extension::autoAnswer).contains(false);
  }

  @Test
  void aPhoneInThePageGetsASecretThatStays() {
    load("extensions: [{number: 2001, phone: webrtc}, {number: 2002, phone: webrtc}]");
    String secret = secret("2001");

    load("extensions: [{number: 2001, phone: webrtc}]");

    assertThat(secret).matches("[0-9a-f]{32}").isNotEqualTo(secret("2002"));
    assertThat(secret("2001")).isEqualTo(secret);
    assertThat(account("2001").isFor("any.example.org")).isTrue();
  }

  @Test
  void aDeskPhoneHasNoSecretThatNobodyKnows() {
    load("extensions: [{number: 2001, phone: webrtc}]");

    load("extensions: [{number: 2001}]");

    assertThat(directory().extension("2001")).contains(Extension.of("2001"));
  }

  @Test
  void whoLosesTokensOrExtensionLosesTheSecretOfThePage() {
    load(ROSTER + "extensions: [{number: 1001, phone: webrtc}, {number: 1002, phone: webrtc}]");
    String first = secret("1001");
    String other = secret("1002");

    await(people.revokeTokens("wang"));
    String second = secret("1001");
    load("people: [{username: wang, extension: '1003'}]");

    assertThat(second).isNotEqualTo(first);
    assertThat(secret("1001")).isNotEqualTo(second);
    assertThat(secret("1002")).as("of somebody else").isEqualTo(other);
  }

  @Test
  void aSipPasswordNeedsADomain() {
    assertThatThrownBy(() ->
            load("extensions: [{number: 2001, sipPassword: 'long enough'}]", Optional.empty()))
        .hasMessage("extensions, 2001: sipPassword needs the setting sip.domain (CTI_SIP_DOMAIN)");
    assertThat(directory().extension("2001")).isEmpty();
  }

  private String secret(String extension) {
    return account(extension).ha1();
  }

  private SipAccount account(String extension) {
    return directory().extension(extension).flatMap(Extension::sip).orElseThrow();
  }

  private void load(String yaml) {
    load(yaml, Optional.of("sip.example.org"));
  }

  private void load(String yaml, Optional<String> sipDomain) {
    await(new RosterImport(database, PasswordHash::of, sipDomain)
        .run(RosterFile.parse(yaml, new PasswordRules(10))));
  }

  private Directory directory() {
    return await(database.inTransaction(DirectoryTables::read));
  }

  private Instant validFrom(String username) {
    return directory().person(username).orElseThrow().tokensValidFrom();
  }

  private boolean signsIn(String username, String password) {
    return await(people.verify(username, PasswordHash.md5Hex(password))).isPresent();
  }

  private String hashes() {
    StringBuilder all = new StringBuilder();
    await(database.with(connection -> connection
            .query("select password_hash from people order by username")
            .execute()))
        .forEach(row -> all.append(row.getString(0)));
    return all.toString();
  }
}
