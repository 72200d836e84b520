package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.ctibar.bus.agent.Presence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presence written behind the agents' map, so that a full restart finds it. While the database is away the newest of
 * each agent waits in memory.
 */
public final class PresenceStore {
  /** One a person at most, so this bounds nothing but a flood of invented names. */
  private static final int MAX_WAITING = 1_000_000;

  private static final String SAVE = """
      insert into agent_presence as old (username, presence, reason, updated_at)
      values ($1, $2, $3, $4)
      on conflict (username) do update set
        presence = excluded.presence, reason = excluded.reason, updated_at = excluded.updated_at
      where excluded.updated_at >= old.updated_at
      """;

  private static final Logger LOG = LoggerFactory.getLogger(PresenceStore.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Database database;
  private final WriteBehind<AgentPresence> waiting;

  public PresenceStore(Database database) {
    this.database = database;
    this.waiting = new WriteBehind<>(
        database.vertx(),
        new WriteBehind.Limits(MAX_WAITING, database.config().retryPause()),
        this::store);
  }

  /**
   * Nobody needs to wait for it.
   *
   * @return succeeds when this or a newer presence of that agent is in the database
   */
  public Future<Void> save(AgentPresence presence) {
    return waiting.write(presence.username(), presence);
  }

  /** @return what was saved of every agent, in no order; fails with UNAVAILABLE if the database is away */
  public Future<List<AgentPresence>> loadAll() {
    return database.with(connection -> connection
        .query("select username, presence, reason, updated_at from agent_presence")
        .execute()
        .map(PresenceStore::all));
  }

  /** Waits a moment for what is not written yet; what then still waits is lost. */
  public Future<Void> close() {
    return waiting
        .close(PATIENCE)
        .onSuccess(lost -> {
          if (lost > 0) {
            LOG.warn("presences are lost, the database is away lost={}", lost);
          }
        })
        .mapEmpty();
  }

  private Future<Void> store(AgentPresence presence) {
    return database.with(connection -> connection
        .preparedQuery(SAVE)
        .execute(Tuple.of(
            presence.username(),
            presence.presence().name(),
            PgText.clean(presence.reason()),
            presence.updatedAt().atOffset(ZoneOffset.UTC)))
        .mapEmpty());
  }

  private static List<AgentPresence> all(RowSet<Row> rows) {
    List<AgentPresence> all = new ArrayList<>();
    rows.forEach(row -> all.add(new AgentPresence(
        row.getString("username"),
        Presence.valueOf(row.getString("presence")),
        row.getString("reason"),
        row.get(OffsetDateTime.class, "updated_at").toInstant())));
    return all;
  }
}
