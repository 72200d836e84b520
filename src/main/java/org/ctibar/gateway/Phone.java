package org.ctibar.gateway;

import java.util.Optional;

/**
 * A phone of ours, as FreeSWITCH and its page are told of it.
 *
 * @param name what called phones show; without characters that FreeSWITCH acts upon
 * @param ha1 MD5 of {@code extension:domain:password}; empty if it has no account that FreeSWITCH may be told of
 */
public record Phone(String extension, String name, Kind kind, Optional<String> ha1) {
  public enum Kind {
    DESK,
    WEBRTC
  }

  @Override
  public String toString() {
    return kind + " " + extension; // logs must not show the secret
  }
}
