package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads from the call records what the figures of groups are counted from. */
public final class GroupCalls {
  private static final String SINCE = """
      select call_id, group_id, started_at, bridged_at, ended_at from calls
      where started_at >= $1 and group_id is not null
      """;

  private final Database database;

  public GroupCalls(Database database) {
    this.database = database;
  }

  /** @return in no order; fails with UNAVAILABLE while the database is away */
  public Future<List<GroupCall>> since(Instant startedAt) {
    return database.with(connection -> connection
        .preparedQuery(SINCE)
        .execute(Tuple.of(startedAt.atOffset(ZoneOffset.UTC)))
        .map(rows -> {
          List<GroupCall> calls = new ArrayList<>();
          rows.forEach(row -> calls.add(new GroupCall(
              row.getUUID("call_id").toString(),
              row.getString("group_id"),
              time(row, "started_at"),
              time(row, "bridged_at"),
              time(row, "ended_at"))));
          return calls;
        }));
  }

  private static Long time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant().toEpochMilli();
  }
}
