package org.ctibar.agent;

import org.ctibar.agent.Step.Order;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;

/** What the agent asks of the switch in the course of a call, and by what event it is known to be done. */
final class Acts {
  private Acts() {}

  static Step order(Now<Trigger.Act> n) {
    CallAct act = n.on().act();
    CallView call = n.state().job().call();
    CallCommand command =
        new CallCommand.Act(call.callId(), n.state().agentId(), act, n.on().argument());
    return Step.to(n.state())
        .ordering(new Order(call.switchId(), command, awaits(act, call.callId(), n.config())));
  }

  /** @return null for what the switch takes and never reports */
  private static Awaits awaits(CallAct act, String callId, AgentConfig config) {
    long soon = config.actTimeoutMs();
    return switch (act) {
      case HOLD -> new Awaits(callId, "onHold", soon);
      case UNHOLD -> new Awaits(callId, "onUnhold", soon);
      case CONSULT -> new Awaits(callId, "onConsult", Consult.TALKING, config.dialTimeoutMs());
      case CONSULT_CANCEL -> new Awaits(callId, "onConsult", "ended", soon);
      case ALTERNATE -> new Awaits(callId, "onConsult", soon);
      case CONFERENCE -> new Awaits(callId, "onConference", soon);
      case MUTE, UNMUTE ->
        new Awaits(callId, "onMute", Awaits.muteState(act == CallAct.MUTE), soon);
      case REJECT -> new Awaits(callId, "onHangup", soon);
      case CONSULT_COMPLETE, TRANSFER_TO_QUEUE -> transferred(callId, soon);
      case TRANSFER_TO_PHONE -> transferred(callId, config.transferTimeoutMs());
      case REATTACH -> new Awaits(callId, "onReattached", soon);
      case DTMF -> null;
    };
  }

  private static Awaits transferred(String callId, long timeoutMs) {
    return new Awaits(callId, "onHangup", "TRANSFERRED", timeoutMs);
  }
}
