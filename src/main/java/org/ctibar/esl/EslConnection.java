package org.ctibar.esl;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/**
 * One signed-in socket to a switch. Lives on one Vert.x context; ends once, with a reason, and does not come back.
 */
final class EslConnection {
  static final String WRONG_PASSWORD = "wrong password";

  private static final Buffer NOOP = Buffer.buffer("noop\n\n");
  private static final int REPLIES_OWED_AT_MOST = 3;
  private static final int SWEEPS_PER_TIMEOUT = 10;

  private final Vertx vertx;
  private final NetSocket socket;
  private final EslConfig config;
  private final Consumer<EslFrame> events;
  private final EslFrameParser parser;
  private final ReplyQueue replies;
  private final Promise<EslConnection> ready = Promise.promise();
  private final Promise<String> closed = Promise.promise();
  private final long sweeper;
  private boolean askedToSignIn;
  private long repliesToSkip;
  private long lastHeardNanos = System.nanoTime();

  private EslConnection(
      Vertx vertx,
      NetSocket socket,
      EslConfig config,
      LinkCounters counters,
      Consumer<EslFrame> events) {
    this.vertx = vertx;
    this.socket = socket;
    this.config = config;
    this.events = events;
    this.replies = new ReplyQueue(counters);
    this.parser = new EslFrameParser(config.maxFrameBytes());
    this.sweeper =
        vertx.setPeriodic(Math.max(1, config.replyTimeoutMs() / SWEEPS_PER_TIMEOUT), id -> sweep());
  }

  /**
   * Signs in on a connected socket.
   *
   * @param events gets each event frame, in order
   * @return the connection, or a failure whose message is the reason; the socket is closed then
   */
  static Future<EslConnection> signIn(
      Vertx vertx,
      NetSocket socket,
      SwitchAddress address,
      EslConfig config,
      LinkCounters counters,
      Consumer<EslFrame> events) {
    EslConnection connection = new EslConnection(vertx, socket, config, counters, events);
    connection.listen(address);
    long deadline =
        vertx.setTimer(config.connectTimeoutMs(), id -> connection.end("no sign-in in time"));
    return connection.ready.future().onComplete(done -> vertx.cancelTimer(deadline));
  }

  private void listen(SwitchAddress address) {
    socket.handler(bytes -> heard(bytes, address));
    socket.exceptionHandler(e -> end("socket failed: " + e.getClass().getSimpleName()));
    socket.closeHandler(v -> end("closed by the switch"));
  }

  private void heard(Buffer bytes, SwitchAddress address) {
    lastHeardNanos = System.nanoTime();
    try {
      parser.feed(bytes.getBytes(), frame -> take(frame, address));
    } catch (EslProtocolException e) {
      end("broken stream: " + e.getMessage());
    }
  }

  private void take(EslFrame frame, SwitchAddress address) {
    if (closed.future().isComplete()) {
      return; // frames behind the one that ended the connection
    }
    switch (frame.contentType()) {
      case "text/event-json", "text/event-plain" -> events.accept(frame);
      case "api/response" -> reply(frame.text());
      case "command/reply" -> reply(frame.headers().getOrDefault("Reply-Text", ""));
      case "auth/request" -> authenticate(address);
      case "text/rude-rejection" -> end("refused by the switch's access list");
      case "text/disconnect-notice" -> end("disconnected by the switch");
      default -> {
        // log/data and whatever newer switches send
      }
    }
  }

  private void authenticate(SwitchAddress address) {
    if (askedToSignIn) {
      end("broken stream: asked to sign in again");
      return;
    }
    askedToSignIn = true;
    send(EslCommand.of("auth " + address.password()))
        .onSuccess(accepted -> ready.tryComplete(this))
        .onFailure(e -> end(isRefusal(e) ? WRONG_PASSWORD : "sign-in failed"));
  }

  private static boolean isRefusal(Throwable e) {
    return e instanceof EslException refusal && refusal.kind() == EslException.Kind.REFUSED;
  }

  private void reply(String text) {
    if (repliesToSkip > 0) {
      repliesToSkip--;
    } else if (!replies.reply(text.stripTrailing())) {
      end("broken stream: a reply that nobody asked for");
    }
  }

  Future<String> send(EslCommand command) {
    if (closed.future().isComplete()) {
      return Future.failedFuture(
          new EslException(EslException.Kind.NOT_CONNECTED, closed.future().result()));
    }
    Future<String> reply = replies.add(System.nanoTime());
    socket.write(Buffer.buffer(command.wire()));
    return reply;
  }

  /** Makes the switch look after this connection at once. To be called only when no reply is awaited. */
  void noop() {
    if (!socket.writeQueueFull()) {
      repliesToSkip++;
      socket.write(NOOP);
    }
  }

  private void sweep() {
    long limitNanos = config.replyTimeoutMs() * 1_000_000L;
    replies.expire(System.nanoTime(), limitNanos);
    if (replies.oldestNanos(System.nanoTime()) > REPLIES_OWED_AT_MOST * limitNanos) {
      end("no reply for " + REPLIES_OWED_AT_MOST * config.replyTimeoutMs() + " ms");
    }
  }

  /** Completes with the reason once the connection has ended, before the waiting commands fail. */
  Future<String> closed() {
    return closed.future();
  }

  void end(String reason) {
    if (!closed.tryComplete(reason)) {
      return;
    }
    vertx.cancelTimer(sweeper);
    replies.failAll(reason);
    ready.tryFail(new EslException(EslException.Kind.NOT_CONNECTED, reason));
    socket.close();
  }

  long millisSinceHeard() {
    return (System.nanoTime() - lastHeardNanos) / 1_000_000;
  }
}
