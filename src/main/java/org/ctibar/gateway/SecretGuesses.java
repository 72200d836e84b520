package org.ctibar.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how often an address may be wrong about a secret, and tells who was. An address from which the right secret
 * came within a day is heard all the same: whoever shares it with FreeSWITCH, behind a proxy that is not trusted to name
 * its clients, cannot lock FreeSWITCH out. Shared by all event loops.
 */
final class SecretGuesses {
  static final int MOST = 10;
  private static final Logger LOG = LoggerFactory.getLogger(SecretGuesses.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration KNOWN_FOR = Duration.ofDays(1);

  private final String setting;
  private final GatewayMetrics metrics;
  private final LongSupplier steadyMs;
  private final RecentCounts<String> wrong = new RecentCounts<>(WINDOW);
  private final RecentCounts<String> right = new RecentCounts<>(KNOWN_FOR);

  /** @param setting whose secret it is */
  SecretGuesses(String setting, GatewayMetrics metrics, LongSupplier steadyMs) {
    this.setting = setting;
    this.metrics = metrics;
    this.steadyMs = steadyMs;
  }

  /** Whether the secret that comes from this address is to be looked at. */
  synchronized boolean admits(String address) {
    long now = steadyMs.getAsLong();
    String from = ClientAddress.network(address);
    boolean admitted = wrong.recent(from, now) < MOST || right.recent(from, now) > 0;
    if (!admitted) {
      metrics.secret(setting, "throttled");
    }
    return admitted;
  }

  synchronized void right(String address) {
    String from = ClientAddress.network(address);
    if (right.recent(from, steadyMs.getAsLong()) == 0) {
      right.add(from, steadyMs.getAsLong());
    }
  }

  synchronized void wrong(String address) {
    wrong.add(ClientAddress.network(address), steadyMs.getAsLong());
    metrics.secret(setting, "wrong");
    LOG.warn("Wrong secret setting={} address={}", setting, address);
  }
}
