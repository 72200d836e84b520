package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ctibar.gateway.SignInThrottle.Trial;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private final SignInThrottle throttle =
      new SignInThrottle(new GatewayConfig.Throttle(3, 5, 5, Duration.ofSeconds(60)));

  @Test
  void manyGuessesAtOnceAreNoMoreThanOneAfterTheOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.admits(trial("admin", "a"), 0)).isTrue();
    }
    assertThat(throttle.admits(trial("admin", "a"), 0)).isFalse();
    assertThat(throttle.admits(trial("agent2", "a"), 0)).isTrue();
  }

  @Test
  void whoGuessesElsewhereLocksNobodyOut() {
    for (int i = 0; i < 3; i++) {
      throttle.admits(trial("admin", "a"), 0);
    }
    assertThat(throttle.admits(trial("admin", "b"), 0)).isTrue();
  }

  @Test
  void manyAddressesGetNoEndlessGuesses() {
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.admits(trial("admin", "address" + i), 0)).isTrue();
    }
    assertThat(throttle.admits(trial("admin", "another"), 0)).isFalse();
    assertThat(throttle.admits(trial("agent2", "another"), 0)).isTrue();
  }

  @Test
  void theRightPasswordGivesOthersNoMoreGuesses() {
    for (int i = 0; i < 4; i++) {
      throttle.admits(trial("admin", "address" + i), 0);
    }
    throttle.admits(trial("admin", "own"), 1);
    throttle.succeeded(trial("admin", "own"), 1);
    assertThat(throttle.admits(trial("admin", "another"), 2)).isTrue();
    assertThat(throttle.admits(trial("admin", "yetAnother"), 2)).isFalse();
  }

  @Test
  void theWindowSlides() {
    for (int second = 0; second < 30; second += 10) {
      assertThat(throttle.admits(trial("admin", "a"), second * 1_000L)).isTrue();
    }
    assertThat(throttle.admits(trial("admin", "a"), 59_999)).isFalse();
    assertThat(throttle.admits(trial("admin", "a"), 60_000)).isTrue();
    assertThat(throttle.admits(trial("admin", "a"), 69_999)).isFalse();
  }

  @Test
  void whoKnowsThePasswordIsNotHeldUp() {
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.admits(trial("admin", "a"), i)).isTrue();
      throttle.succeeded(trial("admin", "a"), i);
    }
  }

  @Test
  void aTrialThatWasNoGuessIsTakenBack() {
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.admits(trial("admin", "a"), i)).isTrue();
      throttle.withdraw(trial("admin", "a"), i);
    }
  }

  @Test
  void anAddressThatGuessesNamesHasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.admits(trial("user" + i, "a"), 0)).isTrue();
      throttle.failed(trial("user" + i, "a"), 0);
    }
    assertThat(throttle.admits(trial("user9", "a"), 0)).isFalse();
    assertThat(throttle.admits(trial("user9", "b"), 0)).isTrue();
  }

  private static Trial trial(String user, String address) {
    return new Trial(user, address);
  }
}
