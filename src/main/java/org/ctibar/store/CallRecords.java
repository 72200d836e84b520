package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes call records, each once however often it is told: the next word on a call adds what was missing and overwrites
 * what it knows better. While the database is away records wait in memory.
 */
public final class CallRecords implements CallRecordSink {
  private static final String CALL = """
      insert into calls as old (call_id, switch_id, direction, caller, callee, group_id, agent,
        started_at, queued_at, answered_at, bridged_at, ended_at, cause, ended_by, attempts, data)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
      on conflict (call_id) do update set
        switch_id = excluded.switch_id,
        direction = excluded.direction,
        caller = coalesce(excluded.caller, old.caller),
        callee = coalesce(excluded.callee, old.callee),
        group_id = coalesce(excluded.group_id, old.group_id),
        agent = coalesce(excluded.agent, old.agent),
        started_at = least(excluded.started_at, old.started_at),
        queued_at = coalesce(excluded.queued_at, old.queued_at),
        answered_at = coalesce(excluded.answered_at, old.answered_at),
        bridged_at = coalesce(excluded.bridged_at, old.bridged_at),
        ended_at = coalesce(excluded.ended_at, old.ended_at),
        cause = coalesce(excluded.cause, old.cause),
        ended_by = coalesce(excluded.ended_by, old.ended_by),
        attempts = greatest(excluded.attempts, old.attempts),
        data = old.data || excluded.data
      """;
  private static final String LEG = """
      insert into call_legs as old (call_id, leg_uuid, role, number, agent,
        created_at, ringing_at, answered_at, ended_at, cause)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (call_id, leg_uuid) do update set
        role = excluded.role,
        number = coalesce(excluded.number, old.number),
        agent = coalesce(excluded.agent, old.agent),
        created_at = least(excluded.created_at, old.created_at),
        ringing_at = coalesce(excluded.ringing_at, old.ringing_at),
        answered_at = coalesce(excluded.answered_at, old.answered_at),
        ended_at = coalesce(excluded.ended_at, old.ended_at),
        cause = coalesce(excluded.cause, old.cause)
      """;

  private static final String END_OTHERS = """
      update calls set ended_at = clock_timestamp(), cause = coalesce(cause, $4), ended_by = coalesce(ended_by, 'system')
      where switch_id = $1 and ended_at is null and started_at < $3 and not call_id = any ($2)
      """;

  private static final Logger LOG = LoggerFactory.getLogger(CallRecords.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Database database;
  private final WriteBehind<CallRecord> waiting;

  public CallRecords(Database database) {
    this.database = database;
    this.waiting = new WriteBehind<>(
        database.vertx(),
        new WriteBehind.Limits(
            database.config().recordsMaxWaiting(), database.config().retryPause()),
        this::store);
  }

  /**
   * @return succeeds when the record is in the database, which may be long after; fails with UNAVAILABLE if too many
   *     wait already, with the database's own refusal if this record can never be stored
   */
  @Override
  public Future<Void> write(CallRecord record) {
    return waiting.write(record.callId(), record);
  }

  @Override
  public Future<Integer> endOthers(
      String switchId, Collection<UUID> living, Instant begunBefore, String cause) {
    Tuple which = Tuple.of(switchId, living.toArray(UUID[]::new), time(begunBefore), cause);
    return database.with(
        connection -> connection.preparedQuery(END_OTHERS).execute(which).map(SqlResult::rowCount));
  }

  /** Records that are not in the database yet. */
  public int waiting() {
    return waiting.size();
  }

  /** Waits a moment for what is not written yet; what then still waits is for others to write. */
  public Future<Void> close() {
    return waiting
        .close(PATIENCE)
        .onSuccess(lost -> {
          if (lost > 0) {
            LOG.warn("call records are left to other nodes, the database is away left={}", lost);
          }
        })
        .mapEmpty();
  }

  private Future<Void> store(CallRecord record) {
    return database.inTransaction(connection -> connection
        .preparedQuery(CALL)
        .execute(callRow(record))
        .compose(written -> storeLegs(connection, record)));
  }

  private static Future<Void> storeLegs(SqlConnection connection, CallRecord record) {
    if (record.legs().isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> rows = record.legs().stream().map(leg -> legRow(record, leg)).toList();
    return connection.preparedQuery(LEG).executeBatch(rows).mapEmpty();
  }

  private static Tuple callRow(CallRecord record) {
    return Tuple.tuple()
        .addUUID(record.callId())
        .addString(record.switchId())
        .addString(record.direction().name())
        .addString(PgText.clean(record.caller()))
        .addString(PgText.clean(record.callee()))
        .addString(record.groupId())
        .addString(record.agent())
        .addOffsetDateTime(time(record.startedAt()))
        .addOffsetDateTime(time(record.queuedAt()))
        .addOffsetDateTime(time(record.answeredAt()))
        .addOffsetDateTime(time(record.bridgedAt()))
        .addOffsetDateTime(time(record.endedAt()))
        .addString(record.cause())
        .addString(record.endedBy())
        .addInteger(record.attempts())
        .addJsonObject(PgText.clean(record.data()));
  }

  private static Tuple legRow(CallRecord record, CallLegRecord leg) {
    return Tuple.tuple()
        .addUUID(record.callId())
        .addString(leg.legUuid())
        .addString(leg.role())
        .addString(PgText.clean(leg.number()))
        .addString(leg.agent())
        .addOffsetDateTime(time(leg.createdAt()))
        .addOffsetDateTime(time(leg.ringingAt()))
        .addOffsetDateTime(time(leg.answeredAt()))
        .addOffsetDateTime(time(leg.endedAt()))
        .addString(leg.cause());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
