package org.ctibar.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.ListenedBy;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.agent.Work;

/**
 * One agent, as kept in the cluster map. Times are ms since 1970.
 *
 * @param readyAt idle since then; in the future during a pause
 * @param applied the newest commands of pages, the newest last
 */
public record AgentState(
    String agentId,
    long revision,
    Person person,
    Standing standing,
    long readyAt,
    Pause pause,
    Job job,
    Line line,
    List<Applied> applied) {
  private static final int APPLIED_REMEMBERED = 8;

  public AgentState {
    applied = applied == null ? List.of() : List.copyOf(applied);
  }

  /** Who signed in, all null before the first time. */
  public record Person(String nickname, String extension) {}

  /**
   * What the agent wants to be.
   *
   * @param reason null when READY
   * @param next {@code ready}, {@code logout} or a reason of NOT_READY: follows the call; null if nothing was asked for
   * @param readyWhenPhoneBack not ready only because the phone is away
   */
  public record Standing(
      Presence presence, String reason, long since, String next, boolean readyWhenPhoneBack) {
    static Standing of(Presence presence, String reason, long since) {
      return new Standing(presence, reason, since, null, false);
    }

    Standing withNext(String newNext) {
      return new Standing(presence, reason, since, newNext, readyWhenPhoneBack);
    }
  }

  /**
   * @param untilMs the reservation falls after this
   * @param wrapUpMs what the group asks for after the call
   */
  public record Reservation(String offerId, String callId, long untilMs, long wrapUpMs) {}

  /**
   * What the agent is doing.
   *
   * @param offer null for a call that came without one; kept until the call ends
   * @param call null while IDLE or RESERVED
   * @param callSince when the call reached the agent
   * @param rang the page was told of the call
   * @param answeredAt of the agent's own phone; null until then
   * @param endedPart the last part in a call: what is still reported of it is stale
   * @param listeners whom the agent may know to listen
   */
  public record Job(
      Work work,
      long since,
      Reservation offer,
      CallView call,
      Long callSince,
      boolean rang,
      Long answeredAt,
      String endedPart,
      List<ListenedBy> listeners) {
    public Job {
      listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }

    /** Nobody listens yet. */
    Job(
        Work work,
        long since,
        Reservation offer,
        CallView call,
        Long callSince,
        boolean rang,
        Long answeredAt,
        String endedPart) {
      this(work, since, offer, call, callSince, rang, answeredAt, endedPart, List.of());
    }

    static Job idle(long since, String endedPart) {
      return new Job(Work.IDLE, since, null, null, null, false, null, endedPart);
    }

    /** The same call, as the switch reports it now. */
    Job as(Work newWork, CallView newCall, long nowMs) {
      long newSince = newWork == work ? since : nowMs;
      return new Job(
          newWork, newSince, offer, newCall, callSince, rang, answeredAt, endedPart, listeners);
    }

    Job heardBy(List<ListenedBy> newListeners) {
      return new Job(
          work, since, offer, call, callSince, rang, answeredAt, endedPart, newListeners);
    }
  }

  /**
   * How the agent is reached.
   *
   * @param browserId the browser that signed in last
   * @param connectionLostAt when the last session was lost; null while there is one, and when signed out
   * @param phoneRegistered at any switch, as far as they told: one that said nothing yet may know the phone
   * @param phones which switches told, and whether the phone is registered there; the newest registration last
   */
  public record Line(
      List<SessionRef> sessions,
      String browserId,
      Long connectionLostAt,
      boolean phoneRegistered,
      Map<String, Boolean> phones) {
    public Line {
      sessions = sessions == null ? List.of() : List.copyOf(sessions);
      phones = phones == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(phones));
    }

    /** With another set of sessions; the phone is what it was. */
    Line with(List<SessionRef> newSessions, String newBrowserId, Long lostAt) {
      return new Line(newSessions, newBrowserId, lostAt, phoneRegistered, phones);
    }

    /** Another phone, of which nothing is known. */
    Line withNewPhone() {
      return new Line(sessions, browserId, connectionLostAt, true, Map.of());
    }

    Line after(Trigger.PhoneNews news) {
      boolean registered = news instanceof Trigger.PhoneBack;
      if (news.switchId() == null) {
        return new Line(sessions, browserId, connectionLostAt, registered, Map.of());
      }
      Map<String, Boolean> told = new LinkedHashMap<>(phones);
      told.keySet().retainAll(news.switches());
      if (!Boolean.valueOf(registered).equals(told.get(news.switchId()))) {
        told.remove(news.switchId());
        told.put(news.switchId(), registered);
      }
      boolean reachable = told.containsValue(true) || !told.keySet().containsAll(news.switches());
      return new Line(sessions, browserId, connectionLostAt, reachable, told);
    }

    /** Where the phone is registered; where it registered last, if at several. */
    Optional<String> phoneAt() {
      return phones.entrySet().stream()
          .filter(Map.Entry::getValue)
          .map(Map.Entry::getKey)
          .reduce((older, newer) -> newer);
    }

    List<String> sessionIds() {
      return sessions.stream().map(SessionRef::sessionId).toList();
    }
  }

  /** An agent that never signed in. */
  public static AgentState unknown(String agentId) {
    return new AgentState(
        agentId,
        0,
        new Person(null, null),
        Standing.of(Presence.LOGGED_OUT, null, 0),
        0,
        Pause.NONE,
        Job.idle(0, null),
        new Line(List.of(), null, null, true, Map.of()),
        List.of());
  }

  /** Signed in as before a restart, with no page yet: not offerable until one comes back. */
  static AgentState restored(PresenceKeeper.Kept kept, long nowMs) {
    AgentState s = unknown(kept.agentId());
    boolean phoneDown = Reason.PHONE_DOWN.equals(kept.reason());
    return s.withRevision(1)
        .with(new Person(kept.nickname(), kept.extension()))
        .with(new Standing(kept.presence(), kept.reason(), nowMs, null, phoneDown))
        .with(s.line().with(List.of(), null, nowMs))
        .readyFrom(nowMs, Pause.NONE);
  }

  public boolean signedIn() {
    return standing.presence() != Presence.LOGGED_OUT;
  }

  boolean idle() {
    return job.work() == Work.IDLE;
  }

  /** A call of which the page knows. */
  boolean onCall() {
    return job.call() != null;
  }

  boolean ownPhoneRings() {
    return job.rang() && job.answeredAt() == null;
  }

  public boolean offerable(long nowMs) {
    return standing.presence() == Presence.READY
        && idle()
        && nowMs >= readyAt
        && line.phoneRegistered()
        && !line.sessions().isEmpty();
  }

  /** The commands of the SDK that would be accepted. */
  public List<String> allowed() {
    if (!signedIn()) {
      return List.of("login", "snapshot");
    }
    List<String> allowed = new ArrayList<>(List.of("ready", "busy", "rest", "logout"));
    allowed.addAll(Allowed.of(job));
    allowed.add("snapshot");
    return List.copyOf(allowed);
  }

  public AgentSnapshot snapshot() {
    return new AgentSnapshot(
        signedIn(),
        standing.presence(),
        standing.reason(),
        job.work(),
        standing.next(),
        onCall() ? job.since() : standing.since(),
        readyAt,
        revision,
        job.call(),
        job.callSince(),
        job.answeredAt(),
        job.listeners(),
        allowed());
  }

  public AgentChanged changed(long nowMs) {
    boolean reserved = job.work() == Work.RESERVED;
    return new AgentChanged(
        agentId,
        revision,
        offerable(nowMs),
        readyAt,
        reserved ? job.offer().offerId() : null,
        reserved ? job.offer().callId() : null);
  }

  AgentState withRevision(long newRevision) {
    return new AgentState(
        agentId, newRevision, person, standing, readyAt, pause, job, line, applied);
  }

  AgentState with(Person newPerson) {
    return new AgentState(
        agentId, revision, newPerson, standing, readyAt, pause, job, line, applied);
  }

  AgentState with(Standing newStanding) {
    return new AgentState(
        agentId, revision, person, newStanding, readyAt, pause, job, line, applied);
  }

  AgentState with(Job newJob) {
    return new AgentState(
        agentId, revision, person, standing, readyAt, pause, newJob, line, applied);
  }

  AgentState with(Line newLine) {
    return new AgentState(
        agentId, revision, person, standing, readyAt, pause, job, newLine, applied);
  }

  AgentState readyFrom(long newReadyAt, Pause newPause) {
    return new AgentState(
        agentId, revision, person, standing, newReadyAt, newPause, job, line, applied);
  }

  /** How the command of this id was carried out; empty if it was not, or too long ago. */
  Optional<Applied> appliedAs(String commandId) {
    return applied.stream().filter(a -> a.commandId().equals(commandId)).findFirst();
  }

  /** Its call is the one that the agent has now. */
  AgentState having(String commandId) {
    String callId = onCall() ? job.call().callId() : null;
    List<Applied> known = new ArrayList<>(without(commandId));
    known.add(new Applied(commandId, callId, revision));
    int tooMany = Math.max(0, known.size() - APPLIED_REMEMBERED);
    return with(known.subList(tooMany, known.size()));
  }

  AgentState forgetting(String commandId) {
    return with(without(commandId));
  }

  private List<Applied> without(String commandId) {
    return applied.stream().filter(a -> !a.commandId().equals(commandId)).toList();
  }

  private AgentState with(List<Applied> known) {
    return new AgentState(agentId, revision, person, standing, readyAt, pause, job, line, known);
  }
}
