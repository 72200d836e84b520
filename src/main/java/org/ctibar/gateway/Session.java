package org.ctibar.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.gateway.ClientFrame.Auth;
import org.ctibar.gateway.ServerFrame.Bye;
import org.ctibar.gateway.ServerFrame.Event;
import org.ctibar.gateway.ServerFrame.Pong;
import org.ctibar.gateway.ServerFrame.Reply;
import org.ctibar.gateway.ServerFrame.User;
import org.ctibar.gateway.ServerFrame.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page of an agent, over all the connections it has in its life. All state belongs to the event loop on which the
 * session began; the public door of each method is {@link #atHome}.
 */
final class Session implements CommandDesk.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final String KICKED = "onKicked";
  /** How long an event may be late before a snapshot stands for it. */
  private static final long LATE_MS = 200;

  private static final long CALL_CHECK_MS = 2_000;
  private static final int HEARTBEATS_MISSED = 3;

  private final Vertx vertx;
  private final Context home;
  private final GatewayServices services;
  private final SessionRef ref;
  private final String user;
  private final EventLog log;
  private final RevisionOrder order = new RevisionOrder();
  private final CommandDesk desk;
  private final Timers timers;

  /** Replies that found no connection. */
  private final List<Reply> owed = new ArrayList<>();

  private TokenService.Identity identity;
  private Connection connection;
  private MessageConsumer<String> subscription;
  /** The agent domain counts this session among the agent's, or did when its connection was lost. */
  private boolean attached;

  private boolean comingBack;
  private boolean ended;
  private boolean kicked;
  private long heardAtNs;

  Session(Vertx vertx, Context home, GatewayServices services, Opening opening) {
    this.vertx = vertx;
    this.home = home;
    this.services = services;
    this.identity = opening.identity();
    this.user = identity.account().user();
    this.ref = new SessionRef(UUID.randomUUID().toString(), services.nodeId(), opening.browser());
    this.log = new EventLog(services.config().ws().eventBuffer());
    this.desk = new CommandDesk(vertx, ref, services, this);
    this.timers = new Timers(vertx);
  }

  /** Who opens a session, in which browser. */
  record Opening(TokenService.Identity identity, String browser) {}

  String id() {
    return ref.sessionId();
  }

  boolean belongsTo(String person, String browser) {
    return user.equals(person) && ref.browserId().equals(browser);
  }

  /** @return done when the welcome is sent and no event can be missed any more */
  Future<Session> open(Connection first, String authId) {
    Promise<Session> opened = Promise.promise();
    atHome(() -> {
      subscription = Topics.AGENT_EVENT.subscribe(vertx, user, this::agentEvent);
      subscription.completion().onComplete(registered -> {
        if (registered.failed()) {
          opened.fail(new CtiException(ErrorCode.UNAVAILABLE, "no events now"));
          return;
        }
        services.sessions().add(this);
        services.metrics().sessionOpened();
        connect(first);
        send(welcome(authId, false));
        opened.complete(this);
      });
    });
    return opened.future();
  }

  /** @return null if what was missed is no longer known: a new session is needed */
  Future<Session> resume(Connection next, Auth auth, TokenService.Identity renewed) {
    Promise<Session> resumed = Promise.promise();
    atHome(() -> {
      List<Event> missed = ended ? null : log.after(auth.resume().seq()).orElse(null);
      if (missed == null) {
        end();
        resumed.complete(null);
        return;
      }
      if (connection != null) {
        connection.close(CloseCode.REPLACED);
      }
      identity = renewed;
      connect(next);
      send(welcome(auth.id(), true));
      missed.forEach(this::send);
      owed.forEach(this::send);
      owed.clear();
      resumed.complete(this);
      if (kicked) {
        leave(
            new Bye(ErrorCode.CONFLICT.number(), CloseCode.KICKED.reason(), false),
            CloseCode.KICKED);
      } else if (attached) {
        comeBack();
      }
    });
    return resumed.future();
  }

  void command(Connection from, ClientFrame.Command frame) {
    atHome(() -> {
      if (from == connection) {
        heardAtNs = System.nanoTime();
        desk.run(frame, identity);
      }
    });
  }

  void ping(Connection from) {
    atHome(() -> {
      if (from == connection) {
        heardAtNs = System.nanoTime();
        send(new Pong(log.seq(), order.revision()));
      }
    });
  }

  /** The connection is gone; one that was replaced already changes nothing. */
  void lost(Connection which) {
    atHome(() -> {
      if (which == connection) {
        connection = null;
        timers.cancel("heartbeat");
        timers.cancel("expiry");
        detach();
        timers.once("keep", services.config().ws().resumeKeep().toMillis(), this::end);
      }
    });
  }

  /** @return done when the page is told and the agent domain knows */
  Future<Void> nodeLeaves() {
    Promise<Void> left = Promise.promise();
    atHome(() -> {
      send(new Bye(ErrorCode.UNAVAILABLE.number(), "this node leaves", true));
      Future<?> detached = detach();
      closeConnection(CloseCode.NODE_LEAVES);
      end();
      detached.onComplete(v -> left.complete());
    });
    return left.future();
  }

  @Override
  public void replied(Reply reply) {
    if (connection == null) {
      owed.add(reply);
    }
    send(reply);
  }

  @Override
  public void agentAnswered(AgentCommand command, AgentReply reply) {
    if (command instanceof AgentCommand.Login) {
      attached = true;
    }
    if (attached) {
      expect(reply.snapshot());
    }
  }

  /** The event of this state must come, or be made good. */
  private void expect(AgentSnapshot snapshot) {
    if (snapshot != null) {
      order.expect(snapshot.revision());
      waitForMissing();
    }
  }

  private void connect(Connection next) {
    connection = next;
    heardAtNs = System.nanoTime();
    timers.cancel("keep");
    timers.repeat("heartbeat", services.config().ws().heartbeat().toMillis(), this::checkAlive);
    scheduleExpiry(Math.max(1, identity.expiresAt() * 1_000 - System.currentTimeMillis()));
  }

  private Welcome welcome(String authId, boolean resumed) {
    return new Welcome(
        authId,
        id(),
        resumed,
        log.seq(),
        services.config().ws().heartbeat().toMillis(),
        identity.expiresAt(),
        User.of(identity.account()));
  }

  private void comeBack() {
    comingBack = true;
    Topics.AGENT_COMMAND.ask(vertx, new AgentCommand.Attach(user, ref)).onComplete(answer -> {
      comingBack = false;
      if (answer.succeeded()) {
        expect(answer.result().snapshot());
      } else if (answer.cause() instanceof CtiException e && e.code() == ErrorCode.NOT_SIGNED_IN) {
        attached = false;
        tellWhyNotTakenBack();
      } else {
        LOG.warn(
            "Session not taken back session={} why={}", id(), answer.cause().getMessage());
        send(new Bye(ErrorCode.UNAVAILABLE.number(), "not available now", true));
        closeConnection(CloseCode.NODE_LEAVES);
      }
    });
  }

  /** Signed out meanwhile; or another browser has signed in, which must not be shown to this one. */
  private void tellWhyNotTakenBack() {
    look().onSuccess(snapshot -> {
      if (snapshot.signedIn()) {
        Map<String, Object> why = Map.of("reason", "other_browser");
        push(new Event(log.seq() + 1, KICKED, order.revision(), why, List.of()));
        kick();
      } else {
        tell(snapshot);
      }
    });
  }

  private Future<?> detach() {
    if (!attached || kicked) {
      return Future.succeededFuture();
    }
    return Topics.AGENT_COMMAND
        .ask(vertx, new AgentCommand.Detach(user, id()))
        .onFailure(e -> LOG.warn("Lost session not told session={} why={}", id(), e.getMessage()));
  }

  private void agentEvent(AgentEvent event) {
    if (event.revision() < order.revision()) {
      event.callbacks().forEach(c -> desk.reported(c.name(), c.data()));
      return;
    }
    order.accept(event).forEach(this::tell);
    waitForMissing();
  }

  private void waitForMissing() {
    if (!order.waiting()) {
      timers.cancel("late");
    } else if (!timers.runs("late")) {
      timers.once("late", LATE_MS, () -> {
        order.giveUp().forEach(this::tell);
        if (attached) {
          look().onSuccess(this::tell);
        }
      });
    }
  }

  private void tell(AgentEvent event) {
    boolean listed = event.sessions().contains(id());
    boolean shown = attached || listed;
    attached = listed || (attached && (connection == null || comingBack));
    for (AgentEvent.Callback callback : event.callbacks()) {
      Map<String, Object> data = PageData.event(callback.name(), callback.data());
      boolean mine = callback.only() == null ? shown : callback.only().contains(id());
      if (mine) {
        push(new Event(log.seq() + 1, callback.name(), event.revision(), data, event.allowed()));
      }
      desk.reported(callback.name(), data);
      if (mine && callback.name().equals(KICKED)) {
        kick();
        return;
      }
    }
  }

  private void push(Event event) {
    log.add(event);
    send(event);
  }

  private void tell(AgentSnapshot snapshot) {
    if (snapshot.revision() >= order.revision() && !ended) {
      order.snapshot(snapshot.revision());
      Map<String, Object> data = PageData.snapshot(snapshot);
      push(new Event(log.seq() + 1, "onSnapshot", snapshot.revision(), data, snapshot.allowed()));
    }
  }

  private Future<AgentSnapshot> look() {
    return Topics.AGENT_COMMAND
        .ask(vertx, new AgentCommand.Look(user))
        .map(AgentReply::snapshot)
        .onFailure(e -> LOG.warn("No snapshot session={} why={}", id(), e.getMessage()));
  }

  private void kick() {
    kicked = true;
    attached = false;
    if (connection != null) {
      leave(
          new Bye(ErrorCode.CONFLICT.number(), CloseCode.KICKED.reason(), false), CloseCode.KICKED);
    }
  }

  private void checkAlive() {
    long silentMs = (System.nanoTime() - heardAtNs) / 1_000_000;
    if (silentMs > HEARTBEATS_MISSED * services.config().ws().heartbeat().toMillis()) {
      send(new Bye(ErrorCode.TIMEOUT.number(), "no heartbeat", true));
      closeConnection(CloseCode.HEARTBEAT_MISSED);
    } else if (!services.tokens().stillAllowed(identity)) {
      detach();
      leave(
          new Bye(ErrorCode.TOKEN_INVALID.number(), "token invalid", false),
          CloseCode.NOT_AUTHENTICATED);
    }
  }

  private void scheduleExpiry(long delayMs) {
    timers.once(
        "expiry",
        delayMs,
        () -> Topics.AGENT_COMMAND
            .ask(vertx, new AgentCommand.Look(user))
            .map(answer -> answer.snapshot().call() != null)
            .otherwise(true)
            .onSuccess(inCall -> {
              if (inCall) {
                scheduleExpiry(CALL_CHECK_MS);
              } else {
                detach();
                leave(
                    new Bye(ErrorCode.TOKEN_EXPIRED.number(), "token expired", false),
                    CloseCode.NOT_AUTHENTICATED);
              }
            }));
  }

  private void leave(Bye bye, CloseCode code) {
    send(bye);
    closeConnection(code);
    end();
  }

  private void closeConnection(CloseCode code) {
    if (connection != null) {
      connection.close(code);
    }
  }

  private void send(ServerFrame frame) {
    if (connection != null) {
      services.metrics().frameOut();
      connection.send(Frames.encode(frame));
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      connection = null;
      timers.cancelAll();
      desk.stop();
      subscription.unregister();
      services.sessions().remove(this);
      services.metrics().sessionDropped();
    }
  }

  private void atHome(Runnable work) {
    home.runOnContext(v -> work.run());
  }
}
