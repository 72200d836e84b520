package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.gateway.Promises;

/** An agent's page, as far as the bus knows it. */
final class Desk {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  /** What hanging up is refused with when the call ends meanwhile. */
  private static final Set<ErrorCode> IS_OVER =
      Set.of(ErrorCode.NOT_ALLOWED_NOW, ErrorCode.NOT_FOUND);

  private final Vertx vertx;
  private final String agentId;
  private final BlockingQueue<Callback> callbacks = new LinkedBlockingQueue<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private final Promises promises;

  private Desk(Vertx vertx, String agentId) {
    this.vertx = vertx;
    this.agentId = agentId;
    this.promises = new Promises(vertx);
  }

  static Desk signIn(Vertx vertx, String agentId, String extension) {
    Desk desk = new Desk(vertx, agentId);
    Topics.AGENT_EVENT.subscribe(vertx, "", desk::hear);
    desk.ask(new AgentCommand.Login(
        agentId, agentId, extension, new SessionRef("tab-" + agentId, "n1", "browser-" + agentId)));
    desk.expect("onLogin");
    return desk;
  }

  /** Idle from here on; whoever goes ready later has been idle for less, by the platform's clock of ms. */
  Desk ready() {
    long readyAt = ask(new AgentCommand.GoReady(agentId)).snapshot().readyAt();
    expect("onReady");
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> System.currentTimeMillis() > readyAt);
    return this;
  }

  Desk offhook() {
    ask(new AgentCommand.Offhook(agentId));
    return this;
  }

  Desk hangUp() {
    ask(new AgentCommand.HangUp(agentId));
    return this;
  }

  /** The call, if it is not over by now. */
  void hangUpWhatIsLeft() {
    Centre.get(Topics.AGENT_COMMAND
        .ask(vertx, new AgentCommand.HangUp(agentId))
        .recover(e -> e instanceof CtiException refused && IS_OVER.contains(refused.code())
            ? Future.succeededFuture()
            : Future.failedFuture(e)));
  }

  /** @return the id of the call that begins */
  String call(String number) {
    return ask(new AgentCommand.Dial(agentId, number, Map.of())).awaits().callId();
  }

  /** @return what the page's promise comes to */
  Future<Map<String, Object>> promise(AgentCommand command) {
    return Topics.AGENT_COMMAND.ask(vertx, command).compose(promises::of);
  }

  Future<Map<String, Object>> act(CallAct act) {
    return act(act, null);
  }

  Future<Map<String, Object>> act(CallAct act, String argument) {
    return promise(new AgentCommand.Act(agentId, act, argument));
  }

  Future<AgentReply> tryCall(String number) {
    return Topics.AGENT_COMMAND.ask(vertx, new AgentCommand.Dial(agentId, number, Map.of()));
  }

  AgentSnapshot look() {
    return ask(new AgentCommand.Look(agentId)).snapshot();
  }

  AgentReply ask(AgentCommand command) {
    return Centre.get(Topics.AGENT_COMMAND.ask(vertx, command));
  }

  /** Waits for a callback; those that come before it are passed over. */
  Map<String, Object> expect(String name) {
    long until = System.nanoTime() + DEADLINE.toNanos();
    try {
      while (true) {
        Callback next = callbacks.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(next).as("%s of %s, who heard %s", name, agentId, heard).isNotNull();
        if (next.name().equals(name)) {
          return next.data();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for a callback of this name whose data has this state; others are passed over. */
  Map<String, Object> expect(String name, String state) {
    while (true) {
      Map<String, Object> data = expect(name);
      if (state.equals(data.get("state"))) {
        return data;
      }
    }
  }

  Desk forget() {
    callbacks.clear();
    heard.clear();
    return this;
  }

  /** The names of all callbacks so far. */
  List<String> heard() {
    return heard;
  }

  String agentId() {
    return agentId;
  }

  /** What is for no page settles promises only. */
  private void hear(AgentEvent event) {
    if (!event.agentId().equals(agentId)) {
      return;
    }
    for (Callback callback : event.callbacks()) {
      if (callback.only() == null || !callback.only().isEmpty()) {
        heard.add(callback.name());
        callbacks.add(callback);
      }
    }
    promises.heard(event);
  }
}
