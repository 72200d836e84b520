package org.ctibar.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A server by which a page finds its way to FreeSWITCH through routers.
 *
 * @param username null for STUN, as is the credential
 */
public record IceServer(String url, String username, String credential) {
  private static final String HOST = "([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?";
  private static final Pattern STUN = Pattern.compile("stuns?:" + HOST);
  private static final Pattern TURN =
      Pattern.compile("turns?:" + HOST + "(\\?transport=(udp|tcp))?");

  /** @throws IllegalArgumentException on any other form; its message does not hold the credential */
  static IceServer parse(String text) {
    String[] parts = text.strip().split("\\s+");
    if (parts.length == 1 && STUN.matcher(parts[0]).matches()) {
      return new IceServer(parts[0], null, null);
    }
    if (parts.length == 3 && TURN.matcher(parts[0]).matches()) {
      return new IceServer(parts[0], parts[1], parts[2]);
    }
    throw new IllegalArgumentException(
        "expected stun:HOST:PORT, or turn:HOST:PORT USERNAME CREDENTIAL, for each server");
  }

  /** As browsers take it, an {@code RTCIceServer}. */
  Map<String, Object> toPage() {
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("urls", url);
    if (username != null) {
      server.put("username", username);
      server.put("credential", credential);
    }
    return server;
  }

  @Override
  public String toString() {
    return url; // logs must not show the credential
  }
}
