package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those of the people who have the well-known password. They are loaded only where there is nobody yet, so whatever an
 * operator changes stays; whoever gets another password is none of them any more.
 */
final class DemoPeople {
  private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);
  private static final String MD5 = PasswordHash.md5Hex(DemoRoster.PASSWORD);

  private static final String DISABLE = """
      update people set enabled = false, password_kind = 'demo_off', tokens_valid_from = now()
      where password_kind in ('demo', 'demo_off') and enabled
      """;
  private static final String ENABLE = """
      update people set enabled = true, password_kind = 'demo' where password_kind = 'demo_off'
      """;

  private final Database database;

  DemoPeople(Database database) {
    this.database = database;
  }

  /** Loads, enables or disables them. */
  Future<Void> settle(Demo wanted) {
    return recognize().compose(v -> switch (wanted) {
      case IGNORED -> Future.succeededFuture();
      case OFF -> disable();
      case LOCAL, OPEN -> loadWhereNobodyIs().compose(loaded -> enable());
    });
  }

  /** Whether any of them may sign in. */
  Future<Boolean> areThere() {
    return exists("password_kind = 'demo' and enabled");
  }

  Future<Void> loadWhereNobodyIs() {
    return exists("true").compose(found -> found ? Future.succeededFuture() : load());
  }

  private Future<Void> load() {
    Roster roster = DemoRoster.roster();
    LOG.warn(
        "demo people are loaded, whose password everybody knows people={}",
        roster.people().size());
    // One salt for all: 51 hashes would take seconds of the first start and protect nothing.
    Map<String, String> hashes = new HashMap<>();
    return new RosterImport(
            database,
            md5 -> hashes.computeIfAbsent(md5, PasswordHash::of),
            Optional.empty(),
            PasswordKind.DEMO)
        .run(roster);
  }

  private Future<Void> disable() {
    return exists("password_kind in ('demo', 'demo_off') and enabled")
        .compose(found -> found ? update(DISABLE) : Future.succeededFuture(0))
        .onSuccess(people -> {
          if (people > 0) {
            LOG.warn(
                "Demo people are disabled, for the demo is off; scripts/people admin NAME makes an"
                    + " administrator people={}",
                people);
          }
        })
        .mapEmpty();
  }

  private Future<Void> enable() {
    return exists("password_kind = 'demo_off'")
        .compose(found -> found ? update(ENABLE) : Future.succeededFuture(0))
        .onSuccess(people -> {
          if (people > 0) {
            LOG.warn("Demo people are enabled again, for the demo is on people={}", people);
          }
        })
        .mapEmpty();
  }

  /** Those who were there before this was written down. They share one hash, unless somebody changed it. */
  private Future<Void> recognize() {
    return database
        .with(connection -> connection
            .query("select distinct password_hash from people where password_kind = 'unknown'")
            .execute())
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .map(row -> row.getString(0))
            .collect(Collectors.toSet()))
        .compose(hashes -> hashes.isEmpty() ? Future.succeededFuture() : recognize(hashes));
  }

  private Future<Void> recognize(Set<String> hashes) {
    return database
        .vertx()
        .executeBlocking(
            () -> {
              Set<String> known = new HashSet<>(hashes);
              known.removeIf(hash -> !PasswordHash.matches(MD5, hash));
              return known.toArray(String[]::new);
            },
            false)
        .compose(known -> database.with(connection -> connection
            .preparedQuery("update people set password_kind ="
                + " case when password_hash = any($1) then 'demo' else 'own' end"
                + " where password_kind = 'unknown'")
            .execute(Tuple.of(known))))
        .mapEmpty();
  }

  private Future<Boolean> exists(String condition) {
    return database.with(connection -> connection
        .query("select 1 from people where " + condition + " limit 1")
        .execute()
        .map(found -> found.size() > 0));
  }

  private Future<Integer> update(String sql) {
    return database.with(
        connection -> connection.query(sql).execute().map(rows -> rows.rowCount()));
  }
}
