package org.ctibar.call;

import java.time.Duration;
import org.ctibar.config.Section;

/**
 * @param music what callers hear who wait: a stream that the switch can play, for ever
 * @param ringback what an agent hears while the callee's phone rings
 * @param outbound dial string for outside numbers, with the place {@code {number}}
 * @param reconcileEvery how often the calls are compared with the switch, should an event have been lost
 */
public record CallConfig(
    String music, String ringback, String outbound, CallTimes times, Duration reconcileEvery) {

  /** @param outbound see {@link CallConfig} */
  public static CallConfig from(Section s, String outbound) {
    CallTimes times = new CallTimes(
        s.number("ownPhoneMs", 1_000, 120_000),
        s.number("calleeMs", 1_000, 300_000),
        s.number("bridgeMs", 100, 10_000),
        s.number("bridgeGraceMs", 0, 5_000),
        s.number("legEndMs", 100, 30_000));
    if (!outbound.contains("{number}")) {
      throw s.problem("outbound", "must hold the place {number}");
    }
    return new CallConfig(
        s.nonEmpty("music"),
        s.nonEmpty("ringback"),
        outbound,
        times,
        s.millis("reconcileMs", 1_000, 600_000));
  }
}
