package org.ctibar.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest {@link Directory} in memory: read again when PostgreSQL tells of a change, and looked after now and
 * then in case the notice was lost. While the database is away the last good one stays. Safe for any thread.
 */
public final class DirectoryCache implements DirectorySource {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryCache.class);
  private static final String CHANNEL = "directory_changed";
  private static final long NEVER_LOADED = -1;
  /** Meanwhile no notice comes, and what is revoked must be seen within a second. */
  private static final long RECONNECT_MS = 200;

  private record Loaded(long version, Directory directory) {}

  private final Database database;
  private final PgSubscriber subscriber;
  private final List<Consumer<Directory>> listeners = new CopyOnWriteArrayList<>();
  private volatile Loaded loaded = new Loaded(NEVER_LOADED, Directory.EMPTY);
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean stale;
  private volatile long timer;

  private DirectoryCache(Database database) {
    this.database = database;
    this.subscriber = database.subscriber().reconnectPolicy(attempt -> RECONNECT_MS);
  }

  /** @return the filled cache; fails with UNAVAILABLE if the database is away */
  public static Future<DirectoryCache> load(Database database) {
    DirectoryCache cache = new DirectoryCache(database);
    return cache.reload().map(loaded -> {
      cache.watch();
      return cache;
    });
  }

  /** Never waits, never empty after {@link #load}. */
  @Override
  public Directory current() {
    return loaded.directory();
  }

  @Override
  public void onChange(Consumer<Directory> listener) {
    Context context = database.vertx().getOrCreateContext();
    listeners.add(directory -> context.runOnContext(run -> listener.accept(directory)));
  }

  /**
   * Reads the directory now unless it is unchanged.
   *
   * @return the newest; fails with UNAVAILABLE if the database is away, and keeps the last good one
   */
  public Future<Directory> reload() {
    return database
        .inTransaction(
            connection -> DirectoryTables.version(connection).map(v -> v != loaded.version()))
        .compose(changed -> changed ? read() : Future.succeededFuture(loaded))
        .map(Loaded::directory);
  }

  public Future<Void> close() {
    database.vertx().cancelTimer(timer);
    return subscriber.close();
  }

  private void watch() {
    timer =
        database.vertx().setPeriodic(database.config().directoryReload().toMillis(), id -> look());
    subscriber.channel(CHANNEL).subscribeHandler(each -> subscribed()).handler(notice -> refresh());
    subscriber.connect().onFailure(failure -> LOG.warn("directory changes are seen late", failure));
  }

  /**
   * Each time that notices begin to come, also after a lost connection: reads what changed before. A connection that
   * nobody listens to prints its failures, with their stack.
   */
  private void subscribed() {
    if (subscriber.actualConnection() != null) {
      subscriber
          .actualConnection()
          .exceptionHandler(failure -> LOG.debug("directory watch fails", failure));
    }
    refresh();
  }

  /** While the database is silent one look waits for it, not more of them each second. */
  private void look() {
    if (looking.compareAndSet(false, true)) {
      refresh().onComplete(done -> looking.set(false));
    }
  }

  private Future<Directory> refresh() {
    return reload()
        .onSuccess(directory -> tell(false, null))
        .onFailure(failure -> tell(true, failure));
  }

  private Future<Loaded> read() {
    return database
        .inTransaction(connection -> DirectoryTables.read(connection)
            .compose(directory ->
                DirectoryTables.version(connection).map(version -> new Loaded(version, directory))))
        .map(this::keepNewest);
  }

  /** Two readings may end in either order. */
  private Loaded keepNewest(Loaded fresh) {
    Directory before;
    synchronized (this) {
      if (fresh.version() <= loaded.version()) {
        return loaded;
      }
      before = loaded.directory();
      loaded = fresh;
    }
    if (!fresh.directory().equals(before)) {
      LOG.info("directory read people={}", fresh.directory().people().size());
      listeners.forEach(listener -> listener.accept(fresh.directory()));
    }
    return fresh;
  }

  /** Once when the database goes and once when it is back. */
  private synchronized void tell(boolean nowStale, Throwable failure) {
    if (nowStale && !stale) {
      LOG.warn("directory cannot be read, the last one stays cause={}", failure.getMessage());
    } else if (stale && !nowStale) {
      LOG.info("directory is read again");
    }
    stale = nowStale;
  }
}
