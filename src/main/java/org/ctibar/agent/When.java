package org.ctibar.agent;

import java.util.function.Predicate;
import org.ctibar.agent.AgentState.Job;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;

/** The conditions of the table. */
final class When {
  static final Predicate<Now<?>> ANY = n -> true;
  static final Predicate<Now<?>> SIGNED_IN = n -> n.state().signedIn();
  static final Predicate<Now<?>> OUT = SIGNED_IN.negate();
  static final Predicate<Now<?>> READY = n -> n.state().standing().presence() == Presence.READY;
  static final Predicate<Now<?>> IDLE = SIGNED_IN.and(work(Work.IDLE));
  static final Predicate<Now<?>> WORKING = work(Work.IDLE).negate();
  static final Predicate<Now<?>> RESERVED = work(Work.RESERVED);
  static final Predicate<Now<?>> RINGING = work(Work.RINGING);
  static final Predicate<Now<?>> DIALING = work(Work.DIALING);
  static final Predicate<Now<?>> HELD = work(Work.HELD);
  static final Predicate<Now<?>> CONSULTING = work(Work.CONSULTING);
  static final Predicate<Now<?>> CONFERENCED = work(Work.CONFERENCED);
  /** The agent talks, or could if the other party were not on hold. */
  static final Predicate<Now<?>> IN_TALK = n -> n.state().job().work().inTalk();

  static final Predicate<Now<?>> ON_CALL = n -> n.state().onCall();

  static final Predicate<Now<?>> OFFERABLE = n -> n.state().offerable(n.ms());
  static final Predicate<Now<?>> MAY_ACT =
      n -> n.on() instanceof Trigger.Act a && Allowed.act(n.state().job(), a.act());

  static final Predicate<Now<?>> OWN_PHONE_RINGS = n -> n.state().ownPhoneRings();

  /** No page of the agent is open. */
  static final Predicate<Now<?>> PAGE_GONE = n -> n.state().line().sessions().isEmpty();

  /** The page was not told of the call yet. */
  static final Predicate<Now<?>> UNHEARD = n -> !n.state().job().rang();

  static final Predicate<Now<?>> WAITS_FOR_PHONE = n -> n.state().standing().readyWhenPhoneBack();

  /** The phone is still registered at another switch, or may be. */
  static final Predicate<Now<?>> ELSEWHERE = n ->
      n.on() instanceof Trigger.PhoneGone gone && n.state().line().after(gone).phoneRegistered();

  /** The agent's deadline is reached, and is the trigger. */
  static final Predicate<Now<?>> DUE = n -> Deadline.of(n.state(), n.config())
      .filter(d -> d.atMs() <= n.ms() && d.trigger().equals(n.on()))
      .isPresent();

  static final Predicate<Now<?>> ITS_OFFER = n ->
      n.state().job().offer() != null && n.state().job().offer().offerId().equals(offerId(n.on()));

  /** The trigger speaks of the call, or of the reservation, that the agent has. */
  static final Predicate<Now<?>> ITS_CALL = n ->
      offerId(n.on()) != null ? ITS_OFFER.test(n) : sameCall(n.on(), n.state().job());

  /** Perhaps through another leg. */
  static final Predicate<Now<?>> SAME_CALL = n -> n.on() instanceof Trigger.Progress p
      && p.told().call().callId().equals(callId(n.state().job()));

  /** Another set of supervisors listens to the call that the agent has, and agents are told of that. */
  static final Predicate<Now<?>> HEARD_ANEW = n -> n.on() instanceof Trigger.Heard heard
      && n.config().tellListened()
      && heard.callId().equals(callId(n.state().job()))
      && !heard.by().equals(n.state().job().listeners());

  /** What is told of the call is what the agent knows of it already. */
  static final Predicate<Now<?>> KNOWN = n -> n.on() instanceof Trigger.Progress p
      && p.told().call().equals(n.state().job().call());

  /** Not the one that just ended. */
  static final Predicate<Now<?>> NEW_CALL = n ->
      n.on() instanceof Trigger.Progress p && !ended(p.told().call(), n.state().job());

  /** A call that came without an offer. */
  static final Predicate<Now<?>> NEW_DIRECT_CALL = NEW_CALL.and(n -> offerId(n.on()) == null);

  static final Predicate<Now<?>> OTHER_DIRECT_CALL = NEW_DIRECT_CALL.and(ITS_CALL.negate());

  /** Not one that has gone on at another node. */
  static final Predicate<Now<?>> ITS_SESSION = n -> n.on() instanceof Trigger.Detach d
      && n.state().line().sessions().stream()
          .filter(s -> s.sessionId().equals(d.sessionId()))
          .anyMatch(s -> d.node() == null || d.node().equals(s.node()));

  /** A session of the browser that signed in last; after a restart nobody knows which that was. */
  static final Predicate<Now<?>> SAME_BROWSER = n -> n.on() instanceof Trigger.Attach a
      && (n.state().line().browserId() == null
          || n.state().line().browserId().equals(a.session().browserId()));

  private When() {}

  private static Predicate<Now<?>> work(Work work) {
    return n -> n.state().job().work() == work;
  }

  private static String offerId(Trigger on) {
    if (on instanceof Trigger.Progress p) {
      return p.told().offerId();
    } else if (on instanceof Trigger.Offer o) {
      return o.offerId();
    }
    return on instanceof Trigger.Withdraw w ? w.offerId() : null;
  }

  private static boolean ended(CallView call, Job job) {
    return call.part().equals(job.endedPart()) || call.callId().equals(job.endedPart());
  }

  /** An agent may be in the same call twice, one part after the other; of a reservation only its offer tells. */
  private static boolean sameCall(Trigger on, Job job) {
    if (on instanceof Trigger.DialRefused d) {
      return d.callId().equals(callId(job));
    }
    CallView told = ((Trigger.Progress) on).told().call();
    boolean legsKnown = told.leg() != null && job.call() != null && job.call().leg() != null;
    return legsKnown
        ? told.leg().equals(job.call().leg())
        : job.call() != null && told.callId().equals(job.call().callId());
  }

  private static String callId(Job job) {
    if (job.call() != null) {
      return job.call().callId();
    }
    return job.offer() == null ? null : job.offer().callId();
  }
}
