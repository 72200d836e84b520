package org.ctibar.bus;

import java.util.Arrays;

/**
 * Every refusal that leaves the platform: HTTP envelope, {@code /ws} replies, SDK errors and bus failures carry these
 * numbers. They are part of the public contract (docs/protocol) and never change meaning.
 */
public enum ErrorCode {
  OK(0),
  BAD_REQUEST(1),
  UNKNOWN_COMMAND(2),
  NOT_SIGNED_IN(3),
  NOT_ALLOWED_NOW(4),
  FORBIDDEN(5),
  TOKEN_INVALID(6),
  BAD_CREDENTIALS(7),
  TOKEN_EXPIRED(8),
  RATE_LIMITED(9),
  NOT_FOUND(10),
  CONFLICT(11),
  TIMEOUT(12),
  UNAVAILABLE(13),
  PHONE_UNREACHABLE(14),
  BUSY(15),
  NO_ANSWER(16),
  REJECTED(17),
  BAD_NUMBER(18),
  NOT_AVAILABLE_YET(19),
  TOO_LARGE(20),
  INTERNAL(50);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /** The number that peers see; stable for ever. */
  public int number() {
    return number;
  }

  /** @return the code of that number, {@link #INTERNAL} for a number this version does not know */
  public static ErrorCode of(int number) {
    return Arrays.stream(values()).filter(c -> c.number == number).findFirst().orElse(INTERNAL);
  }
}
