package org.ctibar.agent;

import java.util.List;
import org.ctibar.agent.AgentState.Job;
import org.ctibar.agent.AgentState.Standing;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.Presence;

/** Effects of the rows that end a call, an offer or an attempt: all lead back to IDLE. */
final class Endings {
  /** As FreeSWITCH names the end of a ring whose caller left. */
  private static final String CALLER_LEFT = "ORIGINATOR_CANCEL";

  private Endings() {}

  static Step ended(Now<? extends Trigger.Progress> n) {
    long readyAt = n.ms() + wrapUpMs(n);
    return idle(n, n.state().standing(), n.state().readyFrom(readyAt, Pause.WRAP_UP), hangup(n));
  }

  /** Only after a call that was answered; of the site's and the group's the longer one. */
  private static long wrapUpMs(Now<?> n) {
    Job job = n.state().job();
    if (job.answeredAt() == null) {
      return 0;
    }
    long ofGroup = job.offer() == null ? 0 : job.offer().wrapUpMs();
    return Math.max(ofGroup, n.config().wrapUpMs());
  }

  /** A wish for READY does not undo the miss. */
  static Step noAnswer(Now<? extends Trigger.Progress> n) {
    return idle(n, missed(Reason.NO_ANSWER, false), withoutWishForReady(n.state()), hangup(n));
  }

  /** Who was not ready anyway keeps that reason. */
  static Step unreachable(Now<? extends Trigger.Progress> n) {
    boolean wasReady = n.state().standing().presence() == Presence.READY;
    return idle(
        n,
        wasReady ? missed(Reason.PHONE_DOWN, true) : n.state().standing(),
        withoutWishForReady(n.state()),
        hangupIfRang(n));
  }

  static Step refused(Now<? extends Trigger.Progress> n) {
    AgentState paused = n.state().readyFrom(n.ms() + n.config().refusedBackoffMs(), Pause.BACK_OFF);
    return idle(n, n.state().standing(), paused, hangupIfRang(n));
  }

  static Step withdrawn(Now<?> n) {
    return idle(n, n.state().standing(), n.state(), hangupIfRang(n));
  }

  /**
   * As if it had not been asked for; only a wish that came meanwhile is fulfilled. No page heard of the call, but whoever
   * hung it up is answered by its end.
   */
  static Step neverDialled(Now<Trigger.DialRefused> n) {
    AgentState s = n.state();
    Callback end =
        Callbacks.only(List.of(), Callbacks.hangup(s.job().call(), CALLER_LEFT, ErrorCode.OK));
    return s.standing().next() == null
        ? Step.to(s.with(Job.idle(n.ms(), s.job().endedPart())), end)
        : idle(n, s.standing(), s, end);
  }

  /**
   * @param otherwise the standing, unless a wish for another was kept
   * @param paused the state with readyAt and pause as they follow
   */
  private static Step idle(Now<?> n, Standing otherwise, AgentState paused, Callback hangup) {
    AgentState s = paused.with(
        Job.idle(n.ms(), mayComeBack(n.on()) ? null : endedPart(n.state().job())));
    String next = s.standing().next();
    if (Next.LOGOUT.equals(next)) {
      return Presences.signedOut(new Now<>(s, n.on(), n.ms(), n.config()), Reason.LOGOUT)
          .after(hangup);
    }
    Standing then = Presences.reachable(standing(next, otherwise, n.ms()), s.line());
    AgentState settled = settled(s.with(then), next, n.ms());
    return Step.to(
        settled,
        hangup,
        settled.pause() == Pause.WRAP_UP
            ? Callbacks.wrapUp(settled.readyAt())
            : Callbacks.presence(settled));
  }

  private static Standing standing(String next, Standing otherwise, long nowMs) {
    if (next == null) {
      return new Standing(
          otherwise.presence(), otherwise.reason(), nowMs, null, otherwise.readyWhenPhoneBack());
    }
    return Next.READY.equals(next)
        ? Standing.of(Presence.READY, null, nowMs)
        : Standing.of(Presence.NOT_READY, next, nowMs);
  }

  /** A pause that is over is none; who becomes READY only now is idle only since now. */
  private static AgentState settled(AgentState s, String next, long nowMs) {
    long readyAt = Next.READY.equals(next) ? Math.max(s.readyAt(), nowMs) : s.readyAt();
    return s.readyFrom(readyAt, readyAt > nowMs ? s.pause() : Pause.NONE);
  }

  private static Standing missed(String reason, boolean readyWhenPhoneBack) {
    return new Standing(Presence.NOT_READY, reason, 0, null, readyWhenPhoneBack);
  }

  private static AgentState withoutWishForReady(AgentState s) {
    return Next.READY.equals(s.standing().next()) ? s.with(s.standing().withNext(null)) : s;
  }

  private static Callback hangupIfRang(Now<?> n) {
    return n.state().job().rang() ? hangup(n) : null;
  }

  private static Callback hangup(Now<?> n) {
    if (n.on() instanceof Trigger.Progress p) {
      CallProgress told = p.told();
      return Callbacks.hangup(told.call(), told.cause(), told.code());
    }
    return Callbacks.hangup(n.state().job().call(), CALLER_LEFT, ErrorCode.OK);
  }

  /** Nobody saw this call end. */
  private static boolean mayComeBack(Trigger on) {
    return on instanceof Trigger.Progress p
        && CallProgress.SWITCH_LOST.equals(p.told().cause());
  }

  private static String endedPart(Job job) {
    return job.call() == null ? job.endedPart() : job.call().part();
  }
}
