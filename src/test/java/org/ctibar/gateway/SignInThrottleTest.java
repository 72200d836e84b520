package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private final SignInThrottle throttle =
      new SignInThrottle(new GatewayConfig.Throttle(3, 5, Duration.ofSeconds(60)));

  @Test
  void manyGuessesAtOnceAreNoMoreThanOneAfterTheOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.admits("admin", "a", 0)).isTrue();
    }
    assertThat(throttle.admits("admin", "b", 0)).isFalse();
    assertThat(throttle.admits("agent2", "a", 0)).isTrue();
  }

  @Test
  void theWindowSlides() {
    for (int second = 0; second < 30; second += 10) {
      assertThat(throttle.admits("admin", "a", second * 1_000)).isTrue();
    }
    assertThat(throttle.admits("admin", "a", 59_999)).isFalse();
    assertThat(throttle.admits("admin", "a", 60_000)).isTrue();
    assertThat(throttle.admits("admin", "a", 69_999)).isFalse();
  }

  @Test
  void whoKnowsThePasswordIsNotHeldUp() {
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.admits("admin", "a", i)).isTrue();
      throttle.succeeded("admin");
    }
  }

  @Test
  void aTrialThatWasNoGuessIsTakenBack() {
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.admits("admin", "a", i)).isTrue();
      throttle.withdraw("admin", i);
    }
  }

  @Test
  void anAddressThatGuessesNamesHasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.admits("user" + i, "a", 0)).isTrue();
      throttle.failed("a", 0);
    }
    assertThat(throttle.admits("user9", "a", 0)).isFalse();
    assertThat(throttle.admits("user9", "b", 0)).isTrue();
  }
}
