package org.ctibar.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;

/**
 * What agents ask for between the answer, which their page shows at once, and the bridge: kept until they talk. Should
 * it never come to that, they are told how the call ended instead.
 */
final class EarlyActs {
  private final Map<String, List<CallInput>> kept = new HashMap<>();

  /** @return whether it must wait */
  boolean keep(CallModel call, CallInput input) {
    String agentId = agentOf(input);
    if (agentId == null || !call.aboutToTalk(agentId)) {
      return false;
    }
    kept.computeIfAbsent(call.facts().callId(), id -> new ArrayList<>()).add(input);
    return true;
  }

  /** @return what this call has waited for, in the order in which it was asked for; it is kept no longer */
  List<CallInput> due(CallModel call) {
    String callId = call.facts().callId();
    List<CallInput> waiting = kept.getOrDefault(callId, List.of());
    boolean waits = waiting.stream().allMatch(input -> call.aboutToTalk(agentOf(input)));
    if (waits) {
      return List.of();
    }
    kept.remove(callId);
    return call instanceof Talk ? waiting : List.of();
  }

  private static String agentOf(CallInput input) {
    if (input instanceof CallInput.Asked asked
        && asked.command() instanceof CallCommand.Act act
        && act.act() != CallAct.REJECT) {
      return act.agentId();
    } else if (input instanceof CallInput.Call call) {
      return call.agentId();
    }
    return input instanceof CallInput.SendTo send ? send.agentId() : null;
  }
}
