package org.ctibar.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctibar.bus.ErrorCode;
import org.ctibar.outside.Node;
import org.ctibar.outside.Page;
import org.ctibar.outside.Refusal;

/** An agent whose page goes to another node when its own is gone, and answers every call. */
final class Agent {
  private static final int AGAIN_MS = 100;

  private final Fleet fleet;
  private final Vertx vertx;
  private final String user;
  private final String browser = UUID.randomUUID().toString();
  private final List<String> rung = new CopyOnWriteArrayList<>();
  private volatile String call;
  private volatile boolean signedIn;
  private volatile boolean answers = true;
  private final AtomicInteger moves = new AtomicInteger();
  private int attempt;
  private volatile Page page;
  private volatile Node at;

  Agent(Fleet fleet, String user) {
    this.fleet = fleet;
    this.vertx = fleet.vertx;
    this.user = user;
  }

  void begin(Node node) {
    open(node);
  }

  private void open(Node node) {
    Page fresh = new Page(node, user, browser).onEvent(this::heard);
    fresh
        .signIn()
        .onSuccess(open -> {
          page = open;
          at = node;
          signedIn = true;
          open.closed().onSuccess(v -> {
            signedIn = false;
            moves.incrementAndGet();
            elsewhere();
          });
        })
        .onFailure(e -> {
          fresh.leave();
          later();
        });
  }

  private void later() {
    vertx.setTimer(AGAIN_MS, t -> elsewhere());
  }

  private void elsewhere() {
    fleet.other(attempt++).ifPresentOrElse(this::open, this::later);
  }

  private void heard(JsonObject event) {
    JsonObject data = event.getJsonObject("data", new JsonObject());
    switch (event.getString("event")) {
      case "onRing" -> {
        call = data.getString("callId");
        rung.add(call);
        if (answers) {
          page.command("offhook");
        }
      }
      case "onHangup" -> call = null;
      case "onSnapshot" -> {
        JsonObject now = data.getJsonObject("call");
        call = now == null ? null : now.getString("callId");
      }
      default -> {}
    }
  }

  void ready() {
    Fleet.get(page.command("ready"));
  }

  /** @param args of the command, in pairs */
  void act(String command, String... args) {
    JsonObject all = new JsonObject();
    for (int i = 0; i < args.length; i += 2) {
      all.put(args[i], args[i + 1]);
    }
    Fleet.get(page.command(command, all));
  }

  void pause() {
    Fleet.get(page.command("busy"));
  }

  /** From now on the phone rings on. */
  void letRing() {
    answers = false;
  }

  void answer() {
    answers = true;
    Fleet.get(insist("offhook", false));
  }

  void hangUp() {
    Fleet.get(insist("hangup", false));
  }

  /**
   * As the SDK does it, what was asked of a node that is gone is asked of the next; and what nobody answered, or was
   * refused because the switch is away, the agent asks for again.
   *
   * @param again it may have been carried out: then it is not allowed any more
   */
  private Future<?> insist(String command, boolean again) {
    return page.command(command).recover(e -> {
      if (!(e instanceof Refusal refused)) {
        return vertx.timer(AGAIN_MS).compose(t -> insist(command, true)).mapEmpty();
      }
      boolean unanswered = refused.code() == ErrorCode.TIMEOUT;
      if (unanswered || refused.code() == ErrorCode.UNAVAILABLE) {
        return vertx
            .timer(AGAIN_MS)
            .compose(t -> insist(command, again || unanswered))
            .mapEmpty();
      }
      return again && refused.code() == ErrorCode.NOT_ALLOWED_NOW
          ? Future.succeededFuture()
          : page.command("snapshot")
              .compose(now -> Future.failedFuture(e.getMessage() + "; the agent is " + now));
    });
  }

  String work() {
    return look().getString("work");
  }

  JsonObject look() {
    return Fleet.get(page.command("snapshot"));
  }

  boolean isAt(Node node) {
    return node.equals(at);
  }

  String user() {
    return user;
  }

  boolean isSignedIn() {
    return signedIn;
  }

  /** How often the page lost its node, and went to another or to the same again. */
  int moves() {
    return moves.get();
  }

  String call() {
    return call;
  }

  /** The calls for which the phone rang, in order. */
  List<String> rung() {
    return rung;
  }
}
