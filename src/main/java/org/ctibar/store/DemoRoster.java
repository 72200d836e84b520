package org.ctibar.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * People and groups to try the platform with: {@code admin}, {@code agent2} to {@code agent50} and {@code supervisor},
 * all with one well-known password.
 */
final class DemoRoster {
  static final String PASSWORD = "654321";
  private static final int AGENTS = 50;

  private DemoRoster() {}

  static Roster roster() {
    List<Person> agents =
        IntStream.rangeClosed(1, AGENTS).mapToObj(DemoRoster::agent).toList();
    Person supervisor = new Person(
        "supervisor",
        "supervisor",
        Optional.of("1000"),
        Set.of(Role.SUPERVISOR),
        ClassOfService.INTERNATIONAL,
        true,
        Instant.EPOCH);
    String md5 = PasswordHash.md5Hex(PASSWORD);
    return new Roster(
        List.of(),
        Stream.concat(agents.stream(), Stream.of(supervisor))
            .map(person -> new Roster.Entry(person, Optional.of(md5)))
            .toList(),
        List.of(Group.of("1", "support"), Group.of("2", "sales")),
        Set.of("1", "2"),
        agents.stream().flatMap(DemoRoster::memberships).toList(),
        List.of(NumberRoute.of("7001", "1"), NumberRoute.of("7002", "2")),
        List.of(
            outbound("international", 10, "(00|[+])[0-9]{6,20}", ClassOfService.INTERNATIONAL),
            outbound("national", 20, "1(10|19|20|22)|[0-9]{5,15}", ClassOfService.NATIONAL)));
  }

  private static Person agent(int number) {
    String extension = String.valueOf(1000 + number);
    return number == 1
        ? Person.agent("admin", extension)
            .withRoles(Role.AGENT, Role.ADMIN)
            .withClassOfService(ClassOfService.INTERNATIONAL)
        : Person.agent("agent" + number, extension);
  }

  private static Stream<Member> memberships(Person agent) {
    Member support = new Member("1", agent.username(), 1);
    boolean even = Integer.parseInt(agent.extension().orElseThrow()) % 2 == 0;
    return even ? Stream.of(support, new Member("2", agent.username(), 1)) : Stream.of(support);
  }

  private static OutboundRoute outbound(
      String id, int position, String pattern, ClassOfService required) {
    return new OutboundRoute(
        id,
        position,
        Pattern.compile(pattern),
        0,
        "",
        Optional.empty(),
        Optional.empty(),
        required);
  }
}
