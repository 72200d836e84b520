package org.ctibar.bus;

/** What may stand in a log of a phone number. */
public final class Mask {
  private Mask() {}

  /** Keeps the first three and the last two characters of a longer number, nothing of a short one but its length. */
  public static String number(String number) {
    if (number == null) {
      return "-";
    }
    if (number.length() <= 5) {
      return "*".repeat(number.length());
    }
    return number.substring(0, 3)
        + "*".repeat(number.length() - 5)
        + number.substring(number.length() - 2);
  }
}
