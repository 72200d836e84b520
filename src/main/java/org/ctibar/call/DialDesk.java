package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.store.Directory;
import org.ctibar.store.Person;

/** Checks what an agent wants to call, before anything reaches the switch. */
final class DialDesk {
  private final Vertx vertx;
  private final String switchId;
  private final SwitchOwner.Tools tools;
  private final DialPlan plan;
  /** Who calls, by call, while it is looked whether the callee is free. */
  private final Map<String, String> beginning = new HashMap<>();

  DialDesk(Vertx vertx, String switchId, SwitchOwner.Tools tools) {
    this.vertx = vertx;
    this.switchId = switchId;
    this.tools = tools;
    this.plan = new DialPlan(tools.config().outbound());
  }

  /** @return the call that begins; fails with BAD_NUMBER, FORBIDDEN, NOT_FOUND, BUSY, or CONFLICT once cancelled */
  Future<Step> take(CallCommand.Dial dial) {
    Directory directory = tools.directory().current();
    Person caller = directory
        .person(dial.agentId())
        .orElseThrow(() -> new CtiException(ErrorCode.FORBIDDEN, "you are not in the directory"));
    Destination to = plan.resolve(directory, caller, dial.extension(), dial.to());
    beginning.put(dial.callId(), dial.agentId());
    return free(to)
        .transform(looked -> stillWanted(dial).compose(v -> (Future<Void>) looked))
        .map(v -> begin(dial, to));
  }

  private Future<Void> stillWanted(CallCommand.Dial dial) {
    return beginning.remove(dial.callId(), dial.agentId())
        ? Future.succeededFuture()
        : Future.failedFuture(new CtiException(ErrorCode.CONFLICT, "hung up before it began"));
  }

  /** @return whether this agent's call was about to begin; it will not */
  boolean cancel(CallCommand.HangUp hangUp) {
    return beginning.remove(hangUp.callId(), hangUp.agentId());
  }

  /** An agent who is busy with another call is not rung a second time. */
  private Future<Void> free(Destination to) {
    if (to.agentId() == null) {
      return Future.succeededFuture();
    }
    return Topics.AGENT_COMMAND.ask(vertx, new AgentCommand.Look(to.agentId())).compose(found -> {
      Work work = found.snapshot().work();
      return work == null || work == Work.IDLE
          ? Future.succeededFuture()
          : Future.failedFuture(new CtiException(ErrorCode.BUSY, "the extension is busy"));
    });
  }

  private Step begin(CallCommand.Dial dial, Destination to) {
    long now = tools.clock().millis();
    CallOrigin origin = new CallOrigin(
        dial.callId(),
        switchId,
        to.internal() ? Direction.INTERNAL : Direction.OUTBOUND,
        dial.extension(),
        null,
        dial.to(),
        null,
        false,
        dial.data() == null ? Map.of() : dial.data(),
        now);
    Leg own = Leg.of(
        CallIds.offer(dial.callId(), 1), LegRole.AGENT, dial.extension(), dial.agentId(), now);
    return DialledCall.begin(origin, tools.config().times(), own, to);
  }
}
