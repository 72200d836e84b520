package org.ctibar.verify;

import java.util.Objects;

/** What has to be so at once. */
final class Check {
  private Check() {}

  static void same(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(what + " should be " + expected + " but is " + actual);
    }
  }
}
