package org.ctibar.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.store.AgentLog;

/** What supervisors do to agents and calls, each with a line in the log. */
final class Acts {
  private final Vertx vertx;
  private final LiveModel model;
  private final AgentLog log;
  private final Clock clock;

  Acts(Vertx vertx, LiveModel model, AgentLog log, Clock clock) {
    this.vertx = vertx;
    this.model = model;
    this.log = log;
    this.clock = clock;
  }

  Future<JsonObject> force(String by, ForceRequest request) {
    if (model.agent(request.agentId()).isEmpty()) {
      throw new CtiException(ErrorCode.NOT_FOUND, "no such agent");
    }
    return Topics.AGENT_COMMAND.ask(vertx, request.by(by)).map(reply -> {
      note(
          request.agentId(),
          "force",
          by,
          Map.of("to", request.to(), "reason", request.reason(), "queued", reply.queued()));
      return new JsonObject().put("queued", reply.queued());
    });
  }

  Future<JsonObject> end(String by, CallRequest request) {
    return order(by, "end", request, new CallCommand.End(request.callId()));
  }

  Future<JsonObject> move(String by, CallRequest request) {
    return order(by, "move", request, new CallCommand.MoveTo(request.callId(), request.group()));
  }

  Future<JsonObject> prefer(String by, CallRequest request) {
    return order(by, "prefer", request, new CallCommand.Prefer(request.callId()));
  }

  /** Nobody else is asked: who cannot take the call now refuses it, and the caller waits on. */
  Future<JsonObject> assign(String by, CallRequest request) {
    LiveCall call = call(request);
    if (model.agent(request.agent()).isEmpty()) {
      throw new CtiException(ErrorCode.NOT_FOUND, "no such agent");
    }
    if (!Headcount.waits(call)) {
      throw new CtiException(ErrorCode.NOT_ALLOWED_NOW, "the caller does not wait");
    }
    QueueCommand order = new QueueCommand.Assign(call.callId(), request.agent());
    return Topics.QUEUE_COMMAND
        .ask(vertx, call.queueId(), order)
        .map(done -> noted(by, "assign", request.agent(), request));
  }

  private Future<JsonObject> order(String by, String act, CallRequest request, CallCommand order) {
    LiveCall call = call(request);
    return Topics.CALL_COMMAND
        .ask(vertx, call.switchId(), order)
        .map(done -> noted(by, act, agentOf(call), request));
  }

  private LiveCall call(CallRequest request) {
    return model
        .call(request.callId())
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_FOUND, "no such call"));
  }

  private JsonObject noted(String by, String act, String agent, CallRequest request) {
    String group = request.groupId() == null ? "" : request.groupId();
    note(
        agent,
        act,
        by,
        Map.of("call", request.callId(), "group", group, "reason", request.reason()));
    return new JsonObject();
  }

  private void note(String agent, String act, String by, Map<String, Object> detail) {
    log.write(clock.instant(), agent, act, by, detail);
  }

  /** Empty for a call that is nobody's yet. */
  private static String agentOf(LiveCall call) {
    return call.parties().stream()
        .filter(party -> party.agentId() != null && party.listensTo() == null)
        .filter(party -> party.endedAt() == null)
        .map(LiveCall.Party::agentId)
        .findFirst()
        .orElse("");
  }
}
