package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ctibar.gateway.Phone;
import org.ctibar.store.ClassOfService;
import org.ctibar.store.Demo;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Extension;
import org.ctibar.store.Person;
import org.ctibar.store.PhoneKind;
import org.ctibar.store.Role;
import org.ctibar.store.SipAccount;
import org.junit.jupiter.api.Test;

/** Which phones of the directory the gateway is told of, and with what. */
class DirectoryAccountsTest {
  private static final String HA1 = "cfed182d155492e048920ca9baa12d31";
  private static final SipAccount RANDOM = new SipAccount(HA1, Optional.empty());
  private static final SipAccount OF_DOMAIN = new SipAccount(HA1, Optional.of("sip.example.org"));
  private static final SipAccount OF_OTHER = new SipAccount(HA1, Optional.of("old.example.org"));

  private final Directory directory = Directory.builder()
      .add(person("wang", "王芳 {x} $y", "1001", true))
      .add(person("li", "$", "1002", true))
      .add(person("gone", "gone", "1003", false))
      .add(extension("1001", PhoneKind.DESK, OF_DOMAIN))
      .add(extension("1002", PhoneKind.WEBRTC, RANDOM))
      .add(extension("1003", PhoneKind.WEBRTC, RANDOM))
      .add(extension("1004", PhoneKind.WEBRTC, RANDOM))
      .add(extension("1005", PhoneKind.DESK, OF_DOMAIN))
      .add(extension("1006", PhoneKind.DESK, OF_OTHER))
      .add(Extension.of("1007"))
      .build();
  private final DirectoryAccounts accounts = at(Optional.of("sip.example.org"));

  @Test
  void aDeskPhoneShowsItsPersonByACleanName() {
    assertThat(accounts.phone("1001"))
        .contains(new Phone("1001", "王芳 (x) y", Phone.Kind.DESK, Optional.of(HA1)));
  }

  @Test
  void whoHasNoNameOrNobodyIsShownByTheNumber() {
    assertThat(accounts.phone("1002"))
        .contains(new Phone("1002", "1002", Phone.Kind.WEBRTC, Optional.of(HA1)));
    assertThat(accounts.phone("1005")).map(Phone::name).contains("1005");
  }

  @Test
  void aPageOfNobodyOrOfSomebodyWhoLeftDoesNotRegister() {
    assertThat(accounts.phone("1003")).map(Phone::ha1).contains(Optional.empty());
    assertThat(accounts.phone("1004")).map(Phone::ha1).contains(Optional.empty());
  }

  @Test
  void anAccountCountsForItsDomainOnly() {
    assertThat(accounts.phone("1006")).map(Phone::ha1).contains(Optional.empty());
    assertThat(at(Optional.of("old.example.org")).phone("1006"))
        .map(Phone::ha1)
        .contains(Optional.of(HA1));
    assertThat(at(Optional.empty()).phone("1002")).map(Phone::ha1).contains(Optional.empty());
  }

  @Test
  void anExtensionWithoutAnAccountIsADeskPhone() {
    assertThat(accounts.phone("1007"))
        .contains(new Phone("1007", "1007", Phone.Kind.DESK, Optional.empty()));
    assertThat(accounts.phone("1008")).isEmpty();
  }

  private DirectoryAccounts at(Optional<String> domain) {
    return new DirectoryAccounts(null, DirectorySource.of(directory), domain, Demo.LOCAL);
  }

  private static Extension extension(String number, PhoneKind kind, SipAccount account) {
    return new Extension(number, Optional.empty(), true, kind, Optional.of(account));
  }

  private static Person person(
      String username, String nickname, String extension, boolean enabled) {
    return new Person(
        username,
        nickname,
        Optional.of(extension),
        Set.of(Role.AGENT),
        ClassOfService.NATIONAL,
        enabled,
        Instant.EPOCH);
  }
}
