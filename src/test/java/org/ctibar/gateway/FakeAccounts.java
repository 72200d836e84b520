package org.ctibar.gateway;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** People in memory; all have the document's password. */
final class FakeAccounts implements Accounts {
  static final String MD5 = "c33367701511b4f6020ec61ded352059";

  final Map<String, Account> people = new ConcurrentHashMap<>();
  final Map<String, Phone> phones = new ConcurrentHashMap<>();
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
  }

  void revokeTokensBefore(String user, long ms) {
    Account a = people.get(user);
    add(new Account(user, a.nickname(), a.extNo(), a.roles(), a.enabled(), ms));
  }

  @Override
  public Future<Optional<Account>> verify(String user, String md5Hex) {
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
  public Optional<Account> find(String user) {
    return Optional.ofNullable(people.get(user));
  }
}
