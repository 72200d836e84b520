package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.ctibar.gateway.SignInThrottle.Charge;
import org.ctibar.gateway.SignInThrottle.Trial;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private final SignInThrottle throttle = new SignInThrottle(
      new GatewayConfig.Throttle(3, 5, 5, Duration.ofSeconds(60), TestGateway.waiting(10, 100)));

  @Test
  void manyGuessesAtOnceAreNoMoreThanOneAfterTheOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(begin("admin", "a", 0)).isPresent();
    }
    assertThat(begin("admin", "a", 0)).isEmpty();
    assertThat(begin("agent2", "a", 0)).isPresent();
  }

  @Test
  void manyNamesAtOnceAreNoMoreThanOneAfterTheOther() {
    for (int i = 0; i < 5; i++) {
      assertThat(begin("user" + i, "a", 0)).isPresent();
    }
    assertThat(begin("user9", "a", 0)).isEmpty();
    assertThat(begin("user9", "b", 0)).isPresent();
  }

  @Test
  void whatIsRefusedIsNotCounted() {
    for (int i = 0; i < 100; i++) {
      begin("admin", "a", i);
    }
    assertThat(begin("agent2", "a", 100)).isPresent();
    assertThat(begin("admin", "b", 100)).isPresent();
  }

  @Test
  void whoGuessesElsewhereLocksNobodyOut() {
    for (int i = 0; i < 3; i++) {
      begin("admin", "a", 0);
    }
    assertThat(begin("admin", "b", 0)).isPresent();
  }

  @Test
  void manyAddressesGetNoEndlessGuesses() {
    for (int i = 0; i < 5; i++) {
      assertThat(begin("admin", "address" + i, 0)).isPresent();
    }
    assertThat(begin("admin", "another", 0)).isEmpty();
    assertThat(begin("agent2", "another", 0)).isPresent();
  }

  @Test
  void theRightPasswordGivesOthersNoMoreGuesses() {
    for (int i = 0; i < 4; i++) {
      begin("admin", "address" + i, 0);
    }
    throttle.succeeded(begin("admin", "own", 1).orElseThrow());
    assertThat(begin("admin", "another", 2)).isPresent();
    assertThat(begin("admin", "yetAnother", 2)).isEmpty();
  }

  @Test
  void theWindowSlides() {
    for (int second = 0; second < 30; second += 10) {
      assertThat(begin("admin", "a", second * 1_000L)).isPresent();
    }
    assertThat(begin("admin", "a", 59_999)).isEmpty();
    assertThat(begin("admin", "a", 60_000)).isPresent();
    assertThat(begin("admin", "a", 69_999)).isEmpty();
  }

  @Test
  void aSiteBehindOneAddressMaySignIn() {
    for (int i = 0; i < 100; i++) {
      throttle.succeeded(begin("agent" + i, "site", i).orElseThrow());
    }
  }

  @Test
  void whoKnowsThePasswordIsNotHeldUp() {
    for (int i = 0; i < 100; i++) {
      throttle.succeeded(begin("admin", "a", i).orElseThrow());
    }
  }

  @Test
  void theRightPasswordClearsTheNameButNotTheAddress() {
    begin("admin", "a", 0);
    begin("admin", "a", 0);
    throttle.succeeded(begin("admin", "a", 0).orElseThrow());
    for (int i = 0; i < 3; i++) {
      assertThat(begin("admin", "a", 1)).isPresent();
    }
    assertThat(begin("agent2", "a", 1)).isEmpty();
  }

  @Test
  void aTrialThatWasNoGuessIsTakenBack() {
    for (int i = 0; i < 100; i++) {
      throttle.withdraw(begin("admin", "a", i).orElseThrow());
    }
  }

  @Test
  void whatNobodyCouldHaveCountsAtItsAddressOnly() {
    for (int i = 0; i < 5; i++) {
      throttle.chargeAddress("a", 0);
    }
    assertThat(begin("admin", "a", 0)).isEmpty();
    assertThat(begin("admin", "b", 0)).isPresent();
  }

  @Test
  void whatFailsElsewhereCountsHere() {
    for (int i = 0; i < 3; i++) {
      throttle.failedElsewhere(new Trial("admin", "a"), 0);
    }
    assertThat(begin("admin", "a", 0)).isEmpty();
    assertThat(begin("admin", "b", 0)).isPresent();
    throttle.failedElsewhere(new Trial("admin", "c"), 0);
    assertThat(begin("admin", "b", 0)).isEmpty();
    throttle.failedElsewhere(new Trial("agent2", "a"), 0);
    throttle.failedElsewhere(new Trial("agent3", "a"), 0);
    assertThat(begin("agent4", "a", 0)).isEmpty();
    assertThat(begin("agent4", "a", 60_000)).isPresent();
  }

  @Test
  void whoIsLetInElsewhereIsNotHeldUpHere() {
    for (int i = 0; i < 3; i++) {
      begin("admin", "a", 0);
    }
    throttle.clearedElsewhere(new Trial("admin", "a"));
    assertThat(begin("admin", "a", 0)).isPresent();
  }

  @Test
  void onlyFailuresThatAreClearedAreWorthTelling() {
    assertThat(throttle.succeeded(begin("admin", "a", 0).orElseThrow())).isFalse();
    begin("admin", "a", 0);
    assertThat(throttle.succeeded(begin("admin", "a", 0).orElseThrow())).isTrue();
    assertThat(throttle.succeeded(begin("admin", "a", 0).orElseThrow())).isFalse();
  }

  private Optional<Charge> begin(String user, String network, long atMs) {
    return throttle.charge(new Trial(user, network), atMs);
  }
}
