package org.ctibar.agent;

import org.ctibar.agent.AgentState.Job;
import org.ctibar.agent.AgentState.Reservation;
import org.ctibar.agent.Step.Order;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.Direction;

/** Effects of the rows that begin a call or carry it on. */
final class Calls {
  private Calls() {}

  static Step reserve(Now<Trigger.Offer> n) {
    Trigger.Offer offer = n.on();
    Reservation reservation =
        new Reservation(offer.offerId(), offer.callId(), offer.untilMs(), offer.wrapUpMs());
    String ended = n.state().job().endedPart();
    return Step.to(n.state()
        .with(new Job(Work.RESERVED, n.ms(), reservation, null, null, false, null, ended)));
  }

  static Step dial(Now<Trigger.Dial> n) {
    Trigger.Dial dial = n.on();
    String switchId = n.state().line().phoneAt().orElse(dial.switchId());
    CallView call = new CallView(
        dial.callId(), switchId, Direction.OUTBOUND, dial.to(), null, false, null, dial.data());
    String ended = n.state().job().endedPart();
    AgentState s =
        n.state().with(new Job(Work.DIALING, n.ms(), null, call, n.ms(), false, null, ended));
    return Step.to(s).ordering(dialling(n, s));
  }

  /** For the call that the agent dials, which a repeat of the command would not name. */
  static Order dialling(Now<Trigger.Dial> n, AgentState s) {
    CallView call = s.job().call();
    CallCommand command = new CallCommand.Dial(
        call.callId(), s.agentId(), s.person().extension(), n.on().to(), call.data());
    return new Order(
        call.switchId(),
        command,
        new Awaits(call.callId(), "onCalleeAnswer", n.config().dialTimeoutMs()));
  }

  static Step offhook(Now<Trigger.Offhook> n) {
    CallView call = n.state().job().call();
    return Step.to(n.state())
        .ordering(new Order(
            call.switchId(),
            new CallCommand.Offhook(call.callId(), n.state().agentId()),
            new Awaits(call.callId(), "onAnswer", n.config().offhookTimeoutMs())));
  }

  static Step hangUp(Now<Trigger.HangUp> n) {
    CallView call = n.state().job().call();
    return Step.to(n.state())
        .ordering(new Order(
            call.switchId(),
            new CallCommand.HangUp(call.callId(), n.state().agentId()),
            new Awaits(call.callId(), "onHangup", n.config().hangupTimeoutMs())));
  }

  /** The phone rings: for an offer, for what the agent dialled, or for a call that came by itself. */
  static Step ring(Now<? extends Trigger.Progress> n) {
    CallView call = n.on().told().call();
    Job job = n.state().job();
    boolean dials = job.work() == Work.DIALING
        || call.direction() == Direction.OUTBOUND
        || n.on().told().step() == CallStep.DIALS;
    Work work = dials ? Work.DIALING : Work.RINGING;
    return Step.to(n.state().with(heard(n, work, null)), Callbacks.ring(call));
  }

  static Step busy(Now<?> n) {
    throw new CtiException(ErrorCode.BUSY, "busy with another call", n.state().allowed());
  }

  static Step answer(Now<? extends Trigger.Progress> n) {
    return answered(n, Work.TALKING);
  }

  static Step ownLegUp(Now<? extends Trigger.Progress> n) {
    return n.state().job().answeredAt() == null ? answered(n, Work.DIALING) : Step.to(n.state());
  }

  static Step calleeUp(Now<? extends Trigger.Progress> n) {
    Long answeredAt = n.state().job().answeredAt();
    Step up = answeredAt == null
        ? answered(n, Work.TALKING)
        : Step.to(n.state().with(heard(n, Work.TALKING, answeredAt)));
    return up.then(Callbacks.calleeAnswer(up.state().job().call()));
  }

  /** A phone that answers by itself never rang: the page sees the ring all the same. */
  private static Step answered(Now<? extends Trigger.Progress> n, Work work) {
    AgentState s = n.state().with(heard(n, work, n.ms()));
    CallView call = s.job().call();
    boolean rang = n.state().job().rang();
    return Step.to(s, rang ? null : Callbacks.ring(call), Callbacks.answer(call));
  }

  /** What was answered is so, even if the reservation was lost: the end will be told under the same offer. */
  private static Reservation offer(CallProgress told) {
    return told.offerId() == null
        ? null
        : new Reservation(told.offerId(), told.call().callId(), 0, 0);
  }

  /** The view of the switch replaces what was known when the agent dialled. */
  private static Job heard(Now<? extends Trigger.Progress> n, Work work, Long answeredAt) {
    Job job = n.state().job();
    return new Job(
        work,
        work == job.work() ? job.since() : n.ms(),
        job.offer() == null ? offer(n.on().told()) : job.offer(),
        job.rang() ? job.call() : n.on().told().call(),
        job.callSince() == null ? Long.valueOf(n.ms()) : job.callSince(),
        true,
        answeredAt,
        job.endedPart());
  }
}
