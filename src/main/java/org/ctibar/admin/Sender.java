package org.ctibar.admin;

import io.vertx.core.eventbus.Message;

/** Who sent a message over the bridge: stamped by {@link Bridge}, whatever the page wrote. */
final class Sender {
  static final String USER = "user";

  private Sender() {}

  static String of(Message<?> message) {
    return message.headers().get(USER);
  }
}
