package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.gateway.ServerFrame.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the commands of one session. Lives on the session's event loop. */
final class CommandDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

  /** Phones and switches mostly do at once what they are told. */
  private static final long DOUBT_MS = 1_500;

  private final Vertx vertx;
  private final SessionRef ref;
  private final GatewayServices services;
  private final Listener listener;
  private final RepliesGiven replies = new RepliesGiven();
  private final Settlements settlements = new Settlements();
  private final Map<String, Waiting> waiting = new HashMap<>();

  private record Waiting(String command, long doubt, long timer) {}

  /** Who is told what becomes of the commands. */
  interface Listener {
    void replied(Reply reply);

    /** The page has a new token, and the session lives as long as that. */
    void renewed(TokenService.Identity identity);

    /** Comes before the reply to the page, if there is one yet. */
    void agentAnswered(AgentCommand command, AgentReply reply);

    /** It may have been carried out, and may not. */
    void agentSilent(AgentCommand command);

    /** What a command waits for should have been reported: perhaps it was, and that was lost. */
    void noReport();
  }

  CommandDesk(Vertx vertx, SessionRef ref, GatewayServices services, Listener listener) {
    this.vertx = vertx;
    this.ref = ref;
    this.services = services;
    this.listener = listener;
  }

  void run(ClientFrame.Command frame, TokenService.Identity identity, Connection from) {
    if (Commands.isOfGateway(frame.command())) {
      ofGateway(frame, identity, from);
      return;
    }
    if (replies.knows(frame.id())) {
      Optional.ofNullable(replies.of(frame.id())).ifPresent(listener::replied);
      return;
    }
    replies.begun(frame.id());
    try {
      requireServed(identity);
      ask(frame, Commands.of(frame, identity.account(), ref), identity.account());
    } catch (CtiException e) {
      finish(frame.command(), Reply.refusal(frame.id(), e));
    }
  }

  private void requireServed(TokenService.Identity identity) {
    if (services.cutOff()) {
      throw new CtiException(ErrorCode.UNAVAILABLE, "this node is cut off");
    }
    if (!services.tokens().stillAllowed(identity)) {
      throw new CtiException(ErrorCode.TOKEN_INVALID, "token invalid");
    }
  }

  /** Any callback of the agent, whether this session is told of it or not. */
  void reported(Settlements.Report report) {
    settlements.reported(report).forEach(this::settled);
  }

  /** The state of the agent, where callbacks were lost. */
  void seen(AgentSnapshot agent) {
    settlements.seen(agent).forEach(this::settled);
  }

  void stop() {
    waiting.values().forEach(this::cancel);
    waiting.clear();
  }

  private void cancel(Waiting command) {
    vertx.cancelTimer(command.doubt());
    vertx.cancelTimer(command.timer());
  }

  private void ask(ClientFrame.Command frame, AgentCommand command, Account account) {
    Topics.AGENT_COMMAND.ask(vertx, identified(frame.id(), command)).onComplete(answer -> {
      if (answer.failed()) {
        if (isSilence(answer.cause())) {
          listener.agentSilent(command);
        }
        finish(frame.command(), refusal(frame.id(), answer.cause()));
        return;
      }
      AgentReply reply = answer.result();
      listener.agentAnswered(command, reply);
      if (reply.awaits() == null) {
        Map<String, Object> data = PageData.reply(frame.command(), reply, account);
        finish(frame.command(), new Reply(frame.id(), 0, "ok", data, null));
      } else {
        await(frame, reply);
      }
    });
  }

  /** The same at every node that the page sends this command to. */
  private AgentCommand identified(String id, AgentCommand command) {
    return command instanceof AgentCommand.Look
        ? command
        : new AgentCommand.FromPage(ref.sessionId() + ":" + id, command);
  }

  private void await(ClientFrame.Command frame, AgentReply reply) {
    AgentReply.Awaits awaits = reply.awaits();
    long timer = vertx.setTimer(
        Math.max(1, awaits.timeoutMs()),
        t -> settlements.expired(frame.id()).ifPresent(this::settled));
    long doubt = vertx.setTimer(DOUBT_MS, t -> listener.noReport());
    waiting.put(frame.id(), new Waiting(frame.command(), doubt, timer));
    settlements.await(frame.id(), awaits, reply.snapshot().revision()).ifPresent(this::settled);
  }

  private void settled(Settlements.Outcome outcome) {
    Waiting waited = waiting.remove(outcome.commandId());
    cancel(waited);
    int code = outcome.code().number();
    finish(
        waited.command(),
        new Reply(outcome.commandId(), code, outcome.msg(), outcome.data(), null));
  }

  /** Not remembered: the answers are secrets, and who repeats an id must not be given them by that. */
  private void ofGateway(
      ClientFrame.Command frame, TokenService.Identity identity, Connection from) {
    asking(frame, identity, from)
        .map(asking ->
            frame.command().equals(Commands.RENEW) ? renewed(asking) : phone(asking.account()))
        .map(data -> new Reply(frame.id(), 0, "ok", data, null))
        .otherwise(e -> refusal(frame.id(), e))
        .onSuccess(reply -> {
          services.metrics().command(frame.command(), ErrorCode.of(reply.code()));
          listener.replied(reply);
        });
  }

  /** Who knows the URL of a SockJS session has to show the present token as well. */
  private Future<TokenService.Identity> asking(
      ClientFrame.Command frame, TokenService.Identity identity, Connection from) {
    Future<TokenService.Identity> asking = from.isOneStream()
        ? Future.succeededFuture(identity)
        : services.tokens().check(frame.args().path("token").asText(""));
    return asking.map(shown -> {
      requireServed(shown);
      if (!shown.account().user().equals(identity.account().user())) {
        throw new CtiException(ErrorCode.TOKEN_INVALID, "token invalid");
      }
      return shown;
    });
  }

  private Map<String, Object> phone(Account account) {
    return services.phones().of(account.user());
  }

  private Map<String, Object> renewed(TokenService.Identity identity) {
    TokenService.Issued issued = services.tokens().renew(identity);
    listener.renewed(issued.identity());
    return Map.of("token", issued.token(), "expiresAt", issued.expiresAt());
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof CtiException e && e.code() == ErrorCode.TIMEOUT;
  }

  private static Reply refusal(String id, Throwable cause) {
    if (cause instanceof CtiException e) {
      return Reply.refusal(id, e);
    }
    String incident = UUID.randomUUID().toString();
    LOG.error("Command failed id={}", incident, cause);
    return Reply.refusal(id, ErrorCode.INTERNAL, "internal error, id " + incident);
  }

  private void finish(String command, Reply reply) {
    if (replies.answered(reply)) {
      services.metrics().command(command, ErrorCode.of(reply.code()));
      listener.replied(reply);
    }
  }
}
