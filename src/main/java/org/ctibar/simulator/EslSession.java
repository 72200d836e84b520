package org.ctibar.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the event socket: it signs in, then its commands are answered one after the other. */
final class EslSession {
  private static final Logger log = LoggerFactory.getLogger(EslSession.class);
  private static final int MAX_LAG_EVENTS = 20_000;
  private static final String GOODBYE =
      "Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n";

  private final Core core;
  private final CommandTable commands;
  private final NetSocket socket;
  private final Subscription subscription = new Subscription();
  private final Deque<EslRequest> waiting = new ArrayDeque<>();
  private final EslRequestReader reader = new EslRequestReader(this::accept);
  private boolean json;
  private int lag;
  private boolean signedIn;
  private boolean busy;
  private boolean closed;

  EslSession(Core core, CommandTable commands, NetSocket socket) {
    this.core = core;
    this.commands = commands;
    this.socket = socket;
  }

  void open(Runnable onClose) {
    socket.handler(this::received);
    socket.exceptionHandler(
        cause -> log.debug("event socket client lost reason={}", cause.getMessage()));
    socket.closeHandler(v -> {
      closed = true;
      onClose.run();
    });
    socket.write("Content-Type: auth/request\n\n");
  }

  void close() {
    socket.close();
  }

  boolean wants(String eventName) {
    return signedIn && !closed && subscription.wants(eventName);
  }

  void deliver(SwitchEvent event) {
    if (!closed && signedIn && subscription.matches(event)) {
      socket.write(json ? event.json() : event.plain());
      lag = socket.writeQueueFull() ? lag + 1 : 0;
      if (lag > MAX_LAG_EVENTS) {
        log.warn("event socket client dropped reason=too slow");
        close();
      }
    }
  }

  private void received(Buffer data) {
    try {
      reader.feed(data);
    } catch (IllegalArgumentException e) {
      log.info("event socket client dropped reason={}", e.getMessage());
      disconnect();
    }
  }

  private void accept(EslRequest request) {
    waiting.add(request);
    next();
  }

  private void next() {
    while (!busy && !closed && !waiting.isEmpty()) {
      EslRequest request = waiting.poll();
      if (signedIn) {
        handle(request);
      } else {
        signIn(request);
      }
    }
  }

  private void signIn(EslRequest request) {
    if (!request.line().startsWith("auth ")) {
      reply("-ERR command not found");
    } else if (request.line().substring(5).equals(core.config.password())) {
      signedIn = true;
      reply("+OK accepted");
    } else {
      reply("-ERR invalid");
      disconnect();
    }
  }

  private void handle(EslRequest request) {
    String[] words = request.line().split(" ", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    switch (words[0]) {
      case "api" -> api(rest);
      case "bgapi" -> background(rest, request.header("job-uuid"));
      case "event" -> subscribe(rest);
      case "nixevent" ->
        reply(subscription.remove(rest) ? "+OK nixevent" : "-ERR no keywords supplied");
      case "noevents" -> noEvents();
      case "noop" -> reply("+OK");
      case "sendmsg" -> reply(commands.sendMessage(rest, request));
      case "exit" -> {
        reply("+OK bye");
        disconnect();
      }
      default -> reply("-ERR command not found");
    }
  }

  private void subscribe(String rest) {
    String[] words = rest.split("\\s+", 2);
    boolean wantsJson = words[0].equals("json");
    boolean namesFormat = wantsJson || words[0].equals("plain");
    String names = namesFormat ? (words.length > 1 ? words[1] : "") : rest;
    if (!subscription.add(names)) {
      reply("-ERR no keywords supplied");
      return;
    }
    json = wantsJson;
    reply("+OK event listener enabled " + (json ? "json" : "plain"));
  }

  private void noEvents() {
    if (subscription.isEmpty()) {
      reply("-ERR not listening for events");
    } else {
      subscription.clear();
      reply("+OK no longer listening for events");
    }
  }

  private void api(String command) {
    busy = true;
    commands.run(command, response -> {
      busy = false;
      Buffer body = Buffer.buffer(response.isEmpty() ? "-ERR no reply\n" : response);
      write(Buffer.buffer("Content-Type: api/response\nContent-Length: " + body.length() + "\n\n")
          .appendBuffer(body));
      core.scheduler.after(0, this::next);
    });
  }

  private void background(String command, String ownJob) {
    String job = ownJob.isEmpty() ? UUID.randomUUID().toString() : ownJob;
    String[] words = command.split(" ", 2);
    String argument = words.length > 1 ? words[1] : "";
    write(Buffer.buffer("Content-Type: command/reply\nReply-Text: +OK Job-UUID: " + job
        + "\nJob-UUID: " + job + "\n\n"));
    core.scheduler.after(
        0,
        () -> commands.run(
            command,
            result -> core.events.plain(
                "BACKGROUND_JOB",
                result,
                "Job-UUID",
                job,
                "Job-Command",
                words[0],
                "Job-Command-Arg",
                argument)));
  }

  private void reply(String text) {
    write(Buffer.buffer("Content-Type: command/reply\nReply-Text: " + text + "\n\n"));
  }

  private void disconnect() {
    write(Buffer.buffer("Content-Type: text/disconnect-notice\nContent-Length: " + GOODBYE.length()
        + "\n\n" + GOODBYE));
    closed = true;
    socket.end();
  }

  private void write(Buffer frame) {
    if (!closed) {
      socket.write(frame);
    }
  }
}
