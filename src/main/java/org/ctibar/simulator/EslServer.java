package org.ctibar.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/** The switch's event socket: any number of clients, each with its own subscription. */
final class EslServer implements EventSink {
  private final Set<EslSession> sessions = new LinkedHashSet<>();
  private NetServer server;

  Future<Integer> listen(Vertx vertx, Core core, CommandTable commands, int port) {
    server = vertx.createNetServer(
        new NetServerOptions().setHost(core.config.host()).setPort(port).setTcpNoDelay(true));
    return server
        .connectHandler(socket -> admit(core, commands, socket))
        .listen()
        .map(NetServer::actualPort);
  }

  Future<Void> close() {
    dropLinks();
    return server == null ? Future.succeededFuture() : server.close();
  }

  void dropLinks() {
    Set.copyOf(sessions).forEach(EslSession::close);
  }

  @Override
  public boolean wants(String eventName) {
    for (EslSession session : sessions) {
      if (session.wants(eventName)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void deliver(SwitchEvent event) {
    for (EslSession session : sessions) {
      session.deliver(event);
    }
  }

  private void admit(Core core, CommandTable commands, NetSocket socket) {
    EslSession session = new EslSession(core, commands, socket);
    sessions.add(session);
    session.open(() -> sessions.remove(session));
  }
}
