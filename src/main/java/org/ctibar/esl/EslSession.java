package org.ctibar.esl;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two connections of a link from one attempt until either ends: then both do. It is ready once an event has
 * made the whole way, which also tells the run of the switch.
 */
final class EslSession {
  /** Explicit, never ALL: 21 events a call instead of 100. What follows CUSTOM are subclasses. */
  static final String SUBSCRIPTION =
      "event json CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_ANSWER CHANNEL_PARK"
          + " CHANNEL_BRIDGE CHANNEL_UNBRIDGE CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_HANGUP_COMPLETE"
          + " BACKGROUND_JOB HEARTBEAT CUSTOM sofia::register sofia::unregister sofia::expire sofia::transferor"
          + " sofia::transferee conference::maintenance"
          + " sofia::transferor sofia::transferee conference::maintenance";

  private static final int SILENCE_CHECKS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(EslSession.class);

  private final Vertx vertx;
  private final NetClient client;
  private final SwitchAddress address;
  private final EslConfig config;
  private final LinkCounters counters;
  private final Consumer<EslEvent> events;
  private final List<EslConnection> connections = new ArrayList<>();
  private final Promise<Hello> hello = Promise.promise();
  private final Promise<String> ended = Promise.promise();
  private final String helloJob = UUID.randomUUID().toString();
  private long silenceTimer = -1;
  private EslConnection commandConnection;
  private EslConnection eventConnection;

  /** What a switch tells about itself when a link comes up. */
  record Hello(String coreUuid, SwitchLimits limits) {}

  EslSession(
      Vertx vertx,
      NetClient client,
      SwitchAddress address,
      EslConfig config,
      LinkCounters counters,
      Consumer<EslEvent> events) {
    this.vertx = vertx;
    this.client = client;
    this.address = address;
    this.config = config;
    this.counters = counters;
    this.events = events;
  }

  /** Fails when the session ends before it was ready. */
  Future<Hello> open() {
    Future<EslConnection> forCommands = connect(frame -> {});
    Future<EslConnection> forEvents = connect(this::event);
    Future.all(forCommands, forEvents)
        .compose(both -> {
          commandConnection = forCommands.result();
          eventConnection = forEvents.result();
          return eventConnection.send(EslCommand.of(SUBSCRIPTION));
        })
        .compose(subscribed -> askHello())
        .onFailure(e -> end(e.getMessage()));
    return hello.future();
  }

  private Future<EslConnection> connect(Consumer<EslFrame> frames) {
    return client
        .connect(address.port(), address.host())
        .compose(socket -> EslConnection.signIn(vertx, socket, address, config, counters, frames))
        .onSuccess(connection -> {
          connections.add(connection);
          connection.closed().onSuccess(this::end);
          if (ended.future().isComplete()) {
            connection.end(ended.future().result());
          }
        });
  }

  private Future<Hello> askHello() {
    long deadline =
        vertx.setTimer(config.replyTimeoutMs(), id -> end("no event from the switch in time"));
    hello.future().onComplete(done -> vertx.cancelTimer(deadline));
    return commandConnection
        .send(Commands.background("status", helloJob))
        .compose(accepted -> hello.future());
  }

  private void event(EslFrame frame) {
    EslEvent event = decode(frame);
    if (event == null) {
      return;
    }
    if (!hello.future().isComplete() && helloJob.equals(event.jobUuid())) {
      hello(event);
    } else {
      events.accept(event);
    }
  }

  private void hello(EslEvent event) {
    if (event.coreUuid() == null) {
      end("an event without Core-UUID");
    } else {
      int everyMs = Math.max(1, config.silenceMs() / SILENCE_CHECKS);
      silenceTimer = vertx.setPeriodic(everyMs, id -> checkSilence());
      hello.complete(new Hello(event.coreUuid(), SwitchLimits.fromStatus(event.body())));
    }
  }

  /** Of the event connection: on it the switch's heartbeat comes. */
  private void checkSilence() {
    if (eventConnection.millisSinceHeard() > config.silenceMs()) {
      end("silent for " + config.silenceMs() + " ms");
    }
  }

  /** {@code null} if it cannot be read: one bad event never ends the link. */
  private EslEvent decode(EslFrame frame) {
    try {
      return frame.contentType().equals("text/event-json")
          ? EslEventDecoder.fromJson(frame.body())
          : EslEventDecoder.fromPlain(frame.body());
    } catch (IllegalArgumentException e) {
      counters.unreadableEvents.increment();
      LOG.warn(
          "event could not be read switch={} bytes={} problem={}",
          address.id(),
          frame.body().length,
          e.getMessage());
      return null;
    }
  }

  Future<String> send(EslCommand command) {
    return commandConnection.send(command);
  }

  void noop() {
    eventConnection.noop();
  }

  /** Completes with the reason, before the waiting commands fail. */
  Future<String> ended() {
    return ended.future();
  }

  void end(String reason) {
    if (ended.tryComplete(reason)) {
      vertx.cancelTimer(silenceTimer);
      List.copyOf(connections).forEach(c -> c.end(reason));
      hello.tryFail(new EslException(EslException.Kind.NOT_CONNECTED, reason));
    }
  }
}
