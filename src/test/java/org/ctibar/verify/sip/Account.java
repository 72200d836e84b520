package org.ctibar.verify.sip;

import io.vertx.core.net.SocketAddress;

/**
 * Who a phone is.
 *
 * @param user the extension, or the number of somebody outside
 * @param password {@code null} for somebody outside, who proves nothing
 * @param domain what stands behind the @ of its address
 * @param peer where its requests go
 * @param host the address of this machine on which it listens
 */
public record Account(
    String user, String password, String domain, SocketAddress peer, String host) {

  String address() {
    return "sip:" + user + "@" + domain;
  }

  String addressOf(String other) {
    return "sip:" + other + "@" + domain;
  }

  @Override
  public String toString() {
    return user;
  }
}
