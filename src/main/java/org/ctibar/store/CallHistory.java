package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ctibar.bus.call.Direction;

/** Reads call records. All of it fails with UNAVAILABLE while the database is away. */
public final class CallHistory {
  private static final String CALLS =
      "select * from calls where started_at >= $1 and started_at < $2";
  private static final String LEGS =
      "select * from call_legs where call_id = $1 order by created_at, leg_uuid";

  private final Database database;

  /** What became of a call. */
  public enum Result {
    /** Two talked. */
    ANSWERED("bridged_at is not null"),
    /** It ended before anybody talked. */
    UNANSWERED("bridged_at is null and ended_at is not null"),
    LIVING("ended_at is null");

    private final String condition;

    Result(String condition) {
      this.condition = condition;
    }
  }

  /**
   * Which calls; what is null does not matter.
   *
   * @param from first moment of their beginning
   * @param until moment before which they began
   * @param number how the caller's or the callee's number ends
   * @param agent username
   * @param before only those that began before this one did, as the newest come first
   * @param most so many at most
   */
  public record Wanted(
      Instant from,
      Instant until,
      String number,
      String agent,
      String groupId,
      Result result,
      Cursor before,
      int most) {}

  /** Where a page of results ended. */
  public record Cursor(Instant startedAt, UUID callId) {}

  public CallHistory(Database database) {
    this.database = database;
  }

  /** @return the newest first, without their legs */
  public Future<List<CallRecord>> search(Wanted wanted) {
    StringBuilder sql = new StringBuilder(CALLS);
    Tuple values = Tuple.of(time(wanted.from()), time(wanted.until()));
    if (wanted.number() != null) {
      String number = place(values, wanted.number());
      sql.append(" and (right(caller, length(")
          .append(number)
          .append(")) = ")
          .append(number)
          .append(" or right(callee, length(")
          .append(number)
          .append(")) = ")
          .append(number)
          .append(")");
    }
    if (wanted.agent() != null) {
      sql.append(" and agent = ").append(place(values, wanted.agent()));
    }
    if (wanted.groupId() != null) {
      sql.append(" and group_id = ").append(place(values, wanted.groupId()));
    }
    if (wanted.result() != null) {
      sql.append(" and ").append(wanted.result().condition);
    }
    if (wanted.before() != null) {
      sql.append(" and (started_at, call_id) < (")
          .append(place(values, time(wanted.before().startedAt())))
          .append(", ")
          .append(place(values, wanted.before().callId()))
          .append(')');
    }
    sql.append(" order by started_at desc, call_id desc limit ")
        .append(place(values, wanted.most()));
    return database.with(connection ->
        connection.preparedQuery(sql.toString()).execute(values).map(CallHistory::calls));
  }

  /** @return with its legs, in the order of their coming */
  public Future<Optional<CallRecord>> find(UUID callId) {
    return database.with(connection -> connection
        .preparedQuery("select * from calls where call_id = $1")
        .execute(Tuple.of(callId))
        .compose(rows -> rows.size() == 0
            ? Future.succeededFuture(Optional.empty())
            : legs(connection, callId)
                .map(legs -> Optional.of(call(rows.iterator().next(), legs)))));
  }

  private static Future<List<CallLegRecord>> legs(SqlConnection connection, UUID callId) {
    return connection.preparedQuery(LEGS).execute(Tuple.of(callId)).map(rows -> {
      List<CallLegRecord> legs = new ArrayList<>();
      rows.forEach(row -> legs.add(leg(row)));
      return legs;
    });
  }

  private static String place(Tuple values, Object value) {
    values.addValue(value);
    return "$" + values.size();
  }

  private static List<CallRecord> calls(RowSet<Row> rows) {
    List<CallRecord> calls = new ArrayList<>();
    rows.forEach(row -> calls.add(call(row, List.of())));
    return calls;
  }

  private static CallRecord call(Row row, List<CallLegRecord> legs) {
    return new CallRecord(
        row.getUUID("call_id"),
        row.getString("switch_id"),
        Direction.valueOf(row.getString("direction")),
        row.getString("caller"),
        row.getString("callee"),
        row.getString("group_id"),
        row.getString("agent"),
        instant(row, "started_at"),
        instant(row, "queued_at"),
        instant(row, "answered_at"),
        instant(row, "bridged_at"),
        instant(row, "ended_at"),
        row.getString("cause"),
        row.getString("ended_by"),
        row.getInteger("attempts"),
        row.get(JsonObject.class, "data"),
        legs);
  }

  private static CallLegRecord leg(Row row) {
    return new CallLegRecord(
        row.getString("leg_uuid"),
        row.getString("role"),
        row.getString("number"),
        row.getString("agent"),
        instant(row, "created_at"),
        instant(row, "ringing_at"),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        row.getString("cause"));
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
