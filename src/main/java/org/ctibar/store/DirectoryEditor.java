package org.ctibar.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NameText;
import org.ctibar.config.PasswordRules;

/**
 * Reads and changes single people, extensions, groups and numbers. They are written as in the files that
 * {@code scripts/people import} takes, and read with their {@code version} and some fields more.
 *
 * <p>Everything fails with UNAVAILABLE while the database is away.
 */
public final class DirectoryEditor {
  private static final String VERSION = "version";
  private static final List<String> LABELS = List.of("nickname", "name");

  /** A row that others point to. */
  private static final String IN_USE = "23503";

  private final Database database;
  private final RosterImport roster;
  private final PasswordRules rules;

  /**
   * Which rows.
   *
   * @param containing what the name, the key or the number has in it, in any case; null for all
   * @param after only keys after this one; null from the first
   * @param most so many at most
   */
  public record Wanted(String containing, String after, int most) {}

  /** @param sipDomain for which SIP passwords count */
  public DirectoryEditor(Database database, Optional<String> sipDomain, PasswordRules rules) {
    this.database = database;
    this.rules = rules;
    this.roster = new RosterImport(database, PasswordHash::of, sipDomain);
  }

  /** @return in the order of their keys */
  public Future<List<JsonObject>> list(DirectoryKind kind, Wanted wanted) {
    Tuple values = Tuple.of(PgText.clean(wanted.containing()), PgText.clean(wanted.after()));
    String found = kind.searched.stream()
        .map(column -> "strpos(lower(t." + column + "), lower($1)) > 0")
        .collect(Collectors.joining(" or "));
    String sql =
        rows(kind) + " where ($1::text is null or " + found + ") and ($2::text is null or t."
            + kind.key + " > $2) order by t." + kind.key + " limit " + wanted.most();
    return database.with(connection -> connection
        .preparedQuery(sql)
        .execute(values)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .map(DirectoryEditor::sheet)
            .toList()));
  }

  /** @return fails with NOT_FOUND */
  public Future<JsonObject> find(DirectoryKind kind, String key) {
    return database.with(connection -> read(connection, kind, key));
  }

  /**
   * @param wanted without a version
   * @return what is there now; fails with {@link ImportException}, also where the key is taken
   */
  public Future<JsonObject> create(DirectoryKind kind, ObjectNode wanted) {
    String key = wanted.path(kind.key).asText();
    return read(kind, wanted, RosterFile.Keys.OF_TODAY)
        .compose(one -> write(
            kind,
            key,
            one,
            connection -> version(connection, kind, key).map(found -> {
              if (found.isPresent()) {
                throw new ImportException(
                    List.of(Fault.at(kind.key, Fault.Kind.TAKEN, "is there already")));
              }
              return null;
            })));
  }

  /**
   * Replaces all but passwords, and the members of a group, where these are left out.
   *
   * @param wanted with the version that was read
   * @return what is there now; fails with {@link ImportException}, with NOT_FOUND, or with CONFLICT if somebody changed
   *     it since
   */
  public Future<JsonObject> change(DirectoryKind kind, String key, ObjectNode wanted) {
    if (!wanted.path(kind.key).asText(key).equals(key)) {
      return Future.failedFuture(
          new ImportException(List.of(Fault.at(kind.key, Fault.Kind.FIXED, "cannot be changed"))));
    }
    if (!wanted.path(VERSION).isIntegralNumber()) {
      return Future.failedFuture(
          new ImportException(List.of(Fault.at(VERSION, Fault.Kind.MISSING, "is missing"))));
    }
    long seen = wanted.get(VERSION).asLong();
    ObjectNode named = wanted.deepCopy().put(kind.key, key);
    return read(kind, named, RosterFile.Keys.AS_THEY_ARE)
        .compose(one ->
            write(kind, key, one, connection -> requireVersion(connection, kind, key, seen)));
  }

  /**
   * @param seen the version that was read
   * @return fails with NOT_FOUND, and with CONFLICT if somebody changed it since or something else needs it
   */
  public Future<Void> remove(DirectoryKind kind, String key, long seen) {
    return database
        .<Void>inTransaction(connection -> RosterImport.alone(connection)
            .compose(v -> requireVersion(connection, kind, key, seen))
            .compose(v -> connection
                .preparedQuery("delete from " + kind.table + " where " + kind.key + " = $1")
                .execute(Tuple.of(key))
                .mapEmpty()))
        .recover(e -> Future.failedFuture(
            e instanceof PgException refused && IN_USE.equals(refused.getSqlState())
                ? new CtiException(ErrorCode.CONFLICT, "something else needs it still")
                : e));
  }

  private Future<Roster> read(DirectoryKind kind, ObjectNode wanted, RosterFile.Keys keys) {
    RosterFile.Checks checks = new RosterFile.Checks(keys, rules);
    ObjectNode edited = wanted.deepCopy();
    edited.remove(kind.told);
    edited.remove(VERSION);
    try {
      return Future.succeededFuture(RosterFile.of(kind.wireName(), edited, checks));
    } catch (ImportException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<JsonObject> write(
      DirectoryKind kind, String key, Roster one, Function<SqlConnection, Future<Void>> condition) {
    return roster.run(one, condition).compose(v -> find(kind, key));
  }

  private static Future<JsonObject> read(SqlConnection connection, DirectoryKind kind, String key) {
    return connection
        .preparedQuery(rows(kind) + " where t." + kind.key + " = $1")
        .execute(Tuple.of(PgText.clean(key)))
        .map(rows -> {
          if (rows.size() == 0) {
            throw notFound();
          }
          return sheet(rows.iterator().next());
        });
  }

  private static Future<Void> requireVersion(
      SqlConnection connection, DirectoryKind kind, String key, long seen) {
    return version(connection, kind, key).map(found -> {
      if (found.orElseThrow(DirectoryEditor::notFound) != seen) {
        throw new CtiException(ErrorCode.CONFLICT, "somebody changed it since");
      }
      return null;
    });
  }

  private static Future<Optional<Long>> version(
      SqlConnection connection, DirectoryKind kind, String key) {
    return connection
        .preparedQuery("select version from " + kind.table + " where " + kind.key + " = $1")
        .execute(Tuple.of(PgText.clean(key)))
        .map(rows -> rows.size() == 0
            ? Optional.empty()
            : Optional.of(rows.iterator().next().getLong(0)));
  }

  private static String rows(DirectoryKind kind) {
    return "select jsonb_strip_nulls(jsonb_build_object(" + kind.sheet
        + ", 'version', t.version)) from " + kind.table + " t";
  }

  /** With names as they may be written back, should they be from before they were checked. */
  private static JsonObject sheet(Row row) {
    JsonObject sheet = row.getJsonObject(0);
    for (String label : LABELS) {
      if (sheet.containsKey(label)) {
        sheet.put(label, NameText.label(sheet.getString(label)));
      }
    }
    return sheet;
  }

  private static CtiException notFound() {
    return new CtiException(ErrorCode.NOT_FOUND, "nothing of this name");
  }
}
