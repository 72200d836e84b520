package org.ctibar.gateway;

import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.Arrays;
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
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

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
    String from = network(address);
    boolean admitted = wrong.recent(from, now) < MOST || right.recent(from, now) > 0;
    if (!admitted) {
      metrics.secret(setting, "throttled");
    }
    return admitted;
  }

  synchronized void right(String address) {
    String from = network(address);
    if (right.recent(from, steadyMs.getAsLong()) == 0) {
      right.add(from, steadyMs.getAsLong());
    }
  }

  synchronized void wrong(String address) {
    wrong.add(network(address), steadyMs.getAsLong());
    metrics.secret(setting, "wrong");
    LOG.warn("Wrong secret setting={} address={}", setting, address);
  }

  /** Of IPv6 the first 64 bits: within them most choose their address as they like. */
  private static String network(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length != IPV6_BYTES) {
      return address;
    }
    Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
    return NetUtil.bytesToIpAddress(bytes);
  }
}
