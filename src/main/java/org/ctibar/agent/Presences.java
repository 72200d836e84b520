package org.ctibar.agent;

import java.util.List;
import java.util.Objects;
import org.ctibar.agent.AgentState.Job;
import org.ctibar.agent.AgentState.Line;
import org.ctibar.agent.AgentState.Person;
import org.ctibar.agent.AgentState.Standing;
import org.ctibar.agent.Step.Order;
import org.ctibar.bus.agent.AgentCommand.Login;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.CallCommand;

/** Effects of the rows about signing in and out, presence and phone. */
final class Presences {
  private Presences() {}

  static Step signIn(Now<Trigger.SignIn> n) {
    Login login = n.on().login();
    Line known = n.state().line();
    Line line = newExtension(n) ? known.withNewPhone() : known;
    AgentState s = n.state()
        .with(person(login))
        .with(Standing.of(Presence.NOT_READY, Reason.LOGIN, n.ms()))
        .with(line.with(List.of(login.session()), login.session().browserId(), null));
    return Step.to(s, Callbacks.login(s));
  }

  static Step signInAgain(Now<Trigger.SignIn> n) {
    Login login = n.on().login();
    List<String> kicked = n.state().line().sessions().stream()
        .filter(other -> !Objects.equals(other.browserId(), login.session().browserId()))
        .map(SessionRef::sessionId)
        .toList();
    List<String> here = List.of(login.session().sessionId());
    AgentState s = Sessions.added(n.state().with(person(login)), login.session(), kicked);
    Callback kick = kicked.isEmpty() ? null : Callbacks.only(kicked, Callbacks.kicked());
    return Step.to(
        s,
        kick,
        Callbacks.only(here, Callbacks.login(s)),
        Callbacks.only(here, Callbacks.presence(s)),
        Callbacks.only(here, Callbacks.snapshot(s)));
  }

  static Step signOut(Now<Trigger.SignOut> n) {
    return signedOut(n, Reason.LOGOUT);
  }

  static Step ready(Now<Trigger.GoReady> n) {
    return idleAs(
        n, reachable(Standing.of(Presence.READY, null, n.ms()), n.state().line()));
  }

  /** Who is ready without a phone is told why no call comes, and is ready when the phone is back. */
  static Standing reachable(Standing standing, Line line) {
    return standing.presence() == Presence.READY && !line.phoneRegistered()
        ? new Standing(Presence.NOT_READY, Reason.PHONE_DOWN, standing.since(), null, true)
        : standing;
  }

  static Step notReady(Now<Trigger.GoNotReady> n) {
    return idleAs(n, Standing.of(Presence.NOT_READY, n.on().reason(), n.ms()));
  }

  /** Keeps a wish until the call is over; a wish for what is so already takes the earlier wish back. */
  static Step later(Now<?> n) {
    Standing standing = n.state().standing();
    String wish = wish(n.on());
    if (!wish.equals(standing.presence() == Presence.READY ? Next.READY : standing.reason())) {
      AgentState s = n.state().with(standing.withNext(wish));
      return Step.to(s, Callbacks.pending(wish)).inQueue();
    }
    if (standing.next() == null) {
      return Step.to(n.state());
    }
    return Step.to(n.state().with(standing.withNext(null)), Callbacks.pending(null));
  }

  static Step pauseOver(Now<?> n) {
    boolean wrapUp = n.state().pause() == Pause.WRAP_UP;
    AgentState s = n.state().readyFrom(n.state().readyAt(), Pause.NONE);
    return Step.to(s, wrapUp ? Callbacks.presence(s) : null);
  }

  static Step phoneGone(Now<Trigger.PhoneGone> n) {
    AgentState s = n.state()
        .with(new Standing(Presence.NOT_READY, Reason.PHONE_DOWN, n.ms(), null, true))
        .with(n.state().line().after(n.on()));
    return Step.to(s, Callbacks.presence(s));
  }

  static Step phoneBack(Now<Trigger.PhoneBack> n) {
    AgentState s = n.state()
        .with(Standing.of(Presence.READY, null, n.ms()))
        .with(n.state().line().after(n.on()))
        .readyFrom(Math.max(n.ms(), n.state().readyAt()), n.state().pause());
    return Step.to(s, Callbacks.presence(s));
  }

  /** Nothing that a page sees, but it decides whether the agent may be offered a call. */
  static Step notePhone(Now<? extends Trigger.PhoneNews> n) {
    return Step.to(n.state().with(n.state().line().after(n.on())));
  }

  static Step leftTheCall(Now<Trigger.PhoneGone> n) {
    CallView call = n.state().job().call();
    CallCommand lost = new CallCommand.PageLost(call.callId(), n.state().agentId());
    return notePhone(n).ordering(new Order(call.switchId(), lost, null));
  }

  static Step signedOut(Now<?> n, String reason) {
    AgentState s = n.state()
        .with(Standing.of(Presence.LOGGED_OUT, reason, n.ms()))
        .with(Job.idle(n.ms(), n.state().job().endedPart()))
        .with(n.state().line().with(List.of(), null, null))
        .readyFrom(0, Pause.NONE);
    return Step.to(s, Callbacks.logout(reason));
  }

  private static Step idleAs(Now<?> n, Standing standing) {
    AgentState s = n.state().with(standing).readyFrom(n.ms(), Pause.NONE);
    return Step.to(s, Callbacks.presence(s));
  }

  /** {@code ready}, {@code logout} or a reason of NOT_READY. */
  static String wish(Trigger on) {
    if (on instanceof Trigger.GoNotReady g) {
      return g.reason();
    }
    return on instanceof Trigger.GoReady ? Next.READY : Next.LOGOUT;
  }

  private static Person person(Login login) {
    return new Person(login.nickname(), login.extension());
  }

  /** What was noted of the phone was of another one. */
  private static boolean newExtension(Now<Trigger.SignIn> n) {
    String known = n.state().person().extension();
    return known != null && !known.equals(n.on().login().extension());
  }
}
