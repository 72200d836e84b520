package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.Direction;
import org.ctibar.store.Directory;
import org.ctibar.store.Extension;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;
import org.ctibar.store.Person;

/** Checks what an agent wants to call, before anything reaches the switch. */
final class DialDesk {
  private final Vertx vertx;
  private final String switchId;
  private final SwitchOwner.Tools tools;
  private final DialPlan plan;
  private final TollLimiter limiter;
  private final RefusalRecorder refusals;
  /** Who calls, by call, while it is looked whether the callee is free. */
  private final Map<String, String> beginning = new HashMap<>();

  /** @param book of the switch: what lives there counts */
  DialDesk(Vertx vertx, String switchId, SwitchOwner.Tools tools, CallBook book) {
    this.vertx = vertx;
    this.switchId = switchId;
    this.tools = tools;
    TollConfig toll = tools.config().toll();
    this.plan = new DialPlan(tools.config().outbound(), toll.numbers());
    this.limiter = new TollLimiter(toll, book::all);
    this.refusals = new RefusalRecorder(switchId, tools.refused());
  }

  /**
   * @return the call that begins; fails with BAD_NUMBER, FORBIDDEN, RATE_LIMITED, NOT_FOUND, BUSY, or NO_ANSWER once
   *     cancelled
   */
  Future<Step> take(CallCommand.Dial dial) {
    Directory directory = tools.directory().current();
    Person caller = person(directory, dial.agentId());
    Destination to = admitted(dial.agentId(), dial.to(), () -> {
      Destination found = plan.resolve(directory, caller, dial.extension(), dial.to());
      limiter.admitCall(dial.agentId(), found, tools.clock().millis());
      return found;
    });
    beginning.put(dial.callId(), dial.agentId());
    return free(to)
        .transform(looked -> stillWanted(dial).compose(v -> (Future<Void>) looked))
        .map(v -> begin(dial, to));
  }

  /**
   * Where an act leads that names a party. Fails with BAD_NUMBER, FORBIDDEN, RATE_LIMITED, NOT_FOUND, BUSY or
   * PHONE_UNREACHABLE.
   *
   * @param call in which it is asked for
   * @param reachable whether an extension's phone is registered, as far as known
   */
  Future<CallInput> resolve(CallCommand.Act act, CallModel call, Predicate<String> reachable) {
    Directory directory = tools.directory().current();
    if (act.act() == CallAct.TRANSFER_TO_QUEUE) {
      return Future.succeededFuture(new CallInput.SendTo(act.agentId(), queue(act.argument())));
    }
    Person agent = person(directory, act.agentId());
    boolean transfer = act.act() == CallAct.TRANSFER_TO_PHONE;
    Destination to = admitted(act.agentId(), act.argument(), () -> {
      Destination found =
          plan.resolve(directory, agent, agent.extension().orElse(null), act.argument());
      if (transfer) {
        OutsideTalk.checkTransfer(call, act.agentId(), found);
      }
      limiter.admitLeg(act.agentId(), found, tools.clock().millis());
      return found;
    });
    if (to.internal() && !reachable.test(to.number())) {
      throw new CtiException(ErrorCode.PHONE_UNREACHABLE, "that phone is not registered");
    }
    return free(to).map(v -> new CallInput.Call(act.agentId(), to, transfer));
  }

  /** @throws CtiException FORBIDDEN if the consulted party may not be left with the customer */
  void checkComplete(CallCommand.Act act, CallModel call) {
    admitted(act.agentId(), null, () -> {
      OutsideTalk.checkComplete(call);
      return call;
    });
  }

  /** A call that an owner before this one admitted counts here, too. */
  void found(CallModel call) {
    limiter.found(call, tools.clock().millis());
  }

  private <T> T admitted(String agentId, String number, Supplier<T> admission) {
    try {
      return admission.get();
    } catch (TollRefusal refusal) {
      refusals.record(refusal, agentId, number, tools.clock().millis());
      throw refusal;
    }
  }

  /** @throws CtiException NOT_FOUND */
  QueueRef queue(String groupId) {
    Group group = tools
        .directory()
        .current()
        .group(groupId)
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_FOUND, "no such group"));
    return new QueueRef(group.id(), group.name());
  }

  /** Where the agent's phone transfers to: a number of a group, else as {@link #resolve}. */
  Future<CallInput> referred(Effect.Resolve referral, CallModel call, Predicate<String> reachable) {
    String number = Arrival.number(referral.number());
    String group =
        tools.directory().current().route(number).map(NumberRoute::groupId).orElse(null);
    CallAct act = group == null ? CallAct.TRANSFER_TO_PHONE : CallAct.TRANSFER_TO_QUEUE;
    String to = group == null ? number : group;
    return Future.succeededFuture()
        .compose(
            v -> resolve(new CallCommand.Act(null, referral.agentId(), act, to), call, reachable));
  }

  /** The group that takes a call back from an agent who was called otherwise; null for none. */
  QueueRef refuge(String agentId) {
    return tools.directory().current().groupsOf(agentId).stream()
        .findFirst()
        .map(group -> new QueueRef(group.id(), group.name()))
        .orElse(null);
  }

  private static Person person(Directory directory, String agentId) {
    return directory
        .person(agentId)
        .orElseThrow(() -> new CtiException(ErrorCode.FORBIDDEN, "you are not in the directory"));
  }

  private Future<Void> stillWanted(CallCommand.Dial dial) {
    return beginning.remove(dial.callId(), dial.agentId())
        ? Future.succeededFuture()
        : Future.failedFuture(new CtiException(ErrorCode.NO_ANSWER, "hung up before it began"));
  }

  /** The order for this call came before. */
  boolean begins(CallCommand.Dial dial) {
    return beginning.containsKey(dial.callId());
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
    Leg own =
        Leg.of(CallIds.offer(dial.callId(), 1), LegRole.OWN, dial.extension(), dial.agentId(), now);
    boolean autoAnswer = tools
        .directory()
        .current()
        .extension(dial.extension())
        .map(Extension::autoAnswer)
        .orElse(true);
    return DialledCall.begin(origin, tools.config().times(), own, to, autoAnswer);
  }
}
