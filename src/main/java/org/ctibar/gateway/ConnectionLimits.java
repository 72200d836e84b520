package org.ctibar.gateway;

import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that are one too many, of all or of their address, and those whose request takes too long to come.
 * Shared by all event loops of a node. Addresses of trusted proxies have no limit of their own.
 */
final class ConnectionLimits implements Handler<HttpConnection> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

  private final GatewayConfig.Connections limits;
  private final ClientAddress addresses;
  private final GatewayMetrics metrics;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();

  ConnectionLimits(
      GatewayConfig.Connections limits, ClientAddress addresses, GatewayMetrics metrics) {
    this.limits = limits;
    this.addresses = addresses;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpConnection connection) {
    String address = connection.remoteAddress().hostAddress();
    Channel channel =
        ((HttpServerConnection) connection).channelHandlerContext().channel();
    int ofAll = open.incrementAndGet();
    int ofAddress = openByAddress.merge(address, 1, Integer::sum);
    channel.closeFuture().addListener(closed -> {
      open.decrementAndGet();
      openByAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    });
    if (ofAll > limits.most()) {
      refuse(channel, "all", address);
    } else if (ofAddress > limits.mostPerAddress() && !addresses.trusts(address)) {
      refuse(channel, "address", address);
    } else {
      RequestGuard.watch(channel.pipeline(), limits.requestTimeout());
    }
  }

  private void refuse(Channel channel, String limit, String address) {
    LOG.warn("Connection refused limit={} address={}", limit, address);
    metrics.connectionRefused(limit);
    channel
        .close()
        .addListener(closed -> LOG.debug("Socket closed success={}", closed.isSuccess()));
  }
}
