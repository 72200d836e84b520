package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open database: migrated, with a pool. */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int MAX_WAITING_FOR_CONNECTION = 10_000;

  private static final int CLEAN_EVERY_MS = 500;

  private static final Duration LONG_WORK = Duration.ofMinutes(2);

  private final Vertx vertx;
  private final StoreConfig config;
  private final Optional<EmbeddedPostgres> embedded;
  private final PgTarget target;
  private final Pool pool;
  private final AtomicBoolean away = new AtomicBoolean();

  private Database(
      Vertx vertx, StoreConfig config, Optional<EmbeddedPostgres> embedded, PgTarget target) {
    this.vertx = vertx;
    this.config = config;
    this.embedded = embedded;
    this.target = target;
    this.pool = pool(vertx, config, target);
  }

  /**
   * Starts or joins the embedded PostgreSQL where no other is configured, brings the tables up to date, and does with the
   * demo people what the setting says.
   *
   * @return fails with a message for the operator if the database cannot be started, reached or migrated
   */
  public static Future<Database> open(Vertx vertx, StoreConfig config) {
    return vertx
        .executeBlocking(() -> openBlocking(vertx, config), false)
        .compose(Database::withDemoPeople);
  }

  private Future<Database> withDemoPeople() {
    return new DemoPeople(this).settle(config.demo()).map(this).onFailure(failure -> close());
  }

  /** Whether any of the demo people may sign in. */
  public Future<Boolean> hasDemoPeople() {
    return new DemoPeople(this).areThere();
  }

  Vertx vertx() {
    return vertx;
  }

  PgTarget target() {
    return target;
  }

  StoreConfig config() {
    return config;
  }

  /**
   * Runs statements on one connection of the pool.
   *
   * @return fails with UNAVAILABLE if the database is away or silent, with {@link PgException} if it refused
   */
  <T> Future<T> with(Function<SqlConnection, Future<T>> work) {
    return bounded(pool.withConnection(listenedTo(work)), config.replyTimeout());
  }

  /** As {@link #with}, all or nothing. */
  <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return bounded(pool.withTransaction(listenedTo(work)), config.replyTimeout());
  }

  /** As {@link #inTransaction}, for work of many statements. */
  <T> Future<T> inLongTransaction(Function<SqlConnection, Future<T>> work) {
    return bounded(pool.withTransaction(listenedTo(work)), LONG_WORK);
  }

  PgSubscriber subscriber() {
    return PgSubscriber.subscriber(vertx, target.connectOptions());
  }

  /** Closes the pool and stops the embedded PostgreSQL, unless another process still uses it. */
  public Future<Void> close() {
    return pool.close()
        .eventually(() -> vertx.executeBlocking(
            () -> {
              embedded.ifPresent(EmbeddedPostgres::leave);
              return null;
            },
            false));
  }

  /** A connection that nobody listens to prints its failures, with their stack; the work hears of them anyway. */
  private static <T> Function<SqlConnection, Future<T>> listenedTo(
      Function<SqlConnection, Future<T>> work) {
    return connection -> work.apply(connection.exceptionHandler(
        failure -> LOG.debug("connection to the database fails", failure)));
  }

  private <T> Future<T> bounded(Future<T> result, Duration limit) {
    return result
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(answered -> answers())
        .recover(failure -> Future.failedFuture(translate(failure)));
  }

  private Throwable translate(Throwable failure) {
    boolean isAway = failure instanceof PgException refused
        ? isTemporary(refused)
        : !(failure instanceof CtiException)
            && !(failure instanceof ImportException)
            && !(failure instanceof RuntimeException e && isBug(e));
    if (!isAway) {
      return failure;
    }
    if (away.compareAndSet(false, true)) {
      LOG.info("database does not answer reason={}", failure.toString());
    } else {
      LOG.debug("database does not answer reason={}", failure.toString());
    }
    return new CtiException(ErrorCode.UNAVAILABLE, "the database is away");
  }

  private void answers() {
    if (away.get() && away.compareAndSet(true, false)) {
      LOG.info("database answers again");
    }
  }

  /** Connection lost, no room, stopping, deadlock, login refused, read-only standby: worth another try. */
  private static boolean isTemporary(PgException refused) {
    String state = String.valueOf(refused.getSqlState());
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("40")
        || state.startsWith("28")
        || state.equals("25006");
  }

  private static boolean isBug(RuntimeException failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof NullPointerException
        || failure instanceof ClassCastException;
  }

  private static Database openBlocking(Vertx vertx, StoreConfig config) throws Exception {
    if (config.external().isPresent()) {
      return migrated(vertx, config, Optional.empty(), config.external().get());
    }
    EmbeddedPostgres embedded = EmbeddedPostgres.join(config.dataDir(), config.programsDir());
    try {
      return migrated(vertx, config, Optional.of(embedded), embedded.target());
    } catch (RuntimeException e) {
      embedded.leave();
      throw e;
    }
  }

  private static Database migrated(
      Vertx vertx, StoreConfig config, Optional<EmbeddedPostgres> embedded, PgTarget target) {
    try {
      Flyway.configure()
          .dataSource(target.jdbcUrl(), target.user(), target.password())
          .connectRetries((int) Math.min(120, config.connectTimeout().toSeconds()))
          .connectRetriesInterval(1)
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (RuntimeException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IllegalStateException(
          "cannot open the database " + target + " (pg.uri, CTI_PG_URI): " + cause, e);
    }
    return new Database(vertx, config, embedded, target);
  }

  private static Pool pool(Vertx vertx, StoreConfig config, PgTarget target) {
    int timeoutMs = Math.toIntExact(config.connectTimeout().toMillis());
    return PgBuilder.pool()
        .with(new PoolOptions()
            .setMaxSize(config.poolSize())
            .setMaxWaitQueueSize(MAX_WAITING_FOR_CONNECTION)
            .setConnectionTimeout(timeoutMs)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(Math.toIntExact(config.replyTimeout().toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setPoolCleanerPeriod(CLEAN_EVERY_MS))
        // A server that fell silent: its connections are given up instead of being waited on for
        // ever. The pool drops an idle one long before, so that no statement meets a closing one.
        .with(new NetClientOptions()
            .setConnectTimeout(timeoutMs)
            .setTcpKeepAlive(true)
            .setReadIdleTimeout(2 * Math.toIntExact(config.replyTimeout().toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
        .connectingTo(target.connectOptions())
        .using(vertx)
        .build();
  }
}
