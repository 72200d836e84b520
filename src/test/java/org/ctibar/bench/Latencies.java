package org.ctibar.bench;

import org.HdrHistogram.Histogram;

/** Times from a begin to an end; may be recorded from any thread. */
final class Latencies {
  private static final long LONGEST_US = 60_000_000;

  private final Histogram us = new Histogram(LONGEST_US, 3);

  synchronized void record(long beginNs, long endNs) {
    us.recordValue(Math.min(LONGEST_US, Math.max(0, (endNs - beginNs) / 1_000)));
  }

  /** Of something that is looked at so often: what happened during a long look is counted as often as it was missed. */
  synchronized void recordRegular(long beginNs, long endNs, long everyNs) {
    us.recordValueWithExpectedInterval(
        Math.min(LONGEST_US, Math.max(0, (endNs - beginNs) / 1_000)), everyNs / 1_000);
  }

  synchronized void add(Latencies more) {
    us.add(more.copy());
  }

  synchronized long count() {
    return us.getTotalCount();
  }

  double ms(double percentile) {
    Histogram now = copy();
    return now.getTotalCount() == 0 ? Double.NaN : now.getValueAtPercentile(percentile) / 1_000.0;
  }

  double p50() {
    return ms(50);
  }

  double p99() {
    return ms(99);
  }

  private synchronized Histogram copy() {
    return us.copy();
  }
}
