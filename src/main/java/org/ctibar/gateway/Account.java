package org.ctibar.gateway;

import java.util.List;

/**
 * A person who may sign in.
 *
 * @param extNo null or empty for people without a phone
 * @param tokensValidFromMs ms since 1970: tokens issued before are revoked; 0 if none ever was
 * @param localOnly signs in on the machine of the node only: everybody knows the password
 */
public record Account(
    String user,
    String nickname,
    String extNo,
    List<String> roles,
    boolean enabled,
    long tokensValidFromMs,
    boolean localOnly) {

  public Account {
    roles = List.copyOf(roles);
    extNo = extNo == null ? "" : extNo;
  }

  /** Signs in from anywhere. */
  public Account(
      String user,
      String nickname,
      String extNo,
      List<String> roles,
      boolean enabled,
      long tokensValidFromMs) {
    this(user, nickname, extNo, roles, enabled, tokensValidFromMs, false);
  }
}
