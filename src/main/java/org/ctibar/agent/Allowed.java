package org.ctibar.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ctibar.agent.AgentState.Job;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;

/** What an agent who is signed in may do with a call now, or with none. The page draws its buttons by it. */
final class Allowed {
  private static final Set<CallAct> WITH_A_VOICE =
      Set.of(CallAct.MUTE, CallAct.UNMUTE, CallAct.DTMF);
  /** The SDK's own business, not a button. */
  private static final Set<CallAct> UNLISTED = Set.of(CallAct.REATTACH);

  private Allowed() {}

  /** The commands of the SDK. */
  static List<String> of(Job job) {
    List<String> allowed = new ArrayList<>(basic(job));
    Arrays.stream(CallAct.values())
        .filter(act -> !UNLISTED.contains(act) && act(job, act))
        .map(CallAct::command)
        .distinct()
        .forEach(allowed::add);
    return allowed;
  }

  static boolean act(Job job, CallAct act) {
    if (job.call() == null || job.call().treatment().phonesOwn() && act != CallAct.REJECT) {
      return false;
    }
    if (WITH_A_VOICE.contains(act)) {
      return speaks(job) && mutes(job, act);
    }
    return switch (act) {
      case REJECT -> is(job, Work.RINGING);
      case HOLD -> is(job, Work.TALKING);
      case UNHOLD -> is(job, Work.HELD);
      case TRANSFER_TO_PHONE, TRANSFER_TO_QUEUE, CONSULT -> is(job, Work.TALKING, Work.HELD);
      case CONSULT_COMPLETE, CONSULT_CANCEL -> is(job, Work.CONSULTING);
      case ALTERNATE, CONFERENCE -> is(job, Work.CONSULTING) && consults(job);
      case REATTACH ->
        is(job, Work.RINGING, Work.TALKING, Work.HELD, Work.CONSULTING, Work.CONFERENCED);
      case MUTE, UNMUTE, DTMF -> false;
    };
  }

  private static List<String> basic(Job job) {
    List<String> basic = new ArrayList<>();
    if (is(job, Work.IDLE)) {
      basic.add("makecall");
    }
    if (job.rang() && job.answeredAt() == null) {
      basic.add("offhook");
    }
    if (job.call() != null) {
      basic.add("hangup");
    }
    return basic;
  }

  /** Somebody hears the agent. */
  private static boolean speaks(Job job) {
    return is(job, Work.TALKING, Work.CONFERENCED) || is(job, Work.CONSULTING) && consults(job);
  }

  private static boolean mutes(Job job, CallAct act) {
    boolean muted = job.call().treatment().muted();
    return act == CallAct.DTMF || (act == CallAct.MUTE) != muted;
  }

  private static boolean consults(Job job) {
    Consult consult = job.call().treatment().consult();
    return consult != null && consult.answered();
  }

  private static boolean is(Job job, Work... works) {
    return Arrays.asList(works).contains(job.work());
  }
}
