package org.ctibar.store;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ctibar.config.Md5;

/** argon2id of the MD5 hex that browsers send. One check takes about 60 ms of a core, on purpose. */
final class PasswordHash {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int LENGTH = 32;
  private static final Pattern MD5_HEX = Pattern.compile("[0-9a-fA-F]{32}");

  /** Made when it is first asked for, on the worker: it takes as long as a check. */
  private static final class Nobody {
    private static final String HASH = of(md5Hex("nobody"));
  }

  private PasswordHash() {}

  static boolean isMd5Hex(String text) {
    return text != null && MD5_HEX.matcher(text).matches();
  }

  static String md5Hex(String password) {
    return Md5.hex(password);
  }

  /** To be checked for people who do not exist, so that they cost what others cost. */
  static String ofNobody() {
    return Nobody.HASH;
  }

  /** With a random salt, in the usual text form {@code $argon2id$v=19$m=…}. */
  static String of(String md5Hex) {
    return function().hash(md5Hex.toLowerCase(Locale.ROOT)).getResult();
  }

  /** The cost is the one written in {@code hash}. */
  static boolean matches(String md5Hex, String hash) {
    return Argon2Function.getInstanceFromHash(hash).check(md5Hex.toLowerCase(Locale.ROOT), hash);
  }

  private static Argon2Function function() {
    return Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, LENGTH, Argon2.ID);
  }
}
