package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a database holds of calls, read past the product. */
public final class CallsOf {
  /** As docs/protocol/console.md counts, with the limits of conf/ctibar.yaml. */
  private static final String FIGURES = """
      select count(*) as offered,
        count(bridged_at) as answered,
        count(ended_at) filter (where bridged_at is null) as abandoned,
        count(*) filter (where bridged_at is null
          and ended_at - started_at < interval '5 s') as short_abandoned,
        count(*) filter (where bridged_at - started_at <= interval '20 s') as answered_in_time,
        coalesce(sum(round(extract(epoch from bridged_at - started_at) * 1000)), 0) as wait_ms
      from calls where group_id = $1
      """;

  private CallsOf() {}

  /** The figures of a group, by the names that the board has for them. */
  public static Future<Map<String, Long>> figures(Database database, String groupId) {
    return database.with(connection -> connection
        .preparedQuery(FIGURES)
        .execute(Tuple.of(groupId))
        .map(rows -> {
          Row row = rows.iterator().next();
          return Map.of(
              "offered", row.getLong("offered"),
              "answered", row.getLong("answered"),
              "abandoned", row.getLong("abandoned"),
              "shortAbandoned", row.getLong("short_abandoned"),
              "answeredInTime", row.getLong("answered_in_time"),
              "waitMs", row.getNumeric("wait_ms").longValue());
        }));
  }

  /** Of those that are over. */
  public static <T> Future<List<T>> all(Database database, Function<Row, T> read) {
    return database.with(connection -> connection
        .query("select call_id, agent, bridged_at is not null as bridged from calls"
            + " where ended_at is not null")
        .execute()
        .map(rows -> {
          List<T> all = new ArrayList<>();
          rows.forEach(row -> all.add(read.apply(row)));
          return all;
        }));
  }
}
