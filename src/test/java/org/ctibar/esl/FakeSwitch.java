package org.ctibar.esl;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An event socket that does what a test tells it to. */
final class FakeSwitch {
  /** Stands for a reply that never comes. */
  static final String SILENCE = "silence";

  static final String PASSWORD = "ClueCon";
  static final String STATUS =
      "UP 0 years\n1 session(s) per Sec out of max 500, peak 50, last 5min 2 \n2000 session(s) max\n";

  final List<String> received = new CopyOnWriteArrayList<>();
  final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  final Map<String, String> replies = new ConcurrentHashMap<>();
  volatile String coreUuid = "core-1";
  volatile Function<NetSocket, Boolean> greeting = socket -> true;

  private final Vertx vertx;
  private volatile NetServer server;
  private volatile NetSocket eventSocket;
  private volatile NetSocket commandSocket;
  private volatile int port;

  FakeSwitch(Vertx vertx) {
    this.vertx = vertx;
  }

  Future<FakeSwitch> listen() {
    server = vertx.createNetServer().connectHandler(this::accept);
    return server.listen(port, "127.0.0.1").map(s -> {
      port = s.actualPort();
      return this;
    });
  }

  Future<Void> stop() {
    return server.close();
  }

  SwitchAddress address() {
    return new SwitchAddress("fs1", "127.0.0.1", port, PASSWORD);
  }

  void event(Map<String, Object> headers) {
    Map<String, Object> all = new java.util.LinkedHashMap<>(headers);
    all.put("Core-UUID", coreUuid);
    eventBytes(new JsonObject(all).encode().getBytes(StandardCharsets.UTF_8));
  }

  void eventBytes(byte[] json) {
    raw(Buffer.buffer("Content-Length: " + json.length + "\nContent-Type: text/event-json\n\n")
        .appendBytes(json));
  }

  void raw(Buffer bytes) {
    eventSocket.write(bytes);
  }

  void rawReply(Buffer bytes) {
    commandSocket.write(bytes);
  }

  NetSocket commandSocket() {
    return commandSocket;
  }

  void closeAll() {
    sockets.forEach(NetSocket::close);
  }

  private void accept(NetSocket socket) {
    sockets.add(socket);
    socket.closeHandler(v -> sockets.remove(socket));
    if (!greeting.apply(socket)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    socket.handler(bytes -> {
      text.append(bytes.toString(StandardCharsets.UTF_8));
      for (int end; (end = text.indexOf("\n\n")) >= 0; ) {
        String command = text.substring(0, end);
        text.delete(0, end + 2);
        received.add(command);
        answer(socket, command);
      }
    });
    socket.write("Content-Type: auth/request\n\n");
  }

  private void answer(NetSocket socket, String command) {
    String scripted = replies.get(command.split("\n")[0]);
    if (command.startsWith("bgapi ")) {
      commandSocket = socket;
    }
    if (SILENCE.equals(scripted)) {
      return;
    }
    if (command.startsWith("api ")) {
      String body = scripted == null ? "+OK\n" : scripted;
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      socket.write("Content-Type: api/response\nContent-Length: " + length + "\n\n" + body);
    } else if (command.startsWith("auth ")) {
      boolean right = command.equals("auth " + PASSWORD);
      reply(socket, right ? "+OK accepted" : "-ERR invalid");
      if (!right) {
        socket.close();
      }
    } else if (command.startsWith("event ")) {
      eventSocket = socket;
      reply(socket, "+OK event listener enabled json");
    } else if (command.startsWith("bgapi ")) {
      String job = command.substring(command.indexOf("Job-UUID: ") + 10);
      reply(socket, "+OK Job-UUID: " + job);
      if (scripted == null) {
        jobEnds(job, command.startsWith("bgapi status") ? STATUS : "+OK done\n");
      }
    } else {
      reply(socket, command.equals("noop") ? "-ERR command not found" : "+OK");
    }
  }

  void jobEnds(String job, String body) {
    event(Map.of("Event-Name", "BACKGROUND_JOB", "Job-UUID", job, "_body", body));
  }

  private static void reply(NetSocket socket, String text) {
    socket.write("Content-Type: command/reply\nReply-Text: " + text + "\n\n");
  }
}
