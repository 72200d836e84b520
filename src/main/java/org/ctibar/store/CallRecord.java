package org.ctibar.store;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.call.Direction;

/**
 * What remains of a call. Numbers are whole here: that is what a record is for.
 *
 * @param caller null if withheld
 * @param groupId null unless it was queued
 * @param agent username of the last agent who spoke, or of the caller of an outbound call; null without one
 * @param answeredAt when the switch answered the caller, or the callee of an outbound call did; times may be null
 * @param endedAt null while it lives
 * @param endedBy role of the leg that hung up first, {@code system} if none did
 * @param attempts offers made to agents
 */
public record CallRecord(
    UUID callId,
    String switchId,
    Direction direction,
    String caller,
    String callee,
    String groupId,
    String agent,
    Instant startedAt,
    Instant queuedAt,
    Instant answeredAt,
    Instant bridgedAt,
    Instant endedAt,
    String cause,
    String endedBy,
    int attempts,
    JsonObject data,
    List<CallLegRecord> legs) {

  public CallRecord {
    data = data == null ? new JsonObject() : data;
    legs = List.copyOf(legs);
  }

  /** Says nothing about numbers: records end up in logs by accident. */
  @Override
  public String toString() {
    return "CallRecord[" + callId + "]";
  }
}
