package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ctibar.gateway.SessionNames.Name;
import org.ctibar.gateway.SessionNames.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {
  private static final Owner ALICE = new Owner("alice", "browser-a");
  private final SessionNames names =
      new SessionNames(SigningSecrets.of("0123456789abcdef0123456789abcdef"));

  @Test
  void anotherNodeOfTheSameSecretKnowsWhoseSessionItIs() {
    Name name = names.first(ALICE);
    SessionNames elsewhere =
        new SessionNames(SigningSecrets.of("0123456789abcdef0123456789abcdef"));
    assertThat(elsewhere.sessionId(name.text(), ALICE)).contains(name.sessionId());
  }

  @Test
  void anOldSecretStillProvesItAndTheNextNameIsOfTheNewOne() {
    String next = "another secret, as long as the first";
    Name name = names.first(ALICE);
    SessionNames rotated =
        new SessionNames(new SigningSecrets(next, List.of("0123456789abcdef0123456789abcdef")));
    assertThat(rotated.sessionId(name.text(), ALICE)).contains(name.sessionId());
    Name renamed = rotated.next(name.sessionId(), ALICE);
    assertThat(names.sessionId(renamed.text(), ALICE)).isEmpty();
    assertThat(new SessionNames(SigningSecrets.of(next)).sessionId(renamed.text(), ALICE))
        .contains(name.sessionId());
  }

  @Test
  void itsNextNameIsAnother() {
    Name first = names.first(ALICE);
    Name next = names.next(first.sessionId(), ALICE);
    assertThat(next.text()).isNotEqualTo(first.text());
    assertThat(names.sessionId(next.text(), ALICE)).contains(first.sessionId());
  }

  @Test
  void fitsTheLongestIdOfTheProtocol() {
    assertThat(names.first(ALICE).text()).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void isNobodyElsesAndOfNoOtherBrowser() {
    String name = names.first(ALICE).text();
    assertThat(names.sessionId(name, new Owner("bob", "browser-a"))).isEmpty();
    assertThat(names.sessionId(name, new Owner("alice", "browser-b"))).isEmpty();
    assertThat(names.sessionId(name, new Owner("a\nalice", "browser-"))).isEmpty();
    assertThat(new SessionNames(SigningSecrets.of("another secret, as long as the first"))
            .sessionId(name, ALICE))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "x", "a.b", "a.b.c", ".b.c", "01J9Z3T6Q8-3f0c9a1e5b7d4c28"})
  void whatIsNoNameIsNoSession(String text) {
    assertThat(names.sessionId(text, ALICE)).isEmpty();
  }

  @Test
  void aChangedIdOrGenerationBreaksTheSeal() {
    Name name = names.first(ALICE);
    assertThat(names.sessionId("x" + name.text(), ALICE)).isEmpty();
    int dot = name.text().indexOf('.');
    String other = name.text().substring(0, dot) + ".AAAAAA" + name.text().substring(dot + 7);
    assertThat(names.sessionId(other, ALICE)).isEmpty();
  }
}
