package org.ctibar.gateway;

import io.vertx.core.Vertx;
import org.ctibar.bus.ErrorCode;
import org.ctibar.gateway.ServerFrame.Bye;

/** Ends a connection that has fallen silent, or whose token no longer holds. */
final class KeepAlive {
  private static final String HEARTBEAT = "heartbeat";
  private static final String EXPIRY = "expiry";
  /** A token that expires during a call is looked at again after this. */
  private static final long CALL_CHECK_MS = 2_000;

  private static final int HEARTBEATS_MISSED = 3;

  private final GatewayServices services;
  private final AgentLink link;
  private final Outbox outbox;
  private final Timers timers;
  private Listener listener;
  private TokenService.Identity identity;
  private long heardAtNs;
  private boolean verifiedThisPeriod;

  /** Told that the token no longer holds. */
  interface Listener {
    void tokenEnded(ErrorCode code, String why);
  }

  KeepAlive(Vertx vertx, GatewayServices services, AgentLink link, Outbox outbox) {
    this.services = services;
    this.link = link;
    this.outbox = outbox;
    this.timers = new Timers(vertx);
  }

  /** A connection has begun. */
  void start(TokenService.Identity begun, Listener told) {
    listener = told;
    heard();
    timers.repeat(HEARTBEAT, heartbeatMs(), this::check);
    renewed(begun);
  }

  /** From now on this token has to hold. */
  void renewed(TokenService.Identity next) {
    identity = next;
    scheduleExpiry(next.expiresAt() * 1_000 - System.currentTimeMillis());
  }

  void heard() {
    heardAtNs = System.nanoTime();
  }

  /** @return true at most once a heartbeat: for what costs a question to the agent domain */
  boolean mayVerify() {
    boolean first = !verifiedThisPeriod;
    verifiedThisPeriod = true;
    return first;
  }

  void stop() {
    identity = null;
    timers.cancelAll();
  }

  private void check() {
    verifiedThisPeriod = false;
    long silentMs = (System.nanoTime() - heardAtNs) / 1_000_000;
    if (silentMs > HEARTBEATS_MISSED * heartbeatMs()) {
      outbox.send(new Bye(ErrorCode.TIMEOUT.number(), "no heartbeat", true));
      outbox.close(CloseCode.HEARTBEAT_MISSED);
    } else if (!services.tokens().stillAllowed(identity)) {
      listener.tokenEnded(ErrorCode.TOKEN_INVALID, "token invalid");
    }
  }

  private void scheduleExpiry(long delayMs) {
    TokenService.Identity expiring = identity;
    timers.once(
        EXPIRY,
        delayMs,
        () -> link.look()
            .map(snapshot -> snapshot.call() != null)
            .otherwise(true)
            .onSuccess(inCall -> expired(expiring, inCall)));
  }

  /** A page may renew its token while the agent is looked at. */
  private void expired(TokenService.Identity expiring, boolean inCall) {
    if (!expiring.equals(identity)) {
      return;
    }
    if (inCall) {
      scheduleExpiry(CALL_CHECK_MS);
    } else {
      listener.tokenEnded(ErrorCode.TOKEN_EXPIRED, "token expired");
    }
  }

  private long heartbeatMs() {
    return services.config().ws().heartbeat().toMillis();
  }
}
