package org.ctibar.faults;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.outside.Node;
import org.ctibar.outside.Page;

/** An agent whose page goes to another node when its own is gone, and answers every call. */
final class Agent {
  private static final int AGAIN_MS = 100;

  private final Fleet fleet;
  private final Vertx vertx;
  private final String user;
  private final List<String> rung = new CopyOnWriteArrayList<>();
  private volatile String call;
  private volatile boolean signedIn;
  private volatile int moves;
  private int attempt;
  private volatile Page page;

  Agent(Fleet fleet, String user) {
    this.fleet = fleet;
    this.vertx = fleet.vertx;
    this.user = user;
  }

  void begin(Node node) {
    open(node);
  }

  private void open(Node node) {
    Page fresh = new Page(node, user).onEvent(this::heard);
    fresh
        .signIn()
        .onSuccess(open -> {
          page = open;
          signedIn = true;
          open.closed().onSuccess(v -> {
            signedIn = false;
            moves++;
            open(fleet.other(attempt++));
          });
        })
        .onFailure(e -> vertx.setTimer(AGAIN_MS, t -> open(fleet.other(attempt++))));
  }

  private void heard(JsonObject event) {
    JsonObject data = event.getJsonObject("data", new JsonObject());
    switch (event.getString("event")) {
      case "onRing" -> {
        call = data.getString("callId");
        rung.add(call);
        page.command("offhook");
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

  void hangUp() {
    Fleet.get(page.command("hangup"));
  }

  JsonObject look() {
    return Fleet.get(page.command("snapshot"));
  }

  String user() {
    return user;
  }

  boolean isSignedIn() {
    return signedIn;
  }

  /** How often the page lost its node, and went to another or to the same again. */
  int moves() {
    return moves;
  }

  String call() {
    return call;
  }

  /** The calls for which the phone rang, in order. */
  List<String> rung() {
    return rung;
  }
}
