package org.ctibar.cluster;

import java.time.Duration;
import org.ctibar.config.Section;

/**
 * @param lease after which a holder that did not renew has lost what it owned
 * @param renew how often it renews
 * @param settle how long the cluster must have stayed the same before owners move to spread the load
 */
public record LeaseTimes(Duration lease, Duration renew, Duration settle) {
  private static final int RENEWALS_PER_LEASE = 3;

  public LeaseTimes {
    if (renew.multipliedBy(RENEWALS_PER_LEASE - 1).compareTo(lease) >= 0) {
      throw new IllegalArgumentException("a lease lasts at least three renewals");
    }
  }

  static LeaseTimes from(Section cluster) {
    int leaseMs = cluster.number("leaseMs", 300, 60_000);
    return new LeaseTimes(
        Duration.ofMillis(leaseMs),
        Duration.ofMillis(leaseMs / RENEWALS_PER_LEASE),
        cluster.millis("settleMs", 0, 600_000));
  }
}
