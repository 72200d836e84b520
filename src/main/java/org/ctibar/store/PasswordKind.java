package org.ctibar.store;

import java.util.Locale;

/** Where the password of a person comes from. */
public enum PasswordKind {
  /** Nobody else chose it. */
  OWN,
  /** An administrator chose it. */
  GIVEN,
  /** That of the demonstration, which everybody knows. */
  DEMO;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @param wireName of the table, which also tells of what kind a demo person is */
  static PasswordKind of(String wireName) {
    return switch (wireName) {
      case "own" -> OWN;
      case "given" -> GIVEN;
      default -> DEMO;
    };
  }
}
