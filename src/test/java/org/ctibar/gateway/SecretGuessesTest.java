package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretGuessesTest {
  private static final String STRANGER = "198.51.100.1";
  private static final String FREESWITCH = "192.0.2.7";

  private final AtomicLong now = new AtomicLong();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SecretGuesses guesses =
      new SecretGuesses("freeswitch.secret", new GatewayMetrics(meters), now::get);

  @Test
  void whoIsWrongOftenIsHeardAgainAfterAWhile() {
    wrong(STRANGER, SecretGuesses.MOST - 1);
    assertThat(guesses.admits(STRANGER)).isTrue();
    wrong(STRANGER, 1);
    assertThat(guesses.admits(STRANGER)).isFalse();
    pass(Duration.ofSeconds(59));
    assertThat(guesses.admits(STRANGER)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(guesses.admits(STRANGER)).isTrue();
  }

  @Test
  void nobodyIsLockedOutByAnotherAddress() {
    wrong(STRANGER, SecretGuesses.MOST);
    assertThat(guesses.admits(FREESWITCH)).isTrue();
  }

  @Test
  void whoKnewTheSecretIsNotLockedOutByWhoSharesTheAddress() {
    guesses.right(FREESWITCH);
    wrong(FREESWITCH, 1_000);
    assertThat(guesses.admits(FREESWITCH)).isTrue();
    pass(Duration.ofDays(2));
    wrong(FREESWITCH, SecretGuesses.MOST);
    assertThat(guesses.admits(FREESWITCH)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:1::5, 2001:db8:0:1:ffff::9, false",
    "2001:db8:0:1::5, 2001:db8:0:2::5, true",
    "192.0.2.1, 192.0.2.2, true",
  })
  void anIpv6NetworkIsOneAddress(String wrong, String other, boolean admitted) {
    wrong(wrong, SecretGuesses.MOST);
    assertThat(guesses.admits(other)).isEqualTo(admitted);
  }

  @Test
  void countsWhatWasWrongAndWhatWasNotLookedAt() {
    wrong(STRANGER, SecretGuesses.MOST);
    guesses.admits(STRANGER);
    guesses.admits(STRANGER);
    assertThat(counted("wrong")).isEqualTo(SecretGuesses.MOST);
    assertThat(counted("throttled")).isEqualTo(2);
  }

  private double counted(String outcome) {
    return meters
        .counter("ctibar.secrets.refused", "setting", "freeswitch.secret", "outcome", outcome)
        .count();
  }

  private void wrong(String address, int times) {
    for (int i = 0; i < times; i++) {
      guesses.wrong(address);
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }
}
