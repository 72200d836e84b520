package org.ctibar.gateway;

/** How many frames one connection may send. Pure: the caller brings the time. */
final class FrameLimiter {
  private static final long SECOND_NS = 1_000_000_000L;

  enum Verdict {
    ACCEPT,
    REFUSE,
    /** It was told for a second and goes on. */
    CLOSE
  }

  private final int perSecond;
  private double tokens;
  private long filledAtNs;
  private boolean exceeding;
  private long exceedingSinceNs;
  private long lastRefusalNs;

  FrameLimiter(int perSecond, long nowNs) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAtNs = nowNs;
  }

  Verdict frame(long nowNs) {
    double refill = (double) (nowNs - filledAtNs) / SECOND_NS * perSecond;
    tokens = Math.min(perSecond, tokens + refill);
    filledAtNs = nowNs;
    if (tokens >= 1) {
      tokens -= 1;
      return Verdict.ACCEPT;
    }
    if (!exceeding || nowNs - lastRefusalNs >= SECOND_NS) {
      exceeding = true;
      exceedingSinceNs = nowNs;
    }
    lastRefusalNs = nowNs;
    return nowNs - exceedingSinceNs >= SECOND_NS ? Verdict.CLOSE : Verdict.REFUSE;
  }
}
