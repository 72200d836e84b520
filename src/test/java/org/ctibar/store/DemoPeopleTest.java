package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ctibar.store.TestDatabase.await;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ctibar.config.PasswordRules;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class DemoPeopleTest {
  private static final String MD5_OF_THE_DOCUMENT = "c33367701511b4f6020ec61ded352059";

  private Database database;
  private DemoPeople demo;

  @BeforeEach
  void load() {
    database = TestDatabase.emptied();
    demo = new DemoPeople(database);
    await(demo.settle(Demo.LOCAL));
  }

  @Test
  void theyAreAsDocumented() {
    Directory directory = directory();

    Person admin = directory.person("admin").orElseThrow();
    assertThat(admin.nickname()).isEqualTo("admin");
    assertThat(admin.extension()).contains("1001");
    assertThat(admin.roles()).isEqualTo(Set.of(Role.AGENT, Role.ADMIN));
    assertThat(directory.person("agent2")).flatMap(Person::extension).contains("1002");
    assertThat(directory.people()).extracting(Person::passwordKind).containsOnly(PasswordKind.DEMO);
    assertThat(directory.person("agent50")).flatMap(Person::extension).contains("1050");
    assertThat(directory.person("agent51")).isEmpty();
    Person supervisor = directory.person("supervisor").orElseThrow();
    assertThat(supervisor.extension()).contains("1000");
    assertThat(supervisor.roles()).isEqualTo(Set.of(Role.SUPERVISOR));
    assertThat(directory.group("1")).map(Group::name).contains("support");
    assertThat(directory.members("1")).hasSize(50);
    assertThat(directory.members("2")).hasSize(25);
    assertThat(directory.groupsOf("agent2")).extracting(Group::id).containsExactly("1", "2");
    assertThat(directory.groupsOf("admin")).extracting(Group::id).containsExactly("1");
    assertThat(directory.route("7001")).map(NumberRoute::groupId).contains("1");
    assertThat(directory.route("7002")).map(NumberRoute::groupId).contains("2");
  }

  @Test
  void theySignInWithThePasswordOfTheDocument() {
    People people = new People(database);

    assertThat(await(people.verify("admin", MD5_OF_THE_DOCUMENT))).isPresent();
    assertThat(await(people.verify("agent50", MD5_OF_THE_DOCUMENT))).isPresent();
    assertThat(await(people.verify("supervisor", MD5_OF_THE_DOCUMENT))).isPresent();
    await(people.close());
  }

  @Test
  void onlyAdminAndSupervisorMayCallAbroad() {
    Directory directory = directory();
    Person agent = directory.person("agent2").orElseThrow();
    Person admin = directory.person("admin").orElseThrow();

    for (String abroad : new String[] {"008613800001111", "+8613800001111"}) {
      OutboundRoute route = directory.outboundRoute(abroad).orElseThrow();
      assertThat(agent.mayUse(route)).isFalse();
      assertThat(admin.mayUse(route)).isTrue();
    }
    OutboundRoute national = directory.outboundRoute("13800001111").orElseThrow();
    assertThat(agent.mayUse(national)).isTrue();
    assertThat(national.rewrite("13800001111")).isEqualTo("13800001111");
    assertThat(directory.outboundRoute("1002,&system(x)")).isEmpty();
  }

  @Test
  void theyLeaveAloneWhatAnOperatorChanged() {
    await(database.with(connection ->
        connection.query("delete from people where username <> 'admin'").execute()));

    await(demo.settle(Demo.LOCAL));

    assertThat(directory().people()).hasSize(1);
  }

  @Test
  void withoutTheDemoTheyAreDisabledAndTheirTokensEnd() {
    await(demo.settle(Demo.OFF));

    Person admin = directory().person("admin").orElseThrow();
    assertThat(directory().people()).noneMatch(Person::enabled);
    assertThat(admin.tokensValidFrom()).isAfter(Instant.EPOCH);
    assertThat(admin.passwordKind()).isEqualTo(PasswordKind.DEMO);
    assertThat(await(demo.areThere())).isFalse();
  }

  @Test
  void withTheDemoThoseAreEnabledWhomOnlyItsEndDisabled() {
    sql("update people set enabled = false where username = 'agent3'");
    await(demo.settle(Demo.OFF));

    await(demo.settle(Demo.OPEN));

    assertThat(directory().people())
        .filteredOn(person -> !person.enabled())
        .extracting(Person::username)
        .containsExactly("agent3");
    assertThat(await(demo.areThere())).isTrue();
  }

  @Test
  void whoWasEnabledMeanwhileIsDisabledAgain() {
    await(demo.settle(Demo.OFF));
    sql("update people set enabled = true where username = 'agent3'");

    await(demo.settle(Demo.OFF));

    assertThat(directory().people()).noneMatch(Person::enabled);
  }

  @Test
  void whoHasAPasswordOfTheirOwnIsNoneOfThem() {
    await(new RosterImport(database, PasswordHash::of, Optional.empty())
        .run(RosterFile.parse("""
        people: [{username: agent2, extension: '1002', password: nobody-else-knows-it}]
        """, new PasswordRules(10))));

    await(demo.settle(Demo.OFF));

    assertThat(directory().people())
        .filteredOn(Person::enabled)
        .extracting(Person::username, Person::passwordKind)
        .containsExactly(tuple("agent2", PasswordKind.OWN));
  }

  @Test
  void whoeverOpensTheDatabaseForSomethingElseLeavesThemAsTheyAre() {
    await(demo.settle(Demo.IGNORED));

    assertThat(directory().people()).hasSize(51).allMatch(Person::enabled);
  }

  private void sql(String statement) {
    await(database.with(connection -> connection.query(statement).execute()));
  }

  private Directory directory() {
    return await(database.inTransaction(DirectoryTables::read));
  }
}
