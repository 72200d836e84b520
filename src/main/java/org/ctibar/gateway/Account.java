package org.ctibar.gateway;

import java.util.List;

/**
 * A person who may sign in.
 *
 * @param extNo null or empty for people without a phone
 * @param tokensValidFromMs ms since 1970: tokens issued before are revoked; 0 if none ever was
 */
public record Account(
    String user,
    String nickname,
    String extNo,
    List<String> roles,
    boolean enabled,
    long tokensValidFromMs) {

  public Account {
    roles = List.copyOf(roles);
    extNo = extNo == null ? "" : extNo;
  }
}
