package org.ctibar.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.ctibar.config.Section;
import org.ctibar.config.Settings;

/**
 * How this node meets the others.
 *
 * @param nodeId unique in the cluster
 * @param host address of this machine at which other nodes reach this one
 * @param seeds where nodes of the cluster listen; empty: this node works alone
 * @param secret whoever knows it may join; empty only on the loopback address
 * @param lease timing of ownership
 */
public record ClusterConfig(
    String nodeId,
    String host,
    int port,
    int busPort,
    List<HostPort> seeds,
    String secret,
    LeaseTimes lease) {
  private static final int SHORTEST_SECRET = 16;

  /** Reads sections {@code node} and {@code cluster}. */
  public static ClusterConfig from(Settings settings) {
    Section cluster = settings.section("cluster");
    String nodeId = settings.section("node").nonEmpty("id");
    if (!nodeId.matches("[A-Za-z0-9._-]{1,64}")) {
      throw settings.section("node").problem("id", "letters, digits, . _ and - only");
    }
    ClusterConfig config = new ClusterConfig(
        nodeId,
        cluster.host("host").orElseThrow(() -> cluster.problem("host", "must not be empty")),
        cluster.number("port", 1, 65_535),
        cluster.number("busPort", 0, 65_535),
        cluster.list("seeds").stream().map(text -> seed(cluster, text)).toList(),
        cluster.secret("secret", 1),
        LeaseTimes.from(cluster));
    config.check(settings);
    return config;
  }

  public boolean clustered() {
    return !seeds.isEmpty();
  }

  HostPort address() {
    return new HostPort(host, port);
  }

  private void check(Settings settings) {
    Section cluster = settings.section("cluster");
    if (!clustered()) {
      return;
    }
    if (!isLoopback(cluster) && secret.length() < SHORTEST_SECRET) {
      throw cluster.problem(
          "secret", "at least " + SHORTEST_SECRET + " characters beyond the loopback address");
    }
    if (settings.section("jwt").secret("secret", 1).isEmpty()) {
      throw settings
          .section("jwt")
          .problem("secret", "all nodes of a cluster need the same (CTI_JWT_SECRET)");
    }
  }

  private boolean isLoopback(Section cluster) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw cluster.problem("host", "is not known: " + host);
    }
  }

  private static HostPort seed(Section cluster, String text) {
    return HostPort.parse(text)
        .orElseThrow(
            () -> cluster.problem("seeds", "host:port, separated by commas, not '" + text + "'"));
  }

  /** Where a node listens for nodes. */
  public record HostPort(String host, int port) {
    static Optional<HostPort> parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
        return Optional.empty();
      }
      int port = Integer.parseInt(text.substring(colon + 1));
      return port < 1 || port > 65_535
          ? Optional.empty()
          : Optional.of(new HostPort(text.substring(0, colon), port));
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
