package org.ctibar.agent;

import static org.ctibar.agent.When.ANY;
import static org.ctibar.agent.When.CONFERENCED;
import static org.ctibar.agent.When.CONSULTING;
import static org.ctibar.agent.When.DIALING;
import static org.ctibar.agent.When.DUE;
import static org.ctibar.agent.When.ELSEWHERE;
import static org.ctibar.agent.When.HEARD_ANEW;
import static org.ctibar.agent.When.HELD;
import static org.ctibar.agent.When.IDLE;
import static org.ctibar.agent.When.IN_TALK;
import static org.ctibar.agent.When.ITS_CALL;
import static org.ctibar.agent.When.ITS_OFFER;
import static org.ctibar.agent.When.ITS_SESSION;
import static org.ctibar.agent.When.KNOWN;
import static org.ctibar.agent.When.MAY_ACT;
import static org.ctibar.agent.When.NEW_CALL;
import static org.ctibar.agent.When.NEW_DIRECT_CALL;
import static org.ctibar.agent.When.OFFERABLE;
import static org.ctibar.agent.When.ON_CALL;
import static org.ctibar.agent.When.OTHER_DIRECT_CALL;
import static org.ctibar.agent.When.OUT;
import static org.ctibar.agent.When.OWN_PHONE_RINGS;
import static org.ctibar.agent.When.PAGE_GONE;
import static org.ctibar.agent.When.READY;
import static org.ctibar.agent.When.RESERVED;
import static org.ctibar.agent.When.RINGING;
import static org.ctibar.agent.When.SAME_BROWSER;
import static org.ctibar.agent.When.SAME_CALL;
import static org.ctibar.agent.When.SIGNED_IN;
import static org.ctibar.agent.When.UNHEARD;
import static org.ctibar.agent.When.WAITS_FOR_PHONE;
import static org.ctibar.agent.When.WORKING;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The whole behaviour of an agent. The first row of a trigger whose condition holds is taken; without one the trigger
 * is refused. Rows that end in {@code ignore} take what comes late or twice.
 */
final class AgentTable {
  private static final List<Row<?>> ROWS = List.of(
      // signing in, presence
      on(Trigger.SignIn.class, OUT, Presences::signIn),
      on(Trigger.SignIn.class, SIGNED_IN, Presences::signInAgain),
      on(Trigger.SignOut.class, IDLE, Presences::signOut),
      on(Trigger.SignOut.class, WORKING, Presences::later),
      on(Trigger.GoReady.class, IDLE, Presences::ready),
      on(Trigger.GoReady.class, WORKING, Presences::later),
      on(Trigger.GoNotReady.class, IDLE, Presences::notReady),
      on(Trigger.GoNotReady.class, WORKING, Presences::later),
      on(Trigger.Force.class, SIGNED_IN, Forced::apply),
      on(Trigger.PauseOver.class, IDLE.and(DUE), Presences::pauseOver),
      on(Trigger.PauseOver.class, ANY, AgentTable::ignore),
      on(Trigger.Look.class, ANY, AgentTable::ignore),
      // offers
      on(Trigger.Offer.class, OFFERABLE, Calls::reserve),
      on(Trigger.Offer.class, ITS_OFFER.and(RESERVED.or(RINGING)), AgentTable::ignore),
      on(Trigger.Withdraw.class, ITS_OFFER.and(RESERVED.or(RINGING)), Endings::withdrawn),
      on(Trigger.Withdraw.class, ANY, AgentTable::ignore),
      on(Trigger.OfferExpired.class, RESERVED.and(DUE), Endings::withdrawn),
      on(Trigger.OfferExpired.class, ANY, AgentTable::ignore),
      // what the agent asks of the switch
      on(Trigger.Dial.class, IDLE, Calls::dial),
      on(Trigger.DialRefused.class, DIALING.and(ITS_CALL).and(UNHEARD), Endings::neverDialled),
      on(Trigger.DialRefused.class, ANY, AgentTable::ignore),
      on(Trigger.Offhook.class, OWN_PHONE_RINGS, Calls::offhook),
      on(Trigger.HangUp.class, ON_CALL, Calls::hangUp),
      on(Trigger.Act.class, MAY_ACT, Acts::order),
      // what the switch reports
      on(Trigger.Ring.class, RESERVED.and(ITS_CALL), Calls::ring),
      on(Trigger.Ring.class, DIALING.and(ITS_CALL).and(UNHEARD), Calls::ring),
      on(Trigger.Ring.class, IDLE.and(NEW_DIRECT_CALL), Calls::ring),
      on(Trigger.Ring.class, WORKING.and(OTHER_DIRECT_CALL), Calls::busy),
      on(Trigger.Ring.class, SIGNED_IN, AgentTable::ignore),
      on(Trigger.Answer.class, RESERVED.or(RINGING).and(ITS_CALL), Calls::answer),
      on(Trigger.Answer.class, DIALING.and(ITS_CALL), Calls::ownLegUp),
      on(Trigger.Answer.class, IDLE.and(NEW_CALL), Calls::answer),
      on(Trigger.Answer.class, WORKING.and(OTHER_DIRECT_CALL), Calls::busy),
      on(Trigger.Answer.class, SIGNED_IN, AgentTable::ignore),
      on(Trigger.CalleeAnswer.class, DIALING.and(ITS_CALL), Calls::calleeUp),
      on(Trigger.CalleeAnswer.class, ANY, AgentTable::ignore),
      // what becomes of a talk
      on(Trigger.Talking.class, IN_TALK.and(KNOWN), AgentTable::ignore),
      on(Trigger.Talking.class, IN_TALK.and(ITS_CALL), Talks::found),
      on(Trigger.Talking.class, ANY, AgentTable::ignore),
      on(Trigger.Held.class, HELD.and(KNOWN), AgentTable::ignore),
      on(Trigger.Held.class, IN_TALK.and(ITS_CALL), Talks::held),
      on(Trigger.Held.class, ANY, AgentTable::ignore),
      on(Trigger.Retrieved.class, IN_TALK.and(ITS_CALL), Talks::retrieved),
      on(Trigger.Retrieved.class, ANY, AgentTable::ignore),
      on(Trigger.Consulting.class, CONSULTING.and(KNOWN), AgentTable::ignore),
      on(Trigger.Consulting.class, IN_TALK.and(ITS_CALL), Talks::consulting),
      on(Trigger.Consulting.class, ANY, AgentTable::ignore),
      on(Trigger.ConsultEnded.class, IN_TALK.and(ITS_CALL), Talks::consultEnded),
      on(Trigger.ConsultEnded.class, ANY, AgentTable::ignore),
      on(Trigger.TransferFailed.class, IN_TALK.and(ITS_CALL), Talks::transferFailed),
      on(Trigger.TransferFailed.class, ANY, AgentTable::ignore),
      on(Trigger.CustomerLeft.class, IN_TALK.and(ITS_CALL), Talks::customerLeft),
      on(Trigger.CustomerLeft.class, ANY, AgentTable::ignore),
      on(Trigger.LeftCalling.class, IN_TALK.and(ITS_CALL), Talks::leftCalling),
      on(Trigger.LeftCalling.class, ANY, AgentTable::ignore),
      on(Trigger.Conferenced.class, CONFERENCED.and(KNOWN), AgentTable::ignore),
      on(Trigger.Conferenced.class, IN_TALK.and(ITS_CALL), Talks::conferenced),
      on(Trigger.Conferenced.class, ANY, AgentTable::ignore),
      on(Trigger.ConferenceEnded.class, IN_TALK.and(ITS_CALL), Talks::conferenceEnded),
      on(Trigger.ConferenceEnded.class, ANY, AgentTable::ignore),
      on(Trigger.Muted.class, IN_TALK.and(ITS_CALL), Talks::muted),
      on(Trigger.Muted.class, ANY, AgentTable::ignore),
      on(Trigger.Heard.class, IN_TALK.and(HEARD_ANEW), Talks::heard),
      on(Trigger.Heard.class, ANY, AgentTable::ignore),
      on(Trigger.Reattached.class, IN_TALK.and(SAME_CALL), Talks::reattached),
      on(Trigger.Reattached.class, ANY, AgentTable::ignore),
      on(Trigger.Back.class, IN_TALK.and(ITS_CALL), Talks::back),
      on(Trigger.Back.class, ANY, AgentTable::ignore),
      on(Trigger.TakenOver.class, RINGING.or(IN_TALK).and(ITS_CALL), Talks::takenOver),
      on(Trigger.TakenOver.class, ANY, AgentTable::ignore),
      // how a call or an offer ends
      on(Trigger.NoAnswer.class, RESERVED.or(RINGING).and(ITS_CALL), Endings::noAnswer),
      on(Trigger.NoAnswer.class, WORKING.and(ITS_CALL), Endings::ended),
      on(Trigger.NoAnswer.class, ANY, AgentTable::ignore),
      on(Trigger.Refused.class, RESERVED.or(RINGING).and(ITS_CALL), Endings::refused),
      on(Trigger.Refused.class, WORKING.and(ITS_CALL), Endings::ended),
      on(Trigger.Refused.class, ANY, AgentTable::ignore),
      on(Trigger.Unreachable.class, RESERVED.or(RINGING).and(ITS_CALL), Endings::unreachable),
      on(Trigger.Unreachable.class, WORKING.and(ITS_CALL), Endings::ended),
      on(Trigger.Unreachable.class, ANY, AgentTable::ignore),
      on(Trigger.Withdrawn.class, RESERVED.or(RINGING).and(ITS_CALL), Endings::withdrawn),
      on(Trigger.Withdrawn.class, WORKING.and(ITS_CALL), Endings::ended),
      on(Trigger.Withdrawn.class, ANY, AgentTable::ignore),
      on(Trigger.Ended.class, WORKING.and(ITS_CALL), Endings::ended),
      on(Trigger.Ended.class, ANY, AgentTable::ignore),
      // phone and sockets
      on(Trigger.PhoneGone.class, ELSEWHERE, Presences::notePhone),
      on(Trigger.PhoneGone.class, READY.and(IDLE), Presences::phoneGone),
      on(Trigger.PhoneGone.class, IN_TALK.and(PAGE_GONE), Presences::leftTheCall),
      on(Trigger.PhoneGone.class, ANY, Presences::notePhone),
      on(Trigger.PhoneBack.class, IDLE.and(WAITS_FOR_PHONE), Presences::phoneBack),
      on(Trigger.PhoneBack.class, ANY, Presences::notePhone),
      on(Trigger.Attach.class, SIGNED_IN.and(SAME_BROWSER), Sessions::attach),
      on(Trigger.Attach.class, SIGNED_IN, Sessions::kickedMeanwhile),
      on(Trigger.Detach.class, ITS_SESSION, Sessions::detach),
      on(Trigger.Detach.class, ANY, AgentTable::ignore),
      on(Trigger.ConnectionLost.class, IDLE.and(DUE), Sessions::connectionLost),
      on(Trigger.ConnectionLost.class, ANY, AgentTable::ignore),
      on(Trigger.ConnectionGone.class, IDLE.and(DUE), Sessions::connectionGone),
      on(Trigger.ConnectionGone.class, ANY, AgentTable::ignore));

  private static final Map<Class<?>, List<Row<?>>> BY_TRIGGER =
      ROWS.stream().collect(Collectors.groupingBy(Row::on));

  private record Row<T extends Trigger>(
      Class<T> on, Predicate<Now<?>> when, Function<Now<T>, Step> then) {
    Step apply(Now<?> n) {
      return then.apply(new Now<>(n.state(), on.cast(n.on()), n.ms(), n.config()));
    }
  }

  private AgentTable() {}

  static Step apply(Now<?> n) {
    return BY_TRIGGER.get(n.on().getClass()).stream()
        .filter(row -> row.when().test(n))
        .findFirst()
        .orElseThrow(() -> AgentMachine.refusal(n))
        .apply(n);
  }

  private static <T extends Trigger> Row<T> on(
      Class<T> trigger, Predicate<Now<?>> when, Function<Now<T>, Step> then) {
    return new Row<>(trigger, when, then);
  }

  private static Step ignore(Now<?> n) {
    return Step.to(n.state());
  }
}
