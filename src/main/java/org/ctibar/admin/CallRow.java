package org.ctibar.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.call.Direction;
import org.ctibar.store.CallLegRecord;
import org.ctibar.store.CallRecord;

/** A call of the past as supervisors read it (docs/protocol/console.md). Times are ms since 1970, null until then. */
record CallRow(
    String callId,
    String switchId,
    Direction direction,
    String from,
    String to,
    String queueId,
    String agentId,
    long startedAt,
    Long answeredAt,
    Long bridgedAt,
    Long endedAt,
    String cause,
    String endedBy,
    int attempts,
    Map<String, Object> data,
    List<LegRow> legs) {

  record LegRow(
      String legId,
      String role,
      String number,
      String agentId,
      long since,
      Long ringingAt,
      Long answeredAt,
      Long endedAt,
      String cause) {
    static LegRow of(CallLegRecord leg) {
      return new LegRow(
          leg.legUuid(),
          leg.role(),
          leg.number(),
          leg.agent(),
          leg.createdAt().toEpochMilli(),
          ms(leg.ringingAt()),
          ms(leg.answeredAt()),
          ms(leg.endedAt()),
          leg.cause());
    }
  }

  static CallRow of(CallRecord call) {
    return new CallRow(
        call.callId().toString(),
        call.switchId(),
        call.direction(),
        call.caller(),
        call.callee(),
        call.groupId(),
        call.agent(),
        call.startedAt().toEpochMilli(),
        ms(call.answeredAt()),
        ms(call.bridgedAt()),
        ms(call.endedAt()),
        call.cause(),
        call.endedBy(),
        call.attempts(),
        call.data().getMap(),
        call.legs().stream().map(LegRow::of).toList());
  }

  private static Long ms(Instant at) {
    return at == null ? null : at.toEpochMilli();
  }
}
