package org.ctibar.simulator;

/**
 * An outside call to be placed.
 *
 * @param destination the number dialled
 * @param number the caller's, as SIP brings it: anything
 * @param name the caller's display name, as SIP brings it: anything
 * @param durationMs after how long the caller hangs up by himself; 0 for never
 */
public record CallerSpec(String destination, String number, String name, long durationMs) {

  /** A caller who stays until somebody hangs up. */
  public static CallerSpec of(String destination, String number) {
    return new CallerSpec(destination, number, "Caller " + number, 0);
  }

  public CallerSpec withName(String newName) {
    return new CallerSpec(destination, number, newName, durationMs);
  }

  /** A name in whatever encoding: bytes that are not UTF-8 reach the event socket as they are. */
  public CallerSpec withName(byte[] bytes) {
    return withName(RawText.of(bytes));
  }

  public CallerSpec hangingUpAfterMs(long ms) {
    return new CallerSpec(destination, number, name, ms);
  }
}
