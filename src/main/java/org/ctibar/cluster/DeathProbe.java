package org.ctibar.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether a process is surely gone: then its machine refuses connections. Silence proves nothing. */
final class DeathProbe {
  private static final int PATIENCE_MS = 1_000;

  private DeathProbe() {}

  static Future<Boolean> of(Vertx vertx, Member member) {
    ClusterConfig.HostPort address = member.address();
    return address == null
        ? Future.succeededFuture(false)
        : vertx.executeBlocking(() -> refuses(address), false);
  }

  private static boolean refuses(ClusterConfig.HostPort address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MS);
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException silent) {
      return false;
    }
  }
}
