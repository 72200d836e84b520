package org.ctibar.app;

import io.vertx.core.Future;
import java.util.Optional;
import org.ctibar.esl.HostileText;
import org.ctibar.gateway.Account;
import org.ctibar.gateway.Accounts;
import org.ctibar.gateway.Phone;
import org.ctibar.store.Demo;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Extension;
import org.ctibar.store.PasswordKind;
import org.ctibar.store.People;
import org.ctibar.store.Person;
import org.ctibar.store.PhoneKind;
import org.ctibar.store.Role;
import org.ctibar.store.SipAccount;

/** The people of the directory, and their phones, as the gateway sees them. */
final class DirectoryAccounts implements Accounts {
  private final People people;
  private final DirectorySource directory;
  private final Optional<String> sipDomain;
  private final Demo demo;

  /**
   * @param sipDomain whose SIP accounts count
   * @param demo from where demo people sign in
   */
  DirectoryAccounts(
      People people, DirectorySource directory, Optional<String> sipDomain, Demo demo) {
    this.people = people;
    this.directory = directory;
    this.sipDomain = sipDomain;
    this.demo = demo;
  }

  @Override
  public Future<Optional<Account>> verify(String user, String md5Hex) {
    return people.verify(user, md5Hex).map(found -> found.map(this::account));
  }

  @Override
  public Optional<Account> find(String user) {
    return directory.current().person(user).map(this::account);
  }

  @Override
  public Optional<Phone> phone(String extension) {
    Directory now = directory.current();
    return now.extension(extension).map(e -> phone(e, now.personByExtension(extension)));
  }

  @Override
  public void onChange(Runnable listener) {
    directory.onChange(changed -> listener.run());
  }

  private Phone phone(Extension extension, Optional<Person> owner) {
    boolean inPage = extension.phone() == PhoneKind.WEBRTC;
    boolean mayRegister = !inPage || owner.filter(Person::enabled).isPresent();
    return new Phone(
        extension.number(),
        owner
            .map(person -> HostileText.cleanName(person.nickname()))
            .filter(name -> !name.isEmpty())
            .orElse(extension.number()),
        inPage ? Phone.Kind.WEBRTC : Phone.Kind.DESK,
        extension
            .sip()
            .filter(account -> mayRegister && sipDomain.filter(account::isFor).isPresent())
            .map(SipAccount::ha1));
  }

  private Account account(Person person) {
    return new Account(
        person.username(),
        person.nickname(),
        person.extension().orElse(""),
        person.roles().stream().map(Role::wireName).sorted().toList(),
        person.enabled(),
        person.tokensValidFrom().toEpochMilli(),
        demo != Demo.OPEN && person.passwordKind() == PasswordKind.DEMO);
  }
}
