package org.ctibar.agent;

import java.util.List;
import org.ctibar.agent.Trigger.Progress;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Work;

/** Effects of the rows about what becomes of a talk: hold, consultation, conference. */
final class Talks {
  private Talks() {}

  /** Whatever came to an end unheard is told to have ended. */
  static Step found(Now<Trigger.Talking> n) {
    CallView before = n.state().job().call();
    Callback news = switch (n.state().job().work()) {
      case HELD -> Callbacks.unhold(told(n), before.treatment().heldBy());
      case CONSULTING -> Callbacks.consultOver(n.on().told(), "ended", consulted(n));
      case CONFERENCED -> Callbacks.conference(told(n), "ended", consulted(n));
      default ->
        before.popScreenNo().equals(told(n).popScreenNo())
            ? null
            : Callbacks.transferred(told(n), before.popScreenNo());
    };
    return now(n, Work.TALKING, news);
  }

  static Step held(Now<Trigger.Held> n) {
    return now(n, Work.HELD, Callbacks.hold(told(n)));
  }

  static Step retrieved(Now<Trigger.Retrieved> n) {
    CallView before = n.state().job().call();
    return now(n, Work.TALKING, Callbacks.unhold(told(n), before.treatment().heldBy()));
  }

  static Step consulting(Now<Trigger.Consulting> n) {
    return now(n, Work.CONSULTING, Callbacks.consult(told(n)));
  }

  static Step consultEnded(Now<Trigger.ConsultEnded> n) {
    return now(n, Work.TALKING, Callbacks.consultOver(n.on().told(), "ended", consulted(n)));
  }

  /** Pages learn it from the answer to their command; nothing else has changed. */
  static Step transferFailed(Now<Trigger.TransferFailed> n) {
    Callback failed = Callbacks.transferFailed(n.on().told());
    return now(n, n.state().job().work(), Callbacks.only(List.of(), failed));
  }

  static Step customerLeft(Now<Trigger.CustomerLeft> n) {
    return now(
        n, Work.TALKING, Callbacks.consultOver(n.on().told(), "customer_left", consulted(n)));
  }

  static Step leftCalling(Now<Trigger.LeftCalling> n) {
    return now(
        n, Work.DIALING, Callbacks.consultOver(n.on().told(), "customer_left", consulted(n)));
  }

  static Step conferenced(Now<Trigger.Conferenced> n) {
    return now(n, Work.CONFERENCED, Callbacks.conference(told(n), "begun", consulted(n)));
  }

  static Step conferenceEnded(Now<Trigger.ConferenceEnded> n) {
    return now(n, Work.TALKING, Callbacks.conference(told(n), "ended", consulted(n)));
  }

  static Step muted(Now<Trigger.Muted> n) {
    return now(n, n.state().job().work(), Callbacks.mute(told(n)));
  }

  static Step heard(Now<Trigger.Heard> n) {
    AgentState.Job job = n.state().job().heardBy(n.on().by());
    return Step.to(n.state().with(job), Callbacks.listened(job.call(), job.listeners()));
  }

  /** Nothing that a page sees; under an offer its end would be told of the old leg. */
  static Step reattached(Now<Trigger.Reattached> n) {
    AgentState.Job job = n.state().job();
    return Step.to(n.state().with(job.as(job.work(), told(n), n.ms())));
  }

  static Step back(Now<Trigger.Back> n) {
    Callback back = Callbacks.reattached(told(n));
    return now(n, n.state().job().work(), Callbacks.only(List.of(), back));
  }

  /** Perhaps before it answers: the colleague did not wait. */
  static Step takenOver(Now<Trigger.TakenOver> n) {
    CallView before = n.state().job().call();
    boolean rings = n.state().job().work() == Work.RINGING;
    return now(
        n,
        rings ? Work.RINGING : Work.TALKING,
        Callbacks.transferred(told(n), before.popScreenNo()));
  }

  private static Step now(Now<? extends Progress> n, Work work, Callback callback) {
    return Step.to(n.state().with(n.state().job().as(work, told(n), n.ms())), callback);
  }

  private static CallView told(Now<? extends Progress> n) {
    return n.on().told().call();
  }

  /** The other party of a consultation that the new view may know no more. */
  private static String consulted(Now<? extends Progress> n) {
    CallView.Consult after = told(n).treatment().consult();
    CallView.Consult before = n.state().job().call().treatment().consult();
    if (after != null) {
      return after.to();
    }
    return before == null ? n.state().job().call().popScreenNo() : before.to();
  }
}
