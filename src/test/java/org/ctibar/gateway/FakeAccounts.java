package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** People in memory; all have the document's password. */
final class FakeAccounts implements Accounts {
  static final String MD5 = "c33367701511b4f6020ec61ded352059";

  final Map<String, Account> people = new ConcurrentHashMap<>();
  final Map<String, Phone> phones = new ConcurrentHashMap<>();
  /** Whose password was checked, in order. */
  final List<String> checked = new CopyOnWriteArrayList<>();

  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  volatile boolean overloaded;
  volatile boolean broken;

  FakeAccounts() {
    add(new Account("admin", "admin", "1001", List.of("agent", "admin"), true, 0));
    add(new Account("agent2", "agent2", "1002", List.of("agent"), true, 0));
    add(new Account("supervisor", "supervisor", null, List.of("supervisor"), true, 0));
    add(new Account("gone", "gone", "1009", List.of("agent"), false, 0));
  }

  void add(Account account) {
    people.put(account.user(), account);
    listeners.forEach(Runnable::run);
  }

  void revokeTokensBefore(String user, long ms) {
    Account a = people.get(user);
    add(new Account(user, a.nickname(), a.extNo(), a.roles(), a.enabled(), ms));
  }

  /** From now on no check ends before {@link #endAllChecks}. */
  synchronized void hold() {
    holding = true;
  }

  void endAllChecks() {
    List<Runnable> ended;
    synchronized (this) {
      holding = false;
      ended = List.copyOf(held);
      held.clear();
    }
    ended.forEach(Runnable::run);
  }

  @Override
  public synchronized Future<Optional<Account>> verify(String user, String md5Hex) {
    checked.add(user);
    if (!holding) {
      return result(user, md5Hex);
    }
    Promise<Optional<Account>> ends = Promise.promise();
    held.add(() -> result(user, md5Hex).onComplete(ends));
    return ends.future();
  }

  private Future<Optional<Account>> result(String user, String md5Hex) {
    if (overloaded) {
      return Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "too many sign in now"));
    }
    if (broken) {
      return Future.failedFuture(new IllegalStateException("connection to database lost"));
    }
    return Future.succeededFuture(find(user).filter(a -> md5Hex.equals(MD5)));
  }

  @Override
  public Optional<Phone> phone(String extension) {
    return Optional.ofNullable(phones.get(extension));
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<Account> find(String user) {
    return Optional.ofNullable(people.get(user));
  }
}
