package org.ctibar.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import org.ctibar.esl.EslFrame;
import org.ctibar.esl.EslFrameParser;

/** Stands between a node and a switch, passes every byte on, and tells {@link CallTimes} what passed and when. */
final class SwitchTap {
  private static final int MAX_FRAME_BYTES = 8 << 20;

  private final NetServer server;
  private final NetClient client; // in a field: Vert.x closes a client that is garbage
  private final String switchHost;
  private final int switchPort;
  private final CallTimes times;

  SwitchTap(Vertx vertx, String switchHost, int switchPort, CallTimes times) {
    this.server = vertx.createNetServer(
        new NetServerOptions().setHost("127.0.0.1").setPort(0).setTcpNoDelay(true));
    this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    this.switchHost = switchHost;
    this.switchPort = switchPort;
    this.times = times;
  }

  /** @return the port for the node */
  Future<Integer> listen() {
    return server.connectHandler(this::connected).listen().map(NetServer::actualPort);
  }

  Future<Void> close() {
    return server.close().eventually(client::close);
  }

  private void connected(NetSocket node) {
    node.pause();
    client
        .connect(switchPort, switchHost)
        .onSuccess(peer -> {
          join(node, peer);
          node.resume();
        })
        .onFailure(e -> node.close());
  }

  private void join(NetSocket node, NetSocket peer) {
    EslFrameParser events = new EslFrameParser(MAX_FRAME_BYTES);
    StringBuilder commands = new StringBuilder();
    peer.handler(bytes -> {
      long atNs = System.nanoTime();
      node.write(bytes);
      events.feed(bytes.getBytes(), frame -> event(frame, atNs));
    });
    node.handler(bytes -> {
      long atNs = System.nanoTime();
      peer.write(bytes);
      commands(commands, bytes, atNs);
    });
    peer.closeHandler(v -> node.close());
    node.closeHandler(v -> peer.close());
  }

  private void event(EslFrame frame, long atNs) {
    if (frame.contentType().startsWith("text/event")) {
      times.event(frame.text(), atNs);
    }
  }

  private void commands(StringBuilder pending, Buffer bytes, long atNs) {
    pending.append(bytes.toString(StandardCharsets.ISO_8859_1));
    int from = 0;
    for (int end; (end = pending.indexOf("\n\n", from)) >= 0; from = end + 2) {
      times.command(pending.substring(from, end), atNs);
    }
    pending.delete(0, from);
  }
}
