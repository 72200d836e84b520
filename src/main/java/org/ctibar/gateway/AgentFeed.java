package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.gateway.ServerFrame.Bye;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page of one session is told of its agent: each change once, in order, and a snapshot for what was lost. */
final class AgentFeed {
  private static final Logger LOG = LoggerFactory.getLogger(AgentFeed.class);
  private static final String KICKED = "onKicked";
  /** How long an event may be late before a snapshot stands for it. */
  private static final long LATE_MS = 200;

  private final AgentEvents events;
  private final AgentLink link;
  private final Outbox outbox;
  private final RevisionOrder order = new RevisionOrder();
  private final Timers timers;
  private Runnable unlisten;
  private Listener listener;
  private boolean stopped;
  /** What is told before it is known how the agent is; null from then on. */
  private List<AgentEvent> early;

  /** @param attached the agent domain counts this session among the agent's again */
  record Found(AgentSnapshot snapshot, boolean attached) {
    /** Not after a loss of all that was known: then the page has to sign in. */
    boolean isKnown() {
      return attached || snapshot.revision() > 0;
    }
  }

  /**
   * @param reported is given every callback of the agent, whether this session is told of it or not
   * @param seen is given every state of the agent that stands for callbacks that were lost
   * @param kicked runs after the page was told that another browser has signed in
   */
  record Listener(
      Consumer<Settlements.Report> reported, Consumer<AgentSnapshot> seen, Runnable kicked) {}

  AgentFeed(Vertx vertx, AgentEvents events, AgentLink link, Outbox outbox) {
    this.events = events;
    this.link = link;
    this.outbox = outbox;
    this.timers = new Timers(vertx);
  }

  /** From now on no event is missed. */
  void start(Listener told) {
    listener = told;
    unlisten = events.listen(link.user(), this::agentEvent);
  }

  /**
   * For a page that was told of the agent by another node.
   *
   * @return what {@link #goOn} needs; fails if nobody can tell
   */
  Future<Found> startLate(Listener told) {
    early = new ArrayList<>();
    start(told);
    return takeBack();
  }

  /** The page hears how the agent is, and then what is newer than that. */
  void goOn(Found found) {
    List<AgentEvent> waiting = early;
    early = null;
    tellOf(found);
    waiting.forEach(this::agentEvent);
  }

  void stop() {
    stopped = true;
    timers.cancelAll();
    unlisten.run();
  }

  /** The newest that the page was told of; 0 before the first. */
  long revision() {
    return order.revision();
  }

  /** The event of this state must come, or be made good. */
  void expect(AgentSnapshot snapshot) {
    if (snapshot != null && !stopped) {
      order.expect(snapshot.revision());
      waitForMissing();
    }
  }

  /** Nothing betrays the loss of the newest event but the agent itself. */
  void verify() {
    if (link.attached() && !stopped) {
      link.look().onSuccess(this::expect);
    }
  }

  /** The page is back and missed nothing: whether the agent domain takes it back, and if not, why. */
  void comeBack() {
    takeBack()
        .onSuccess(found -> {
          if (found.attached()) {
            expect(found.snapshot());
          } else {
            tellOf(found);
          }
        })
        .onFailure(e -> {
          LOG.warn("Session not taken back session={} why={}", link.session(), e.getMessage());
          outbox.send(new Bye(ErrorCode.UNAVAILABLE.number(), "not available now", true));
          outbox.close(CloseCode.NODE_LEAVES);
        });
  }

  private Future<Found> takeBack() {
    return link.attachAgain()
        .onSuccess(snapshot -> link.signedIn())
        .map(snapshot -> new Found(snapshot, true))
        .recover(e -> {
          if (!(e instanceof CtiException refused) || refused.code() != ErrorCode.NOT_SIGNED_IN) {
            return Future.failedFuture(e);
          }
          link.signedOut();
          return snapshot().map(snapshot -> new Found(snapshot, false));
        });
  }

  /** Signed out meanwhile; or another browser has signed in, which must not be shown to this one. */
  private void tellOf(Found found) {
    if (!found.attached() && found.snapshot().signedIn()) {
      outbox.event(KICKED, order.revision(), Map.of("reason", "other_browser"), List.of());
      listener.kicked().run();
    } else if (found.isKnown()) {
      tell(found.snapshot());
    }
  }

  private Future<AgentSnapshot> snapshot() {
    return link.look()
        .onFailure(e -> LOG.warn("No snapshot session={} why={}", link.session(), e.getMessage()));
  }

  private void agentEvent(AgentEvent event) {
    if (stopped) {
      return;
    }
    if (early != null) {
      early.add(event);
      return;
    }
    if (order.isPast(event.revision())) {
      event.callbacks().forEach(c -> report(c.name(), event.revision(), c.data()));
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
        if (link.attached()) {
          snapshot().onSuccess(this::tell);
        }
        events.listenAnew().onSuccess(v -> verify());
      });
    }
  }

  private void tell(AgentEvent event) {
    boolean listed = event.sessions().contains(link.session());
    boolean shown = link.attached() || listed;
    link.listed(listed, outbox.connected());
    for (AgentEvent.Callback callback : event.callbacks()) {
      Map<String, Object> data = PageData.event(callback.name(), callback.data());
      boolean mine = callback.only() == null ? shown : callback.only().contains(link.session());
      if (mine) {
        outbox.event(callback.name(), event.revision(), data, event.now().allowed());
      }
      report(callback.name(), event.revision(), data);
      if (mine && callback.name().equals(KICKED)) {
        listener.kicked().run();
        return;
      }
    }
  }

  private void report(String event, long revision, Map<String, Object> data) {
    listener.reported().accept(new Settlements.Report(event, revision, data));
  }

  private void tell(AgentSnapshot snapshot) {
    if (snapshot.revision() >= order.revision() && !stopped) {
      order.snapshot(snapshot.revision());
      Map<String, Object> data = PageData.snapshot(snapshot);
      outbox.event("onSnapshot", snapshot.revision(), data, snapshot.allowed());
      listener.seen().accept(snapshot);
    }
  }
}
