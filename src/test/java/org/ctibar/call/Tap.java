package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between us and a switch: can cut the wire, and keeps what we said on it. */
final class Tap {
  private final NetServer server;
  private final NetClient client;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<NetSocket, Buffer> said = new ConcurrentHashMap<>();
  private volatile int target;
  private volatile byte[] marker = new byte[0];
  private volatile byte[] instead = new byte[0];
  private volatile boolean cut;
  private volatile boolean muffled;

  Tap(Vertx vertx, int target) {
    this.target = target;
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::join);
  }

  Future<Integer> listen() {
    return server.listen(0, "127.0.0.1").map(NetServer::actualPort);
  }

  /** All connections end, and no new one comes up until {@link #mend}. */
  void cut() {
    cut = true;
    sockets.forEach(NetSocket::close);
  }

  void mend() {
    cut = false;
  }

  /** The switch hears us, and we nothing of it until {@link #clear}. */
  void muffle() {
    muffled = true;
  }

  void clear() {
    muffled = false;
  }

  /** What the switch says is changed on its way to us: bytes for as many bytes. */
  void garble(byte[] what, byte[] with) {
    marker = what;
    instead = with;
  }

  /** From now on another switch is at the other end. */
  void mend(int newTarget) {
    target = newTarget;
    cut = false;
  }

  /** All that we ever said, a command each, without the {@code noop}s. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    said.values().forEach(bytes -> {
      for (String command : bytes.toString(StandardCharsets.UTF_8).split("\n\n")) {
        if (!command.isBlank() && !command.equals("noop")) {
          commands.add(command);
        }
      }
    });
    return commands;
  }

  private void join(NetSocket ours) {
    if (cut) {
      ours.close();
      return;
    }
    Buffer bytes = Buffer.buffer();
    said.put(ours, bytes);
    sockets.add(ours);
    ours.pause();
    ours.closeHandler(v -> sockets.remove(ours));
    client.connect(target, "127.0.0.1").onFailure(e -> ours.close()).onSuccess(theirs -> {
      sockets.add(theirs);
      Buffer[] kept = {Buffer.buffer()};
      theirs.handler(data -> {
        if (!muffled) {
          ours.write(garbled(kept, data));
        }
      });
      theirs.closeHandler(v -> {
        sockets.remove(theirs);
        ours.close();
      });
      ours.closeHandler(v -> {
        sockets.remove(ours);
        theirs.close();
      });
      ours.handler(data -> {
        bytes.appendBuffer(data);
        theirs.write(data);
      });
      ours.resume();
    });
  }

  /** @param kept the end of what came before, perhaps the beginning of the marker; replaced */
  private Buffer garbled(Buffer[] kept, Buffer data) {
    if (marker.length == 0) {
      return data;
    }
    byte[] all = Buffer.buffer().appendBuffer(kept[0]).appendBuffer(data).getBytes();
    for (int at = 0; at + marker.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + marker.length, marker, 0, marker.length)) {
        System.arraycopy(instead, 0, all, at, instead.length);
      }
    }
    int tail = Math.min(marker.length - 1, all.length);
    while (tail > 0 && !Arrays.equals(all, all.length - tail, all.length, marker, 0, tail)) {
      tail--;
    }
    Buffer whole = Buffer.buffer(all);
    kept[0] = whole.getBuffer(all.length - tail, all.length);
    return whole.getBuffer(0, all.length - tail);
  }
}
