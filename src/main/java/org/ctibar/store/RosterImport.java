package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings a roster into a database, all or nothing; again, it changes nothing. Rows that the roster does not name stay.
 * Whoever gets another password, loses or gains a role or is disabled has to sign in again.
 */
final class RosterImport {
  private record Known(
      Map<String, String> hashes, Map<String, String> owners, Set<String> groups) {}

  private final Database database;
  private final Function<String, String> hash;
  private final Optional<String> sipDomain;
  private final PasswordKind passwords;

  /**
   * @param hash from MD5 hex to what is stored
   * @param sipDomain for which SIP passwords count
   */
  RosterImport(Database database, Function<String, String> hash, Optional<String> sipDomain) {
    this(database, hash, sipDomain, PasswordKind.OWN);
  }

  /** @param passwords what kind those are that the roster brings */
  RosterImport(
      Database database,
      Function<String, String> hash,
      Optional<String> sipDomain,
      PasswordKind passwords) {
    this.database = database;
    this.hash = hash;
    this.sipDomain = sipDomain;
    this.passwords = passwords;
  }

  /** @return fails with {@link ImportException} if the roster does not fit the database, and leaves that as it was */
  Future<Void> run(Roster roster) {
    return run(roster, connection -> Future.succeededFuture());
  }

  /**
   * As {@link #run(Roster)}.
   *
   * @param condition asked in the transaction that writes, beside which nobody else writes; its failure is the result
   */
  Future<Void> run(Roster roster, Function<SqlConnection, Future<Void>> condition) {
    return database
        .with(RosterImport::known)
        .compose(known -> {
          List<Fault> faults = faults(roster, known);
          return faults.isEmpty()
              ? Future.succeededFuture(known)
              : Future.failedFuture(new ImportException(faults));
        })
        .compose(
            known -> database.vertx().executeBlocking(() -> changedHashes(roster, known), false))
        .compose(hashes -> database.inLongTransaction(connection -> alone(connection)
            .compose(v -> condition.apply(connection))
            .compose(v -> new RosterWriter(
                    connection, new RosterWriter.Passwords(hashes, passwords), sipDomain)
                .write(roster))));
  }

  /** Until the transaction ends nobody else changes the directory. */
  static Future<Void> alone(SqlConnection connection) {
    return connection
        .query("lock table directory_version in exclusive mode")
        .execute()
        .mapEmpty();
  }

  private static Future<Known> known(SqlConnection connection) {
    Map<String, String> hashes = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    return connection
        .query("select username, password_hash, extension from people")
        .execute()
        .compose(people -> {
          people.forEach(row -> {
            hashes.put(row.getString(0), row.getString(1));
            owners.put(row.getString(2), row.getString(0));
          });
          return connection.query("select id from groups").execute();
        })
        .map(rows -> new Known(hashes, owners, firstColumn(rows)));
  }

  private static Set<String> firstColumn(RowSet<Row> rows) {
    Set<String> values = new HashSet<>();
    rows.forEach(row -> values.add(row.getString(0)));
    return values;
  }

  private List<Fault> faults(Roster roster, Known known) {
    Set<String> people =
        roster.people().stream().map(e -> e.person().username()).collect(Collectors.toSet());
    Set<String> groups = roster.groups().stream().map(Group::id).collect(Collectors.toSet());
    groups.addAll(known.groups());
    List<Fault> faults = new ArrayList<>();
    roster.extensions().stream()
        .filter(line -> line.sipPassword().isPresent() && sipDomain.isEmpty())
        .forEach(line -> faults.add(new Fault(
            "extensions, " + line.extension().number(),
            "sipPassword",
            Fault.Kind.MALFORMED,
            "sipPassword needs the setting sip.domain (CTI_SIP_DOMAIN)")));
    roster.people().forEach(entry -> personFaults(entry, people, known, faults));
    roster.members().stream()
        .filter(m -> !people.contains(m.username()) && !known.hashes().containsKey(m.username()))
        .forEach(m -> faults.add(new Fault(
            "groups, " + m.groupId(),
            "members",
            Fault.Kind.NOT_FOUND,
            "no such person: " + m.username())));
    roster.numbers().stream()
        .filter(route -> !groups.contains(route.groupId()))
        .forEach(r -> faults.add(new Fault(
            "numbers, " + r.number(),
            "group",
            Fault.Kind.NOT_FOUND,
            "no such group: " + r.groupId())));
    return faults;
  }

  private static void personFaults(
      Roster.Entry entry, Set<String> inRoster, Known known, List<Fault> faults) {
    String username = entry.person().username();
    if (entry.passwordMd5().isEmpty() && !known.hashes().containsKey(username)) {
      faults.add(new Fault(
          "people, " + username,
          "password",
          Fault.Kind.MISSING,
          "is new and needs password or passwordMd5"));
    }
    // An owner who is in the roster gets what stands there, so two people may swap.
    entry
        .person()
        .extension()
        .map(known.owners()::get)
        .filter(owner -> !owner.equals(username) && !inRoster.contains(owner))
        .ifPresent(owner -> faults.add(new Fault(
            "people, " + username,
            "extension",
            Fault.Kind.TAKEN,
            "the extension belongs to " + owner)));
  }

  /** Only of passwords that are new: what still matches keeps its hash. */
  private Map<String, String> changedHashes(Roster roster, Known known) {
    Map<String, String> hashes = new HashMap<>();
    for (Roster.Entry entry : roster.people()) {
      String username = entry.person().username();
      String old = known.hashes().get(username);
      entry
          .passwordMd5()
          .filter(md5 -> old == null || !PasswordHash.matches(md5, old))
          .ifPresent(md5 -> hashes.put(username, hash.apply(md5)));
    }
    return hashes;
  }
}
