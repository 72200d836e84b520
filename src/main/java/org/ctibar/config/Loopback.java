package org.ctibar.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What does not leave this machine. */
public final class Loopback {
  private Loopback() {}

  /**
   * May ask a name server.
   *
   * @param host a name or an address; an unknown name is somewhere else
   */
  public static boolean includes(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
