package org.ctibar.esl;

import org.ctibar.config.Section;

/**
 * How a link behaves.
 *
 * @param replyTimeoutMs for one command
 * @param connectTimeoutMs for the TCP connection and for the sign-in that follows, each
 * @param reconnectMinMs pause before the first new attempt; it doubles, and half of it is random
 * @param reconnectMaxMs longest pause between attempts
 * @param silenceMs silence after which the switch counts as dead: three of its heartbeats, which come every 20 s
 * @param keepAwakeMs pause between the {@code noop}s that keep the event connection from sleeping
 * @param snapshotDelayMs before channels are listed: {@code show channels} lags up to a quarter of a second
 * @param maxFrameBytes largest body of a frame
 */
public record EslConfig(
    int replyTimeoutMs,
    int connectTimeoutMs,
    int reconnectMinMs,
    int reconnectMaxMs,
    int silenceMs,
    int keepAwakeMs,
    int snapshotDelayMs,
    int maxFrameBytes) {

  public static EslConfig defaults() {
    return new EslConfig(5_000, 2_000, 200, 5_000, 60_000, 2, 300, 4 * 1024 * 1024);
  }

  /** Reads section {@code esl}. */
  public static EslConfig from(Section s) {
    return new EslConfig(
        s.number("replyTimeoutMs", 100, 60_000),
        s.number("connectTimeoutMs", 100, 60_000),
        s.number("reconnectMinMs", 10, 60_000),
        s.number("reconnectMaxMs", 10, 600_000),
        s.number("silenceMs", 1_000, 600_000),
        s.number("keepAwakeMs", 1, 1_000),
        s.number("snapshotDelayMs", 0, 10_000),
        s.number("maxFrameBytes", 64 * 1024, 64 * 1024 * 1024));
  }
}
