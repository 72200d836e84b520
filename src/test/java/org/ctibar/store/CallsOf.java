package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The calls that a database holds and that are over. */
public final class CallsOf {
  private CallsOf() {}

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
