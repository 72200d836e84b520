package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.SessionRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one session stands with the agent domain: whether it is one of the agent's sessions. */
final class AgentLink {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLink.class);

  private final Vertx vertx;
  private final String user;
  private final SessionRef ref;
  /** The agent domain counts this session among the agent's, or did when its connection was lost. */
  private boolean attached;
  /** It may do so: a login was not answered. */
  private boolean inDoubt;

  private boolean kicked;
  /** The newest {@link #attachAgain}. */
  private Future<?> coming = Future.succeededFuture();

  private Future<?> leaving = Future.succeededFuture();

  AgentLink(Vertx vertx, String user, SessionRef ref) {
    this.vertx = vertx;
    this.user = user;
    this.ref = ref;
  }

  String user() {
    return user;
  }

  String session() {
    return ref.sessionId();
  }

  boolean attached() {
    return attached;
  }

  boolean kicked() {
    return kicked;
  }

  void signedIn() {
    attached = true;
    inDoubt = false;
  }

  void signedOut() {
    attached = false;
    inDoubt = false;
  }

  void perhapsSignedIn() {
    inDoubt = true;
  }

  /** Another browser has signed in: the agent domain dropped this session by itself. */
  void kick() {
    kicked = true;
    attached = false;
  }

  /**
   * An event names the agent's sessions.
   *
   * @param connected without a connection it is right that this session is not among them
   */
  void listed(boolean listed, boolean connected) {
    attached = listed || (attached && (!connected || !coming.isComplete()));
  }

  /** @return fails with NOT_SIGNED_IN if the agent signed out meanwhile, or signed in from another browser */
  Future<AgentSnapshot> attachAgain() {
    Future<AgentReply> attaching = leaving.transform(
        left -> Topics.AGENT_COMMAND.ask(vertx, new AgentCommand.Attach(user, ref)));
    coming = attaching;
    return attaching.map(AgentReply::snapshot);
  }

  /** Done when the newest {@link #detach} is answered: what is asked after that comes after it. */
  Future<?> left() {
    return leaving;
  }

  void detachAndLog() {
    detach()
        .onFailure(e ->
            LOG.warn("Lost session not told session={} why={}", ref.sessionId(), e.getMessage()));
  }

  Future<?> detach() {
    if (!attached && !inDoubt || kicked) {
      return Future.succeededFuture();
    }
    leaving = coming.transform(came -> Topics.AGENT_COMMAND.ask(
        vertx, new AgentCommand.Detach(user, ref.sessionId(), ref.node())));
    return leaving;
  }

  Future<AgentSnapshot> look() {
    return Topics.AGENT_COMMAND.ask(vertx, new AgentCommand.Look(user)).map(AgentReply::snapshot);
  }
}
