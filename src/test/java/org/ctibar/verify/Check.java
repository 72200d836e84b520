package org.ctibar.verify;

import java.time.Duration;
import java.util.Objects;

/** What has to be so at once. */
final class Check {
  private Check() {}

  static void within(String what, Duration limit, Duration actual) {
    if (actual.compareTo(limit) > 0) {
      throw new AssertionError(
          what + " should take " + limit.toMillis() + " ms at most but took " + actual.toMillis());
    }
  }

  static void same(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(what + " should be " + expected + " but is " + actual);
    }
  }
}
