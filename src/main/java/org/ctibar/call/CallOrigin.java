package org.ctibar.call;

import java.util.Map;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.Direction;

/**
 * What a call was when it began; nothing of it changes but the group.
 *
 * @param from the calling number, cleaned
 * @param fromName the calling party's name, cleaned; null if none
 * @param to the dialled number
 * @param queue the last skill group; null if the call went through none
 * @param data attached by whoever began the call
 * @param startedAt first arrival, ms since 1970
 */
record CallOrigin(
    String callId,
    String switchId,
    Direction direction,
    String from,
    String fromName,
    String to,
    QueueRef queue,
    boolean enableAsr,
    Map<String, String> data,
    long startedAt) {

  CallOrigin {
    data = Map.copyOf(data);
  }

  CallOrigin with(Map<String, String> attached) {
    return new CallOrigin(
        callId, switchId, direction, from, fromName, to, queue, enableAsr, attached, startedAt);
  }

  CallOrigin in(QueueRef other) {
    return new CallOrigin(
        callId, switchId, direction, from, fromName, to, other, enableAsr, data, startedAt);
  }
}
