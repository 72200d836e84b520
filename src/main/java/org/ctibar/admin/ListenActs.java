package org.ctibar.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.ctibar.admin.LiveModel.Listening;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.store.AgentLog;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Person;

/** Supervisors who listen to agents on their own phones, each to one at a time. */
final class ListenActs {
  private final Vertx vertx;
  private final LiveModel model;
  private final DirectorySource directory;
  private final AgentLog log;
  private final Clock clock;

  ListenActs(Vertx vertx, LiveModel model, DirectorySource directory, AgentLog log, Clock clock) {
    this.vertx = vertx;
    this.model = model;
    this.directory = directory;
    this.log = log;
    this.clock = clock;
  }

  /** Of one who listens already, who hears the supervisor is changed. */
  Future<JsonObject> listen(String by, ListenRequest request) {
    LiveCall call = callOf(request.agentId());
    CallCommand.Listen order = new CallCommand.Listen(
        call.callId(), request.agentId(), by, extension(by), request.listenMode());
    return leaveElsewhere(by, call.switchId())
        .compose(left -> Topics.CALL_COMMAND.ask(vertx, call.switchId(), order))
        .map(done -> noted(
            request.agentId(),
            "listen",
            by,
            Map.of("call", call.callId(), "mode", request.mode(), "reason", request.reason())));
  }

  /** Done also if nobody listens any more. */
  Future<JsonObject> leave(String by, JsonObject nothing) {
    return model
        .listening(by)
        .map(now -> stop(by, now)
            .map(done ->
                noted(now.agentId(), "leave", by, Map.of("call", now.call().callId()))))
        .orElse(Future.succeededFuture(new JsonObject()));
  }

  Future<JsonObject> takeOver(String by, ReasonRequest request) {
    Listening now = model
        .listening(by)
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_ALLOWED_NOW, "listen to it first"));
    return Topics.CALL_COMMAND
        .ask(vertx, now.call().switchId(), new CallCommand.TakeOver(now.call().callId(), by))
        .map(done -> noted(
            now.agentId(),
            "takeover",
            by,
            Map.of("call", now.call().callId(), "reason", request.reason())));
  }

  private LiveCall callOf(String agentId) {
    return model
        .agent(agentId)
        .flatMap(agent -> Optional.ofNullable(agent.callId()))
        .flatMap(model::call)
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_ALLOWED_NOW, "the agent does not talk"));
  }

  private String extension(String by) {
    return directory
        .current()
        .person(by)
        .flatMap(Person::extension)
        .orElseThrow(() -> new CtiException(ErrorCode.PHONE_UNREACHABLE, "you have no phone"));
  }

  private Future<Void> leaveElsewhere(String by, String switchId) {
    return model
        .listening(by)
        .filter(now -> !now.call().switchId().equals(switchId))
        .map(now -> stop(by, now).<Void>mapEmpty().otherwiseEmpty())
        .orElse(Future.succeededFuture());
  }

  private Future<Void> stop(String by, Listening now) {
    return Topics.CALL_COMMAND.ask(
        vertx, now.call().switchId(), new CallCommand.StopListening(now.call().callId(), by));
  }

  private JsonObject noted(String agent, String act, String by, Map<String, Object> detail) {
    log.write(clock.instant(), agent, act, by, detail);
    return new JsonObject();
  }
}
