package org.ctibar.bus.agent;

import java.util.Map;
import org.ctibar.bus.call.Direction;

/**
 * A call as its agent sees it.
 *
 * @param switchId where the commands for this call go
 * @param popScreenNo caller (INBOUND), callee (OUTBOUND), the other extension (INTERNAL)
 * @param displayName the other party's name, cleaned; null if none was sent
 * @param queue null if the call came through no skill group
 * @param data attached data, perhaps empty
 */
public record CallView(
    String callId,
    String switchId,
    Direction direction,
    String popScreenNo,
    String displayName,
    boolean enableAsr,
    QueueRef queue,
    Map<String, String> data) {

  public CallView {
    data = data == null ? Map.of() : Map.copyOf(data);
  }

  /** A skill group as the agent is told of it. */
  public record QueueRef(String id, String name) {}
}
