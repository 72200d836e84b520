package org.ctibar.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.gateway.ClientFrame.Auth;
import org.ctibar.gateway.ServerFrame.Bye;
import org.ctibar.gateway.ServerFrame.Event;
import org.ctibar.gateway.ServerFrame.Moving;
import org.ctibar.gateway.ServerFrame.Pong;
import org.ctibar.gateway.ServerFrame.Reply;
import org.ctibar.gateway.ServerFrame.User;
import org.ctibar.gateway.ServerFrame.Welcome;

/**
 * One page of an agent, over all the connections it has in its life. All state, also that of its parts, belongs to the
 * event loop on which the session began; the public door of each method is {@link #atHome}.
 */
final class Session {
  private final Context home;
  private final GatewayServices services;
  private final String name;
  private final SessionRef ref;
  private final AgentLink link;
  private final Outbox outbox;
  private final AgentFeed feed;
  private final CommandDesk desk;
  private final KeepAlive keepAlive;
  private final Timers timers;
  private TokenService.Identity identity;
  private boolean ended;

  Session(Vertx vertx, AgentEvents events, GatewayServices services, Opening opening) {
    String user = opening.identity().account().user();
    this.home = events.home();
    this.services = services;
    this.identity = opening.identity();
    this.name = opening.name().text();
    this.ref = new SessionRef(
        opening.name().sessionId(), services.nodeName().toString(), opening.browser());
    this.link = new AgentLink(vertx, user, ref);
    this.outbox = new Outbox(services.metrics(), services.config().ws().eventBuffer());
    this.feed = new AgentFeed(vertx, events, link, outbox);
    this.desk = new CommandDesk(vertx, ref, services, new Answers());
    this.keepAlive = new KeepAlive(vertx, services, link, outbox);
    this.timers = new Timers(vertx);
  }

  /** Who opens a session, in which browser. */
  record Opening(TokenService.Identity identity, String browser, SessionNames.Name name) {}

  String id() {
    return ref.sessionId();
  }

  /** Other nodes may have gone on with this session since, and given it another name. */
  boolean isNamed(String asked) {
    return name.equals(asked);
  }

  /** @return done when the welcome is sent and no event can be missed any more */
  Future<Session> open(Connection first, Auth auth) {
    Promise<Session> opened = Promise.promise();
    atHome(() -> {
      feed.start(new AgentFeed.Listener(desk::reported, desk::seen, this::kick));
      opened.complete(begin(first, welcome(auth.id(), false, null)));
    });
    return opened.future();
  }

  /**
   * Takes over a session that was at another node, or here and is no longer known.
   *
   * @return done when the welcome is sent, and the state of the agent if the page was signed in
   */
  Future<Session> goOn(Connection first, Auth auth) {
    if (!auth.resume().signedIn()) {
      return open(first, auth);
    }
    Promise<Session> opened = Promise.promise();
    atHome(() -> feed.startLate(new AgentFeed.Listener(desk::reported, desk::seen, this::kick))
        .onFailure(e -> {
          feed.stop();
          opened.fail(new CtiException(ErrorCode.UNAVAILABLE, "agent out of reach now"));
        })
        .onSuccess(found -> {
          Boolean moved = found.isKnown() ? true : null;
          opened.complete(begin(first, welcome(auth.id(), false, moved)));
          feed.goOn(found);
        }));
    return opened.future();
  }

  /** @return done when the agent domain has heard what it must of the connection that this session had */
  Future<Void> giveWay() {
    Promise<Void> gone = Promise.promise();
    atHome(() -> {
      outbox.close(CloseCode.REPLACED);
      end();
      link.left().<Void>mapEmpty().otherwiseEmpty().onComplete(gone);
    });
    return gone.future();
  }

  /** The node leaves: a page that is here goes on elsewhere, one that is away will not come back here. */
  void moveOn(Duration within) {
    atHome(() -> {
      if (outbox.connected()) {
        outbox.send(new Moving(within.toMillis()));
      } else {
        end();
      }
    });
  }

  /** @return null if what was missed is no longer known: a new session is needed */
  Future<Session> resume(Connection next, Auth auth, TokenService.Identity renewed) {
    Promise<Session> resumed = Promise.promise();
    atHome(() -> {
      List<Event> missed =
          ended ? null : outbox.missedSince(auth.resume().seq()).orElse(null);
      if (missed == null) {
        end();
        resumed.complete(null);
        return;
      }
      outbox.close(CloseCode.REPLACED);
      identity = renewed;
      connect(next);
      outbox.send(welcome(auth.id(), true, null));
      outbox.catchUp(missed);
      resumed.complete(this);
      if (link.kicked()) {
        leave(ErrorCode.CONFLICT, CloseCode.KICKED.reason(), CloseCode.KICKED);
      } else if (link.attached()) {
        feed.comeBack();
      }
    });
    return resumed.future();
  }

  void command(Connection from, ClientFrame.Command frame) {
    atHome(() -> {
      if (outbox.connectedBy(from)) {
        keepAlive.heard();
        desk.run(frame, identity, from);
      }
    });
  }

  void ping(Connection from) {
    atHome(() -> {
      if (outbox.connectedBy(from)) {
        keepAlive.heard();
        outbox.send(new Pong(outbox.seq(), feed.revision()));
        if (keepAlive.mayVerify()) {
          feed.verify();
        }
      }
    });
  }

  /** The connection is gone; one that was replaced already changes nothing. */
  void lost(Connection which) {
    atHome(() -> {
      if (outbox.connectedBy(which)) {
        outbox.disconnect();
        keepAlive.stop();
        link.detachAndLog();
        if (services.sendsAway()) {
          end();
        } else {
          timers.once("keep", services.config().ws().resumeKeep().toMillis(), this::end);
        }
      }
    });
  }

  /**
   * Nothing if the session has ended already.
   *
   * @return done when the page is told and the agent domain knows; fails if it could not be told
   */
  Future<Void> nodeLeaves() {
    Promise<Void> left = Promise.promise();
    atHome(() -> {
      if (ended) {
        left.complete();
        return;
      }
      outbox.send(new Bye(ErrorCode.UNAVAILABLE.number(), "this node leaves", true));
      Future<?> detached = link.detach();
      outbox.close(CloseCode.NODE_LEAVES);
      end();
      detached.<Void>mapEmpty().onComplete(left);
    });
    return left.future();
  }

  private Session begin(Connection first, Welcome welcome) {
    services.sessions().add(this);
    services.metrics().sessionOpened();
    connect(first);
    outbox.send(welcome);
    return this;
  }

  private void connect(Connection next) {
    outbox.connect(next);
    timers.cancel("keep");
    keepAlive.start(identity, this::tokenEnded);
  }

  private Welcome welcome(String authId, boolean resumed, Boolean moved) {
    return new Welcome(
        authId,
        name,
        resumed,
        moved,
        outbox.seq(),
        services.config().ws().heartbeat().toMillis(),
        identity.expiresAt(),
        User.of(identity.account()));
  }

  /** Ends at once, if the person's tokens no longer hold. */
  void accountsChanged() {
    atHome(() -> {
      if (ended || services.tokens().stillAllowed(identity)) {
        return;
      }
      if (outbox.connected()) {
        tokenEnded(ErrorCode.TOKEN_INVALID, "token invalid");
      } else {
        end();
      }
    });
  }

  /** Another browser has signed in. A page that is away learns it when it comes back. */
  private void kick() {
    link.kick();
    if (outbox.connected()) {
      leave(ErrorCode.CONFLICT, CloseCode.KICKED.reason(), CloseCode.KICKED);
    }
  }

  private void tokenEnded(ErrorCode code, String why) {
    link.detachAndLog();
    leave(code, why, CloseCode.NOT_AUTHENTICATED);
  }

  private void leave(ErrorCode code, String why, CloseCode close) {
    outbox.send(new Bye(code.number(), why, false));
    outbox.close(close);
    end();
  }

  private void end() {
    if (!ended) {
      ended = true;
      outbox.disconnect();
      timers.cancelAll();
      keepAlive.stop();
      desk.stop();
      feed.stop();
      services.sessions().remove(this);
      services.metrics().sessionDropped();
    }
  }

  private void atHome(Runnable work) {
    home.runOnContext(v -> work.run());
  }

  private final class Answers implements CommandDesk.Listener {
    @Override
    public void replied(Reply reply) {
      outbox.reply(reply);
    }

    @Override
    public void renewed(TokenService.Identity renewed) {
      identity = renewed;
      keepAlive.renewed(renewed);
    }

    @Override
    public void agentAnswered(AgentCommand command, AgentReply reply) {
      if (command instanceof AgentCommand.Login) {
        link.signedIn();
        detachIfAway();
      }
      if (link.attached()) {
        feed.expect(reply.snapshot());
      }
    }

    @Override
    public void agentSilent(AgentCommand command) {
      if (command instanceof AgentCommand.Login) {
        link.perhapsSignedIn();
        detachIfAway();
      }
    }

    /** The connection was lost before there was anything to detach. */
    private void detachIfAway() {
      if (!outbox.connected()) {
        link.detachAndLog();
      }
    }

    @Override
    public void noReport() {
      feed.verify();
    }
  }
}
