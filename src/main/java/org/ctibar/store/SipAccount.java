package org.ctibar.store;

import java.util.Optional;

/**
 * With what a phone registers at FreeSWITCH. As good as the password within its realm, so it is shown nowhere.
 *
 * @param ha1 what SIP digests want in place of the password: MD5 of {@code extension:realm:password}, or random
 * @param realm for which it was made; empty where it is random, which is good for any
 */
public record SipAccount(String ha1, Optional<String> realm) {

  static SipAccount of(String extension, String realm, String password) {
    String ha1 = PasswordHash.md5Hex(extension + ":" + realm + ":" + password);
    return new SipAccount(ha1, Optional.of(realm));
  }

  public boolean isFor(String domain) {
    return realm.isEmpty() || realm.get().equals(domain);
  }

  @Override
  public String toString() {
    return "an account of " + realm.orElse("any realm");
  }
}
