package org.ctibar.bus.call;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names of legs that any node derives alike. */
public final class CallIds {
  private CallIds() {}

  /**
   * The uuid of the agent's leg in the n-th offer of a call: UUIDv5 of the call and the attempt. The switch refuses a
   * second originate with a living uuid, so two owners cannot ring twice.
   *
   * @param callId a UUID
   */
  public static String offer(String callId, int attempt) {
    return v5(UUID.fromString(callId), "offer-" + attempt).toString();
  }

  /** The uuid of the leg toward the party that an agent calls. */
  public static String callee(String callId) {
    return v5(UUID.fromString(callId), "callee").toString();
  }

  /** The uuid of a leg toward a party that an agent consults. @param number new for each leg of the call */
  public static String consult(String callId, int number) {
    return v5(UUID.fromString(callId), "consult-" + number).toString();
  }

  /** The uuid of a leg through which an agent comes back to a call. @param number new for each leg of the call */
  public static String recall(String callId, int number) {
    return v5(UUID.fromString(callId), "recall-" + number).toString();
  }

  /** The uuid of the phone's own leg, where another switch than that of the call rings it for {@code leg}. */
  public static String phone(String leg) {
    return v5(UUID.fromString(leg), "phone").toString();
  }

  private static UUID v5(UUID namespace, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(ByteBuffer.allocate(16)
        .putLong(namespace.getMostSignificantBits())
        .putLong(namespace.getLeastSignificantBits())
        .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() & ~0xF000L | 0x5000L;
    long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
