package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.bus.call.LiveCall.Party;
import org.ctibar.bus.call.LiveCall.State;

/** A call as those who watch see it. Pure. */
final class LiveView {
  private LiveView() {}

  /** @param listeners who are beside the call */
  static LiveCall of(CallModel call, List<Party> listeners) {
    List<Party> all = new ArrayList<>(parties(call.facts()));
    all.addAll(listeners);
    return of(call.facts(), state(call), null, List.copyOf(all));
  }

  static LiveCall ended(CallModel call, long endedAt) {
    return of(call.facts(), State.ENDED, endedAt, parties(call.facts()));
  }

  private static LiveCall of(CallFacts facts, State state, Long endedAt, List<Party> parties) {
    CallOrigin o = facts.origin();
    return new LiveCall(
        o.callId(),
        o.switchId(),
        o.direction(),
        o.from(),
        o.fromName(),
        o.to(),
        o.queue() == null ? null : o.queue().id(),
        state,
        QueuedCall.priority(facts),
        o.startedAt(),
        facts.bridgedAt(),
        endedAt,
        facts.cause(),
        parties);
  }

  private static State state(CallModel call) {
    if (call instanceof QueuedCall queued) {
      return switch (queued.state()) {
        case WAITING -> State.WAITING;
        case OFFERING, BRIDGING -> State.RINGING;
        case CLEARING -> State.ENDING;
      };
    } else if (call instanceof Talk talk) {
      return state(talk.phase());
    } else if (call instanceof DialledCall dialled) {
      return dialled.state() == DialledCall.State.CLEARING ? State.ENDING : State.DIALING;
    }
    return call.facts().bridgedAt() == null ? State.RINGING : State.TALKING;
  }

  private static State state(Talk.Phase phase) {
    return switch (phase) {
      case TALKING -> State.TALKING;
      case HELD -> State.HELD;
      case CONSULT_RINGING, CONSULTING, ALTERNATED -> State.CONSULTING;
      case CONFERENCED -> State.CONFERENCED;
      case TRANSFERRING, REFERRED, RECALLING -> State.TRANSFERRING;
      case CLEARING -> State.ENDING;
    };
  }

  private static List<Party> parties(CallFacts facts) {
    return facts.legs().values().stream()
        .filter(leg -> leg.role() != LegRole.CALLER)
        .map(leg -> new Party(
            leg.uuid(),
            leg.role().wireName(),
            leg.agentId(),
            leg.number(),
            leg.createdAt(),
            leg.answeredAt(),
            leg.endedAt()))
        .toList();
  }
}
