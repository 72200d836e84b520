package org.ctibar.esl;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Our link to one switch: it keeps itself up, delivers events and takes commands. It runs on the Vert.x context
 * that made it, and calls its handlers there; its methods may be called from anywhere. Events and jobs of the time
 * without a link are lost: after each {@link LinkUp} rebuild what is known from {@link #channels()}.
 */
public final class EslLink {
  private static final Logger LOG = LoggerFactory.getLogger(EslLink.class);
  private static final EslCommand LAST_WORD = EslCommand.of("noop");
  private static final int LAST_WORD_MS = 500;

  private final Vertx vertx;
  private final Context context;
  private final SwitchAddress address;
  private final EslConfig config;
  private final NetClient client; // in a field: Vert.x closes a client that is garbage
  private final Backoff backoff;
  private final ChannelLister lister;
  private final Map<String, Promise<JobResult>> jobs = new HashMap<>();
  private final List<EslEvent> early = new ArrayList<>();
  private final LinkCounters counters = new LinkCounters();
  private final Promise<Void> started = Promise.promise();

  private Handler<EslEvent> onEvent = event -> {};
  private Handler<LinkUp> onUp = up -> {};
  private Handler<String> onDown = reason -> {};

  private EslSession session;
  private volatile boolean up;
  private boolean closed;
  private boolean awake;
  private long awakeTimer = -1;
  private long retryTimer = -1;
  private String toldReason;
  private volatile String coreUuid;
  private volatile SwitchLimits limits = new SwitchLimits(0, 0);

  public EslLink(Vertx vertx, SwitchAddress address, EslConfig config) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.address = address;
    this.config = config;
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(config.connectTimeoutMs()));
    this.backoff = new Backoff(config.reconnectMinMs(), config.reconnectMaxMs(), new Random());
    this.lister = new ChannelLister(vertx, config, this::send);
  }

  /** Events in the order in which the switch sent them. Set handlers before {@link #start()}. */
  public EslLink onEvent(Handler<EslEvent> handler) {
    onEvent = handler;
    return this;
  }

  /** Comes before the first event of the new link. */
  public EslLink onUp(Handler<LinkUp> handler) {
    onUp = handler;
    return this;
  }

  /**
   * With the reason, before the commands under way fail. Also called when an attempt fails for another reason than
   * the one told last.
   */
  public EslLink onDown(Handler<String> handler) {
    onDown = handler;
    return this;
  }

  /** Tries for ever. Completes when the link is up for the first time; fails only if it is closed before. */
  public Future<Void> start() {
    context.runOnContext(v -> attempt());
    return started.future();
  }

  /**
   * For good; the calls on the switch stay as they are.
   *
   * @return completes when the switch has answered what was sent before, half a second later at most
   */
  public Future<Void> close() {
    return onContext(() -> {
      closed = true;
      vertx.cancelTimer(retryTimer);
      return lastWord().transform(answered -> {
        if (session != null) {
          session.end("closed by us");
        }
        started.tryFail(new EslException(EslException.Kind.NOT_CONNECTED, "closed by us"));
        return client.close();
      });
    });
  }

  /** Replies come in order: behind this one nothing is under way any more. */
  private Future<?> lastWord() {
    return up
        ? session.send(LAST_WORD).timeout(LAST_WORD_MS, TimeUnit.MILLISECONDS)
        : Future.succeededFuture();
  }

  /**
   * @return the reply without its last line end; fails with an {@link EslException}. A good reply does not mean
   *     that anything happened: trust events
   */
  public Future<String> send(EslCommand command) {
    return onContext(() -> up ? session.send(command) : notConnected());
  }

  /**
   * Sends a command that runs in the background.
   *
   * @return its end, told after {@link #onEvent} has got the same BACKGROUND_JOB; fails when the command is refused
   *     or the link is lost, and then the job may still run. There is no time limit: set one of your own
   */
  public Future<JobResult> background(EslCommand command) {
    String job =
        command.jobUuid().orElseThrow(() -> new IllegalArgumentException("not in the background"));
    return onContext(() -> {
      if (!up) {
        return notConnected();
      }
      Promise<JobResult> result = Promise.promise();
      jobs.put(job, result);
      session.send(command).onFailure(e -> failJob(job, result, e));
      return result.future();
    });
  }

  /** All channels of the switch, one that ends meanwhile left out. */
  public Future<List<ChannelSnapshot>> channels() {
    return lister.list();
  }

  /** One channel as it is now; empty if there is no such, or no more. */
  public Future<Optional<ChannelSnapshot>> channel(String uuid) {
    return lister.dump(uuid).map(Optional::ofNullable);
  }

  /** While on, events arrive within about 1.5 ms instead of 10; costs the switch 2 % of a core. */
  public void keepAwake(boolean on) {
    onContext(() -> {
      awake = on;
      keepAwakeIfUp();
      return Future.succeededFuture();
    });
  }

  public boolean isUp() {
    return up;
  }

  /** Names the present run of the switch; {@code null} before the first link. */
  public String coreUuid() {
    return coreUuid;
  }

  public SwitchLimits limits() {
    return limits;
  }

  public SwitchAddress address() {
    return address;
  }

  /** Replies that came after their command had timed out, and were dropped. */
  public long staleReplies() {
    return counters.staleReplies.sum();
  }

  /** Events that could not be read, and were dropped. */
  public long unreadableEvents() {
    return counters.unreadableEvents.sum();
  }

  /** How often the link was up and went down. */
  public long losses() {
    return counters.losses.sum();
  }

  private void attempt() {
    retryTimer = -1;
    if (closed) {
      return;
    }
    early.clear();
    EslSession attempt = new EslSession(vertx, client, address, config, counters, this::event);
    session = attempt;
    attempt.ended().onSuccess(reason -> down(attempt, reason));
    attempt.open().onSuccess(hello -> up(attempt, hello));
  }

  private void up(EslSession ready, EslSession.Hello hello) {
    if (session != ready) {
      return;
    }
    boolean restarted = coreUuid != null && !coreUuid.equals(hello.coreUuid());
    coreUuid = hello.coreUuid();
    limits = hello.limits();
    up = true;
    toldReason = null;
    backoff.reset();
    LOG.info("link up switch={} core={} restarted={}", address, coreUuid, restarted);
    if (limits.small()) {
      LOG.warn(
          "switch takes few calls switch={} sessionsPerSecond={} maxSessions={}",
          address.id(),
          limits.sessionsPerSecond(),
          limits.maxSessions());
    }
    keepAwakeIfUp();
    guarded(onUp, new LinkUp(coreUuid, restarted));
    List<EslEvent> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(this::deliver);
    started.tryComplete();
  }

  private void event(EslEvent event) {
    if (up) {
      deliver(event);
    } else {
      early.add(event);
    }
  }

  private void deliver(EslEvent event) {
    guarded(onEvent, event);
    if (event.name().equals("BACKGROUND_JOB")) {
      Promise<JobResult> job = jobs.remove(event.jobUuid());
      if (job != null) {
        job.complete(JobResult.of(event));
      }
    }
  }

  private void down(EslSession ended, String reason) {
    if (session != ended) {
      return;
    }
    boolean wasUp = up;
    session = null;
    up = false;
    counters.losses.add(wasUp ? 1 : 0);
    keepAwakeIfUp();
    if (wasUp || !reason.equals(toldReason)) {
      toldReason = reason;
      LOG.atLevel(closed ? Level.INFO : Level.WARN)
          .log("link down switch={} reason={}", address, reason);
      guarded(onDown, reason);
    }
    List<Promise<JobResult>> lost = List.copyOf(jobs.values());
    jobs.clear();
    lost.forEach(job -> job.fail(new EslException(EslException.Kind.NOT_CONNECTED, reason)));
    if (!closed) {
      boolean hopeless = reason.equals(EslConnection.WRONG_PASSWORD);
      retryTimer = vertx.setTimer(hopeless ? backoff.slowMs() : backoff.nextMs(), id -> attempt());
    }
  }

  private void keepAwakeIfUp() {
    boolean wanted = awake && up;
    if (wanted && awakeTimer < 0) {
      awakeTimer = vertx.setPeriodic(config.keepAwakeMs(), id -> session.noop());
    } else if (!wanted && awakeTimer >= 0) {
      vertx.cancelTimer(awakeTimer);
      awakeTimer = -1;
    }
  }

  private void failJob(String job, Promise<JobResult> result, Throwable e) {
    if (jobs.remove(job, result)) {
      result.fail(e);
    }
  }

  private static <T> Future<T> notConnected() {
    return Future.failedFuture(
        new EslException(EslException.Kind.NOT_CONNECTED, "no link to the switch"));
  }

  private <T> void guarded(Handler<T> handler, T value) {
    try {
      handler.handle(value);
    } catch (RuntimeException e) {
      LOG.error("handler failed switch={}", address.id(), e);
    }
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    if (Vertx.currentContext() == context) {
      return work.get();
    }
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(result));
    return result.future();
  }
}
