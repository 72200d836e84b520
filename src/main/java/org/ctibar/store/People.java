package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/**
 * Checks passwords. One worker thread does all of it: a check is dear by design, and a morning's sign-in of thousands
 * must leave the other cores to calls.
 */
public final class People {
  private static final int MAX_USERNAME = 64;
  private static final long MAX_CHECK_SECONDS = 10;

  private record Candidate(Person person, String hash) {}

  private final Database database;
  private final int maxWaiting;
  private final WorkerExecutor worker;
  private final AtomicInteger waiting = new AtomicInteger();

  public People(Database database) {
    this(database, database.config().signInMaxWaiting());
  }

  People(Database database, int maxWaiting) {
    this.database = database;
    this.maxWaiting = maxWaiting;
    this.worker = database
        .vertx()
        .createSharedWorkerExecutor("sign-in", 1, MAX_CHECK_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Somebody unknown or disabled takes as long as a wrong password.
   *
   * @param md5Hex in either case
   * @return empty for wrong credentials of any kind; fails with RATE_LIMITED if too many wait already, with UNAVAILABLE
   *     if the database is away
   */
  public Future<Optional<Person>> verify(String username, String md5Hex) {
    if (!PasswordHash.isMd5Hex(md5Hex)) {
      return Future.succeededFuture(Optional.empty());
    }
    if (waiting.incrementAndGet() > maxWaiting) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          new CtiException(ErrorCode.RATE_LIMITED, "too many people are signing in"));
    }
    return candidate(username)
        .compose(found -> worker.executeBlocking(() -> check(found, md5Hex), false))
        .onComplete(done -> waiting.decrementAndGet());
  }

  /**
   * Ends every token that was issued until now.
   *
   * @return false if there is no such person
   */
  public Future<Boolean> revokeTokens(String username) {
    return database.with(connection -> connection
        .preparedQuery("update people set tokens_valid_from = now() where username = $1")
        .execute(Tuple.of(PgText.clean(username)))
        .map(rows -> rows.rowCount() == 1));
  }

  public Future<Void> close() {
    return worker.close();
  }

  private Future<Optional<Candidate>> candidate(String username) {
    if (username == null || username.length() > MAX_USERNAME || username.indexOf(0) >= 0) {
      return Future.succeededFuture(Optional.empty());
    }
    String sql = DirectoryTables.PEOPLE.replace("select ", "select password_hash, ")
        + " where username = $1 and enabled";
    return database.with(connection -> connection
        .preparedQuery(sql)
        .execute(Tuple.of(username))
        .map(rows -> rows.size() == 0
            ? Optional.empty()
            : Optional.of(candidate(rows.iterator().next()))));
  }

  private static Candidate candidate(Row row) {
    return new Candidate(DirectoryTables.person(row), row.getString("password_hash"));
  }

  private static Optional<Person> check(Optional<Candidate> found, String md5Hex) {
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    String hash = found.map(Candidate::hash).orElseGet(PasswordHash::ofNobody);
    boolean matches = PasswordHash.matches(md5Hex, hash);
    return found.filter(candidate -> matches).map(Candidate::person);
  }
}
