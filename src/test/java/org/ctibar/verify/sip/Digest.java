package org.ctibar.verify.sip;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a challenge of RFC 2617 with MD5, with and without qop. */
record Digest(String user, String password) {
  private static final String COUNT = "00000001";

  /** @return the value of the Authorization header */
  String answer(String challenge, String method, String uri) {
    String realm = parameter(challenge, "realm");
    String nonce = parameter(challenge, "nonce");
    String secret = md5(user + ":" + realm + ":" + password);
    String asked = md5(method + ":" + uri);
    String head = "Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce
        + "\",uri=\"" + uri + "\",algorithm=MD5";
    if (parameter(challenge, "qop").isEmpty()) {
      return head + ",response=\"" + md5(secret + ":" + nonce + ":" + asked) + "\"";
    }
    String own = UUID.randomUUID().toString();
    String response = md5(secret + ":" + nonce + ":" + COUNT + ":" + own + ":auth:" + asked);
    return head + ",qop=auth,nc=" + COUNT + ",cnonce=\"" + own + "\",response=\"" + response + "\"";
  }

  private static String parameter(String challenge, String name) {
    Matcher matcher =
        Pattern.compile("\\b" + name + "=(?:\"([^\"]*)\"|([^,\\s]*))").matcher(challenge);
    if (!matcher.find()) {
      return "";
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format(Locale.ROOT, "%032x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  @Override
  public String toString() {
    return "digest of " + user;
  }
}
