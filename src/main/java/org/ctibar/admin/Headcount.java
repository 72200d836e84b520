package org.ctibar.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ctibar.admin.Board.AgentRow;
import org.ctibar.admin.Board.GroupRow;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.store.Directory;

/** How many of each group are what, counted in one go. Pure. */
final class Headcount {
  private static final Set<LiveCall.State> WAITS =
      Set.of(LiveCall.State.WAITING, LiveCall.State.RINGING);

  private static final class Count {
    int members;
    int signedIn;
    int ready;
    int talking;
    int waiting;
    Long longestWaitSince;
  }

  private final Map<String, Count> counts = new HashMap<>();

  private Headcount() {}

  static Headcount of(Collection<AgentRow> agents, Collection<LiveCall> calls) {
    Headcount all = new Headcount();
    agents.forEach(agent -> agent.groups().forEach(id -> all.count(all.of(id), agent)));
    calls.stream()
        .filter(Headcount::waits)
        .forEach(call -> all.wait(all.of(call.queueId()), call.startedAt()));
    return all;
  }

  /** For an agent of a group, also while the phone of one rings. */
  static boolean waits(LiveCall call) {
    return call.queueId() != null && WAITS.contains(call.state());
  }

  List<GroupRow> rows(Directory directory, DayBook day) {
    return directory.groups().stream()
        .map(group -> {
          Count c = of(group.id());
          return new GroupRow(
              group.id(),
              group.name(),
              c.members,
              c.signedIn,
              c.ready,
              c.talking,
              c.waiting,
              c.longestWaitSince,
              day.figures(group.id()));
        })
        .toList();
  }

  private Count of(String groupId) {
    return counts.computeIfAbsent(groupId, id -> new Count());
  }

  private void count(Count of, AgentRow agent) {
    of.members++;
    of.signedIn += agent.presence() == Presence.LOGGED_OUT ? 0 : 1;
    of.ready += isReady(agent) ? 1 : 0;
    of.talking += agent.work().inTalk() ? 1 : 0;
  }

  /** A call may be offered, but for wrap-up. */
  private static boolean isReady(AgentRow agent) {
    return agent.presence() == Presence.READY
        && agent.work() == Work.IDLE
        && agent.noPage() == null;
  }

  private void wait(Count of, long since) {
    of.waiting++;
    of.longestWaitSince =
        of.longestWaitSince == null ? since : Math.min(of.longestWaitSince, since);
  }
}
