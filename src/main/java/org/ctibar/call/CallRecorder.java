package org.ctibar.call;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.ctibar.store.CallLegRecord;
import org.ctibar.store.CallRecord;

/** What remains of a call. Pure. */
final class CallRecorder {
  private CallRecorder() {}

  /** @param endedAt null while it lives */
  static CallRecord record(CallFacts call, int attempts, Long endedAt) {
    CallOrigin o = call.origin();
    boolean queued = o.queue() != null;
    return new CallRecord(
        UUID.fromString(o.callId()),
        o.switchId(),
        o.direction(),
        o.from().isEmpty() ? null : o.from(),
        o.to(),
        queued ? o.queue().id() : null,
        agentOf(call).orElse(null),
        Instant.ofEpochMilli(o.startedAt()),
        queued ? Instant.ofEpochMilli(o.startedAt()) : null,
        answeredAt(call, queued ? LegRole.AGENT.wireName() : LegRole.CALLEE.wireName()),
        at(call.bridgedAt()),
        at(endedAt),
        call.cause(),
        call.endedBy() == null && endedAt != null ? "system" : call.endedBy(),
        attempts,
        new JsonObject(java.util.Map.copyOf(o.data())),
        call.legs().values().stream().map(CallRecorder::leg).toList());
  }

  /** The last agent who answered, else the agent who called. */
  private static Optional<String> agentOf(CallFacts call) {
    Comparator<Leg> byAnswer =
        Comparator.comparing(Leg::answeredAt, Comparator.nullsFirst(Comparator.naturalOrder()));
    boolean queued = call.origin().queue() != null;
    return call.legs().values().stream()
        .filter(leg -> leg.role().isAgents() && (leg.answered() || !queued))
        .max(byAnswer)
        .map(Leg::agentId);
  }

  private static Instant answeredAt(CallFacts call, String role) {
    return call.legs().values().stream()
        .filter(leg -> leg.role().wireName().equals(role) && leg.answered())
        .map(Leg::answeredAt)
        .min(Comparator.naturalOrder())
        .map(Instant::ofEpochMilli)
        .orElse(null);
  }

  private static CallLegRecord leg(Leg leg) {
    return new CallLegRecord(
        leg.uuid(),
        leg.role().wireName(),
        leg.number(),
        leg.agentId(),
        Instant.ofEpochMilli(leg.createdAt()),
        at(leg.ringingAt()),
        at(leg.answeredAt()),
        at(leg.endedAt()),
        leg.cause());
  }

  private static Instant at(Long ms) {
    return ms == null ? null : Instant.ofEpochMilli(ms);
  }
}
