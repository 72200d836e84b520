package org.ctibar.gateway;

/** Why a connection ends (docs/protocol). */
enum CloseCode {
  REPLACED(1000, "session resumed elsewhere"),
  TOO_MANY_FRAMES(1008, "too many frames"),
  TOO_LARGE(1009, "frame too large"),
  NOT_AUTHENTICATED(4001, "authentication failed"),
  KICKED(4002, "signed in from another browser"),
  NODE_LEAVES(4003, "node leaves"),
  AUTH_MISSED(4004, "no authentication in time"),
  HEARTBEAT_MISSED(4004, "heartbeat missed"),
  SLOW_READER(4004, "page does not read");

  private final short number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = (short) number;
    this.reason = reason;
  }

  short number() {
    return number;
  }

  String reason() {
    return reason;
  }
}
