package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others did to agents, who and why. While the database is away entries wait in memory. */
public final class AgentLog {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLog.class);
  private static final int MOST_WAITING = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String INSERT = """
      insert into agent_log (id, at, agent, act, by_user, detail) values ($1, $2, $3, $4, $5, $6)
      on conflict (id) do nothing
      """;

  private final Database database;
  private final WriteBehind<Entry> waiting;

  private record Entry(
      UUID id, Instant at, String agent, String act, String by, Map<String, Object> detail) {}

  public AgentLog(Database database) {
    this.database = database;
    this.waiting = new WriteBehind<>(
        database.vertx(),
        new WriteBehind.Limits(MOST_WAITING, database.config().retryPause()),
        this::store);
  }

  /**
   * Nobody needs to wait for it.
   *
   * @param act {@code force} …
   * @param by the user who did it
   * @return succeeds when it is in the database
   */
  public Future<Void> write(
      Instant at, String agent, String act, String by, Map<String, Object> detail) {
    Entry entry = new Entry(UUID.randomUUID(), at, agent, act, by, detail);
    return waiting
        .write(entry.id(), entry)
        .onFailure(e -> LOG.warn("Act not logged agent={} act={} by={}", agent, act, by, e));
  }

  /** Waits a moment for what is not written yet. */
  public Future<Void> close() {
    return waiting.close(PATIENCE).mapEmpty();
  }

  private Future<Void> store(Entry entry) {
    return database.with(connection -> connection
        .preparedQuery(INSERT)
        .execute(Tuple.of(
            entry.id(),
            entry.at().atOffset(ZoneOffset.UTC),
            PgText.clean(entry.agent()),
            entry.act(),
            PgText.clean(entry.by()),
            PgText.clean(new JsonObject(entry.detail()))))
        .mapEmpty());
  }
}
