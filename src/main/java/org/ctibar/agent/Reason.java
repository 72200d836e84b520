package org.ctibar.agent;

/** The reasons that the platform itself gives; pages know them from docs/protocol. */
final class Reason {
  static final String LOGIN = "login";
  static final String LOGOUT = "logout";
  static final String FORCED = "forced";
  static final String NO_ANSWER = "no_answer";
  static final String PHONE_DOWN = "phone_down";
  static final String CONNECTION_LOST = "connection_lost";

  private Reason() {}
}
