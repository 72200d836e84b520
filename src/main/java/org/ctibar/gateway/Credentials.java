package org.ctibar.gateway;

import java.util.Locale;
import java.util.regex.Pattern;

/** @param password its MD5 in hexadecimal, if the page keeps to the document */
record Credentials(String username, String password) {
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  private static final int LONGEST_NAME = 64;

  /** Whether anybody could have these. */
  boolean possible() {
    return !username.isBlank()
        && username.length() <= LONGEST_NAME
        && MD5.matcher(password).matches();
  }

  String md5Hex() {
    return password.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return username;
  }
}
