package org.ctibar.app;

import io.vertx.core.Future;
import java.util.Optional;
import org.ctibar.gateway.Account;
import org.ctibar.gateway.Accounts;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.People;
import org.ctibar.store.Person;
import org.ctibar.store.Role;

/** The people of the directory as the gateway sees them. */
final class DirectoryAccounts implements Accounts {
  private final People people;
  private final DirectorySource directory;

  DirectoryAccounts(People people, DirectorySource directory) {
    this.people = people;
    this.directory = directory;
  }

  @Override
  public Future<Optional<Account>> verify(String user, String md5Hex) {
    return people.verify(user, md5Hex).map(found -> found.map(DirectoryAccounts::account));
  }

  @Override
  public Optional<Account> find(String user) {
    return directory.current().person(user).map(DirectoryAccounts::account);
  }

  private static Account account(Person person) {
    return new Account(
        person.username(),
        person.nickname(),
        person.extension().orElse(""),
        person.roles().stream().map(Role::wireName).sorted().toList(),
        person.enabled(),
        person.tokensValidFrom().toEpochMilli());
  }
}
