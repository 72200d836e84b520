package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;

/** An agent domain that does what a test says: it answers commands and tells events. */
final class FakeAgents {
  static final List<String> ALLOWED = List.of("ready", "busy", "rest", "logout", "snapshot");

  final List<AgentCommand> received = new CopyOnWriteArrayList<>();
  final List<String> commandIds = new CopyOnWriteArrayList<>();
  final Map<String, List<String>> sessions = new ConcurrentHashMap<>();
  final Map<String, Long> revisions = new ConcurrentHashMap<>();
  volatile CallView call;

  private final Vertx vertx;
  private final Map<Class<?>, Function<AgentCommand, Future<AgentReply>>> scripted =
      new ConcurrentHashMap<>();

  FakeAgents(Vertx vertx) {
    this.vertx = vertx;
    Topics.AGENT_COMMAND.serve(vertx, "", this::handle);
  }

  /** What the agent domain answers to commands of this kind from now on. */
  void on(Class<? extends AgentCommand> kind, Function<AgentCommand, Future<AgentReply>> answer) {
    scripted.put(kind, answer);
  }

  void answerAttachAgain() {
    scripted.remove(AgentCommand.Attach.class);
  }

  void tell(String agent, Callback... callbacks) {
    tell(agent, revisions.merge(agent, 1L, Long::sum), callbacks);
  }

  /** Told at this revision, whatever was told before. */
  void tell(String agent, long revision, Callback... callbacks) {
    List<String> attached = List.copyOf(sessions.getOrDefault(agent, List.of()));
    Topics.AGENT_EVENT.publish(
        vertx, "", new AgentEvent(agent, snapshot(agent, revision), List.of(callbacks), attached));
  }

  /** A change whose event is lost on its way. */
  void changeUntold(String agent) {
    revisions.merge(agent, 1L, Long::sum);
  }

  static Callback callback(String name, Map<String, Object> data) {
    return new Callback(name, data, null);
  }

  <C extends AgentCommand> List<C> received(Class<C> kind) {
    return received.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  AgentReply done(String agent) {
    return new AgentReply(false, null, null, snapshot(agent), null);
  }

  /** Whatever was told before or after may be the outcome. */
  AgentReply awaiting(String agent, String callId, String event, long timeoutMs) {
    return awaiting(agent, new AgentReply.Awaits(callId, event, timeoutMs), 0);
  }

  /** @param asOf the revision at which the command was taken */
  AgentReply awaiting(String agent, AgentReply.Awaits awaits, long asOf) {
    return new AgentReply(false, awaits, null, snapshot(agent, asOf), null);
  }

  AgentSnapshot snapshot(String agent) {
    return snapshot(agent, revisions.getOrDefault(agent, 0L));
  }

  private AgentSnapshot snapshot(String agent, long revision) {
    boolean signedIn = sessions.containsKey(agent);
    Presence presence = signedIn ? Presence.NOT_READY : Presence.LOGGED_OUT;
    Work work = call == null ? Work.IDLE : Work.TALKING;
    return new AgentSnapshot(
        signedIn, presence, "login", work, null, 1, 0, revision, call, 1L, null, List.of(),
        ALLOWED);
  }

  private Future<AgentReply> handle(AgentCommand asked) {
    AgentCommand command = asked;
    if (asked instanceof AgentCommand.FromPage page) {
      commandIds.add(page.id());
      command = page.command();
    }
    received.add(command);
    Function<AgentCommand, Future<AgentReply>> script = scripted.get(command.getClass());
    if (script != null) {
      return script.apply(command);
    }
    if (command instanceof AgentCommand.Login login) {
      attach(login.agentId(), login.session().sessionId());
      tell(
          login.agentId(),
          callback(
              "onLogin",
              Map.of(
                  "user", login.agentId(),
                  "nickname", login.nickname(),
                  "extNo", login.extension())));
    } else if (command instanceof AgentCommand.Attach attach) {
      attach(attach.agentId(), attach.session().sessionId());
      tell(attach.agentId());
    } else if (command instanceof AgentCommand.Detach detach) {
      sessions.computeIfPresent(detach.agentId(), (a, all) -> without(all, detach.sessionId()));
      tell(detach.agentId());
    } else if (command instanceof AgentCommand.GoReady ready) {
      tell(ready.agentId(), callback("onReady", Map.of()));
    } else if (command instanceof AgentCommand.GoNotReady busy) {
      tell(busy.agentId(), callback("onBusy", Map.of("reason", busy.reason())));
    } else if (command instanceof AgentCommand.Logout logout) {
      sessions.remove(logout.agentId());
      tell(logout.agentId(), callback("onLogout", Map.of("reason", "logout")));
    }
    return Future.succeededFuture(done(command.agentId()));
  }

  private void attach(String agent, String session) {
    sessions.merge(agent, List.of(session), (old, added) -> {
      List<String> all = new ArrayList<>(without(old, session));
      all.addAll(added);
      return all;
    });
  }

  private static List<String> without(List<String> all, String session) {
    return all.stream().filter(s -> !s.equals(session)).toList();
  }
}
