package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People and groups to try the platform with: {@code admin}, {@code agent2} to {@code agent50} and {@code supervisor},
 * all with one well-known password. Loaded only where there is nobody yet, so whatever an operator changes stays.
 */
final class DemoPeople {
  private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);
  private static final String PASSWORD = "654321";
  private static final int AGENTS = 50;
  private static final int HASHES_TO_CHECK = 3;

  private DemoPeople() {}

  static Future<Void> loadWhereNobodyIs(Database database) {
    return database
        .with(connection -> connection.query("select 1 from people limit 1").execute())
        .compose(found -> found.size() > 0 ? Future.succeededFuture() : load(database));
  }

  static Roster roster() {
    List<Person> agents =
        IntStream.rangeClosed(1, AGENTS).mapToObj(DemoPeople::agent).toList();
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
        agents.stream().flatMap(DemoPeople::memberships).toList(),
        List.of(NumberRoute.of("7001", "1"), NumberRoute.of("7002", "2")),
        List.of(
            outbound("international", 10, "(00|[+])[0-9]{6,20}", ClassOfService.INTERNATIONAL),
            outbound("national", 20, "1(10|19|20|22)|[0-9]{5,15}", ClassOfService.NATIONAL)));
  }

  /** Asks of the commonest hashes only: the demo people share one until somebody changes it. */
  static Future<Boolean> haveTheirPassword(Database database) {
    String sql = "select password_hash from people where enabled and username = any($1)"
        + " group by 1 order by count(*) desc limit " + HASHES_TO_CHECK;
    String[] names =
        roster().people().stream().map(entry -> entry.person().username()).toArray(String[]::new);
    List<String> hashes = new ArrayList<>();
    return database
        .with(connection -> connection.preparedQuery(sql).execute(Tuple.of(names)))
        .onSuccess(rows -> rows.forEach(row -> hashes.add(row.getString(0))))
        .compose(rows -> database.vertx().executeBlocking(() -> {
          String md5 = PasswordHash.md5Hex(PASSWORD);
          return hashes.stream().anyMatch(hash -> PasswordHash.matches(md5, hash));
        }));
  }

  private static Future<Void> load(Database database) {
    LOG.warn("demo people are loaded, whose password everybody knows people={}", AGENTS + 1);
    // One salt for all: 51 hashes would take seconds of the first start and protect nothing.
    Map<String, String> hashes = new HashMap<>();
    return new RosterImport(
            database, md5 -> hashes.computeIfAbsent(md5, PasswordHash::of), Optional.empty())
        .run(roster());
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
