package org.ctibar.agent;

/** The values of {@code next} that are no reason of NOT_READY. */
final class Next {
  static final String READY = "ready";
  static final String LOGOUT = "logout";

  private Next() {}
}
