package org.ctibar.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.ctibar.gateway.GatewayVerticle;

/** Where the gateway will listen. */
record HttpAddress(String host, int port) {
  private static final int ANY_PORT = 0;

  static HttpAddress from(Settings settings) {
    return new HttpAddress(
        settings.root().nonEmpty("bind"), settings.section("http").number("port", 0, 65_535));
  }

  /**
   * Looked at before anything is started: a second node in one folder would else take over the files of the first, and
   * only then find the port taken.
   *
   * @return fails with {@link ConfigException} if a gateway is among {@code wanted} that could not listen
   */
  Future<Void> checkFor(Collection<Descriptor> wanted, Vertx vertx) {
    boolean gateway =
        wanted.stream().anyMatch(d -> d.className().equals(GatewayVerticle.class.getName()));
    return gateway && port != ANY_PORT
        ? vertx.executeBlocking(this::tryOut)
        : Future.succeededFuture();
  }

  private Void tryOut() {
    if (!canListen(port)) {
      throw canListen(ANY_PORT)
          ? new ConfigException("http.port", host + ":" + port + " is taken by another program")
          : new ConfigException("bind", host + " is no address of this machine");
    }
    return null;
  }

  private boolean canListen(int somePort) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(
          true); // as the gateway does: what a node before left behind is no hindrance
      probe.bind(new InetSocketAddress(host, somePort));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
