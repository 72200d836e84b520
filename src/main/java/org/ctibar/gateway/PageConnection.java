package org.ctibar.gateway;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.gateway.ServerFrame.Bye;
import org.ctibar.gateway.ServerFrame.Problem;
import org.ctibar.gateway.ServerFrame.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes in by one connection: limits, authentication, then everything to its session. */
final class PageConnection {
  private static final Logger LOG = LoggerFactory.getLogger(PageConnection.class);
  private static final int MOST_EARLY_FRAMES = 64;
  private static final int MOST_BAD_FRAMES = 30;

  private final Vertx vertx;
  private final AgentEvents events;
  private final GatewayServices services;
  private final Connection connection;
  private final FrameLimiter limiter;
  private final long authTimer;
  private Session session;
  private boolean authenticating;
  /** Came between the token and the session, which may live on another event loop: the welcome can be faster. */
  private final List<ClientFrame> early = new ArrayList<>();

  /** Told to close: what still comes in is no longer answered. */
  private boolean leaving;

  private boolean closed;
  private int badFrames;

  /** @param events of the event loop on which {@code connection} tells this object, and on which new sessions live */
  PageConnection(Vertx vertx, AgentEvents events, GatewayServices services, Connection connection) {
    this.vertx = vertx;
    this.events = events;
    this.services = services;
    this.connection = connection;
    this.limiter = new FrameLimiter(services.config().ws().framesPerSecond(), System.nanoTime());
    this.authTimer =
        vertx.setTimer(services.config().ws().authTimeout().toMillis(), t -> authMissing());
    services.metrics().connectionOpened();
  }

  void received(String text) {
    if (closed || leaving) {
      return;
    }
    services.metrics().frameIn();
    if (tooLarge(text)) {
      receivedTooMuch();
      return;
    }
    ClientFrame frame = Frames.decode(text);
    switch (limiter.frame(System.nanoTime())) {
      case ACCEPT -> handle(frame);
      case REFUSE -> refuse(frame, ErrorCode.RATE_LIMITED, "too many frames");
      case CLOSE -> bye(ErrorCode.RATE_LIMITED, true, CloseCode.TOO_MANY_FRAMES);
    }
  }

  void receivedBinary() {
    if (!closed && !leaving) {
      handle(new ClientFrame.Malformed(null, "frames are text"));
    }
  }

  void receivedTooMuch() {
    if (closed || leaving) {
      return;
    }
    String limit = "a frame is at most " + services.config().ws().maxFrameBytes() + " bytes";
    send(Problem.of(ErrorCode.TOO_LARGE, limit));
    close(CloseCode.TOO_LARGE);
  }

  /** The transport failed; a message over its own limit ends so, too. */
  void broken(Throwable cause) {
    LOG.debug("Connection broken", cause);
    if (cause instanceof TooLongFrameException
        || cause instanceof CorruptedWebSocketFrameException) {
      close(CloseCode.TOO_LARGE);
    }
  }

  void closed() {
    closed = true;
    services.metrics().connectionClosed();
    vertx.cancelTimer(authTimer);
    if (session != null) {
      session.lost(connection);
    }
  }

  private void handle(ClientFrame frame) {
    if (frame instanceof ClientFrame.Auth auth) {
      authenticate(auth);
    } else if (frame instanceof ClientFrame.Malformed malformed) {
      bad(malformed, ErrorCode.BAD_REQUEST, malformed.problem());
    } else if (session == null && authenticating && early.size() < MOST_EARLY_FRAMES) {
      early.add(frame);
    } else if (session == null) {
      bad(frame, ErrorCode.TOKEN_INVALID, "authenticate first");
    } else if (frame instanceof ClientFrame.Command command) {
      session.command(connection, command);
    } else {
      session.ping(connection);
    }
  }

  private void authenticate(ClientFrame.Auth auth) {
    if (session != null || authenticating) {
      bad(auth, ErrorCode.BAD_REQUEST, "authenticated already");
      return;
    }
    if (services.sendsAway()) {
      bye(ErrorCode.UNAVAILABLE, true, CloseCode.NODE_LEAVES);
      return;
    }
    authenticating = true;
    services
        .tokens()
        .check(auth.token())
        .compose(identity -> join(auth, identity))
        .onComplete(joined -> events.home().runOnContext(v -> {
          if (joined.succeeded()) {
            joined(joined.result());
          } else {
            refused(joined.cause());
          }
        }));
  }

  /** The session that the page wants back, if it is here; else that session without what it missed; else a new one. */
  private Future<Session> join(ClientFrame.Auth auth, TokenService.Identity identity) {
    SessionNames names = services.tokens().sessionNames();
    SessionNames.Owner owner = new SessionNames.Owner(identity.account().user(), auth.browser());
    Optional<String> sessionId =
        Optional.ofNullable(auth.resume()).flatMap(r -> names.sessionId(r.session(), owner));
    Session here = sessionId.flatMap(services.sessions()::of).orElse(null);
    Future<Session> resumed = here == null || !here.isNamed(auth.resume().session())
        ? Future.succeededFuture()
        : here.resume(connection, auth, identity);
    return resumed.compose(same -> {
      if (same != null) {
        return Future.succeededFuture(same);
      }
      SessionNames.Name name =
          sessionId.map(id -> names.next(id, owner)).orElseGet(() -> names.first(owner));
      Session next =
          new Session(vertx, events, services, new Session.Opening(identity, auth.browser(), name));
      return sessionId.isEmpty()
          ? next.open(connection, auth)
          : (here == null ? Future.succeededFuture() : here.giveWay())
              .compose(v -> next.goOn(connection, auth));
    });
  }

  private void joined(Session joined) {
    vertx.cancelTimer(authTimer);
    session = joined;
    if (closed) {
      session.lost(connection);
      return;
    }
    List<ClientFrame> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(this::handle);
  }

  private void refused(Throwable cause) {
    if (cause instanceof CtiException e && e.code() != ErrorCode.UNAVAILABLE) {
      send(new Bye(e.code().number(), e.getMessage(), false));
      close(CloseCode.NOT_AUTHENTICATED);
      return;
    }
    LOG.error("Session could not be opened", cause);
    send(new Bye(ErrorCode.UNAVAILABLE.number(), "not available now", true));
    close(CloseCode.NODE_LEAVES);
  }

  private void authMissing() {
    if (session == null && !closed) {
      send(new Bye(ErrorCode.TIMEOUT.number(), "no authentication in time", true));
      close(CloseCode.AUTH_MISSED);
    }
  }

  private void bad(ClientFrame frame, ErrorCode code, String problem) {
    refuse(frame, code, problem);
    badFrames++;
    if (badFrames >= MOST_BAD_FRAMES) {
      bye(code, true, CloseCode.TOO_MANY_FRAMES);
    }
  }

  /** A command is answered as one once the connection has a session; all else by an error. */
  private void refuse(ClientFrame frame, ErrorCode code, String problem) {
    String id = null;
    if (frame instanceof ClientFrame.Command command) {
      id = command.id();
    } else if (frame instanceof ClientFrame.Malformed malformed) {
      id = malformed.id();
    }
    send(
        session != null && id != null
            ? Reply.refusal(id, code, problem)
            : Problem.of(code, problem));
  }

  private void bye(ErrorCode code, boolean reconnect, CloseCode close) {
    send(new Bye(code.number(), close.reason(), reconnect));
    close(close);
  }

  private void close(CloseCode code) {
    leaving = true;
    connection.close(code);
  }

  private void send(ServerFrame frame) {
    services.metrics().frameOut();
    connection.send(Frames.encode(frame));
  }

  private boolean tooLarge(String text) {
    int most = services.config().ws().maxFrameBytes();
    return text.length() > most
        || (text.length() * 3L > most && text.getBytes(StandardCharsets.UTF_8).length > most);
  }
}
