package org.ctibar.verify;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.ctibar.outside.Pace;

/** Waits for what has to come about, and says what was there instead. */
final class Until {
  static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private Until() {}

  static <T> T present(String what, Supplier<Optional<T>> source) {
    return present(what, SOON, source);
  }

  static <T> T present(String what, Duration within, Supplier<Optional<T>> source) {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      Optional<T> found = source.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("within " + within.toSeconds() + " s not: " + what);
      }
      Pace.sleep(LOOK_AGAIN);
    }
  }

  static void equal(String what, Object expected, Supplier<?> actual) {
    equal(what, SOON, expected, actual);
  }

  static void equal(String what, Duration within, Object expected, Supplier<?> actual) {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      Object now = actual.get();
      if (Objects.equals(expected, now)) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " should be " + expected + " but is " + now);
      }
      Pace.sleep(LOOK_AGAIN);
    }
  }

  static void isTrue(String what, Supplier<Boolean> condition) {
    present(what, () -> condition.get() ? Optional.of(true) : Optional.empty());
  }
}
