package org.ctibar.agent;

import org.ctibar.agent.Step.Order;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;

/**
 * What a command answers that was carried out before: its outcome, or that it is still awaited. Only a call that no
 * switch has told of is ordered again, for its order may never have been given. Pure.
 */
final class Repeats {
  private Repeats() {}

  /** Whether a repeat finds what the command did; a session that moved meanwhile has to sign in once more. */
  static boolean has(AgentState s, Trigger on) {
    return !(on instanceof Trigger.SignIn signIn)
        || s.line().sessions().contains(signIn.login().session());
  }

  static Step step(Now<?> n, Applied known) {
    AgentState s = n.state();
    Step done = Step.to(s);
    if (n.on() instanceof Trigger.Dial dial) {
      return dialled(new Now<>(s, dial, n.ms(), n.config()), known);
    }
    if (isWish(n.on())) {
      return s.idle() || s.standing().next() == null ? done : done.inQueue();
    }
    Order order = isOf(known, s) ? order(n) : null;
    boolean told = s.revision() != known.revision();
    return order == null || order.awaits() == null || told && !underWay(n)
        ? done
        : done.ordering(order.givenBefore());
  }

  private static Step dialled(Now<Trigger.Dial> n, Applied known) {
    AgentState s = n.state();
    if (!isOf(known, s)) {
      throw new CtiException(ErrorCode.CONFLICT, "the call ended meanwhile", s.allowed());
    }
    if (s.job().work() != Work.DIALING) {
      return Step.to(s);
    }
    Order order = Calls.dialling(n, s);
    return Step.to(s).ordering(s.job().rang() ? order.givenBefore() : order);
  }

  private static boolean isOf(Applied known, AgentState s) {
    return s.onCall() && s.job().call().callId().equals(known.callId());
  }

  private static boolean isWish(Trigger on) {
    return on instanceof Trigger.GoReady
        || on instanceof Trigger.GoNotReady
        || on instanceof Trigger.SignOut;
  }

  private static Order order(Now<?> n) {
    if (n.on() instanceof Trigger.Act act) {
      return Acts.order(new Now<>(n.state(), act, n.ms(), n.config())).order();
    } else if (n.on() instanceof Trigger.Offhook offhook) {
      return Calls.offhook(new Now<>(n.state(), offhook, n.ms(), n.config())).order();
    } else if (n.on() instanceof Trigger.HangUp hangUp) {
      return Calls.hangUp(new Now<>(n.state(), hangUp, n.ms(), n.config())).order();
    }
    return null;
  }

  /** What was reported since may be of another matter: these are not done while the call is as it is. */
  private static boolean underWay(Now<?> n) {
    if (n.on() instanceof Trigger.Offhook) {
      return n.state().ownPhoneRings();
    }
    return n.on() instanceof Trigger.HangUp
        || n.on() instanceof Trigger.Act act && underWay(n.state(), act.act());
  }

  private static boolean underWay(AgentState s, CallAct act) {
    return switch (act) {
      case REJECT, CONSULT_COMPLETE, TRANSFER_TO_PHONE, TRANSFER_TO_QUEUE -> true;
      case CONSULT -> consults(s.job().call().treatment().consult());
      case HOLD, UNHOLD, CONSULT_CANCEL, ALTERNATE, CONFERENCE, MUTE, UNMUTE, DTMF, REATTACH ->
        false;
    };
  }

  private static boolean consults(Consult consult) {
    return consult != null && !consult.answered();
  }
}
