package org.ctibar.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.admin.Board.AgentRow;
import org.ctibar.admin.Board.GroupRow;
import org.ctibar.admin.Board.NodeRow;
import org.ctibar.admin.Board.SwitchRow;
import org.ctibar.bus.NodeName;
import org.ctibar.bus.NodeNews;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.CallsListed;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.store.Directory;
import org.ctibar.store.Group;
import org.ctibar.store.GroupCall;
import org.ctibar.store.Person;
import org.ctibar.store.Role;

/** The whole cluster as one node has heard of it, folded from events. Pure; not thread-safe. */
final class LiveModel {
  /** Three of a node's reports. */
  private static final long NODE_SILENT_MS = 7_000;

  private static final long NODE_REMEMBERED_MS = 3_600_000;

  private final List<String> switchIds;
  private final Rows<AgentRow> agents = new Rows<>();
  private final Rows<GroupRow> groups = new Rows<>();
  private final Rows<LiveCall> calls = new Rows<>();
  private final Rows<SwitchRow> switches = new Rows<>();
  private final Rows<NodeRow> nodes = new Rows<>();
  private final Map<String, AgentEvent> told = new HashMap<>();
  private final Versions versions = new Versions();
  private final Map<String, NodeNews> reports = new HashMap<>();
  private final Map<String, Long> heardAt = new HashMap<>();
  private Directory directory = Directory.EMPTY;
  private DayBook day;

  /** @param agentId who is listened to */
  record Listening(LiveCall call, String agentId) {}

  LiveModel(List<String> switchIds, DayBook day) {
    this.switchIds = switchIds;
    this.day = day;
  }

  void know(Directory newest) {
    directory = newest;
    Set<String> people = newest.people().stream()
        .filter(person -> person.enabled() && person.has(Role.AGENT))
        .map(Person::username)
        .collect(Collectors.toSet());
    agents.retain(people);
    groups.retain(newest.groups().stream().map(Group::id).collect(Collectors.toSet()));
    newest.people().stream()
        .filter(person -> people.contains(person.username()))
        .forEach(person -> agents.put(person.username(), row(person, told.get(person.username()))));
  }

  void begin(DayBook newDay) {
    day = newDay;
  }

  DayBook day() {
    return day;
  }

  List<String> agentIds() {
    return agents.all().stream().map(AgentRow::id).toList();
  }

  Optional<AgentRow> agent(String id) {
    return Optional.ofNullable(agents.get(id));
  }

  Optional<LiveCall> call(String id) {
    return Optional.ofNullable(calls.get(id));
  }

  /** To what the supervisor listens now. */
  Optional<Listening> listening(String supervisor) {
    return calls.all().stream()
        .flatMap(call -> call.parties().stream()
            .filter(party -> party.listensTo() != null && supervisor.equals(party.agentId()))
            .map(party -> new Listening(call, agentAt(call, party.listensTo()))))
        .findFirst();
  }

  private static String agentAt(LiveCall call, String leg) {
    return call.parties().stream()
        .filter(party -> party.legId().equals(leg) && party.agentId() != null)
        .map(LiveCall.Party::agentId)
        .findFirst()
        .orElse("");
  }

  void hear(AgentEvent event) {
    AgentEvent known = told.get(event.agentId());
    if (known != null && known.revision() > event.revision()) {
      return;
    }
    told.put(event.agentId(), event);
    Optional.ofNullable(agents.get(event.agentId()))
        .flatMap(row -> directory.person(event.agentId()))
        .ifPresent(person -> agents.put(event.agentId(), row(person, event)));
  }

  void hear(CallEvent event) {
    LiveCall call = event.call();
    if (!versions.isNews(call, event.epoch(), event.revision())) {
      return;
    }
    if (call.endedAt() == null) {
      calls.put(call.callId(), call);
    } else {
      calls.remove(call.callId());
    }
    if (call.queueId() != null) {
      day.put(new GroupCall(
          call.callId(), call.queueId(), call.startedAt(), call.bridgedAt(), call.endedAt()));
    }
  }

  /** What is not listed ended while nobody told of it. */
  void hear(CallsListed all) {
    List.copyOf(calls.all()).stream()
        .filter(call -> call.switchId().equals(all.switchId()))
        .map(LiveCall::callId)
        .filter(id -> !all.callIds().contains(id))
        .filter(id -> versions.isBefore(id, all.epoch(), all.revision()))
        .forEach(calls::remove);
  }

  void hear(NodeNews news, long nowMs) {
    String id = NodeName.parse(news.node()).id();
    reports.put(id, news);
    heardAt.put(id, nowMs);
    nodes.put(
        id,
        new NodeRow(
            id,
            news.startedAt(),
            news.verticles(),
            news.owned(),
            news.pages(),
            news.cpu(),
            news.heapUsedBytes(),
            news.heapMaxBytes(),
            null));
  }

  /** What follows from the rest, as of now. */
  void settle(long nowMs) {
    silentFor(NODE_SILENT_MS, nowMs).forEach(this::lose);
    silentFor(NODE_REMEMBERED_MS, nowMs).forEach(this::forget);
    switchIds.forEach(id -> switches.put(id, switchRow(id)));
    Headcount.of(agents.all(), calls.all())
        .rows(directory, day)
        .forEach(row -> groups.put(row.id(), row));
  }

  int waiting(String groupId) {
    return (int) calls.all().stream()
        .filter(Headcount::waits)
        .filter(call -> call.queueId().equals(groupId))
        .count();
  }

  boolean moved() {
    return agents.moved() || groups.moved() || calls.moved() || switches.moved() || nodes.moved();
  }

  Board snapshot(String node, long revision, long nowMs) {
    return new Board(
        Board.SNAPSHOT,
        node,
        revision,
        nowMs,
        day.limits(),
        List.copyOf(agents.all()),
        List.copyOf(groups.all()),
        List.copyOf(calls.all()),
        List.copyOf(switches.all()),
        List.copyOf(nodes.all()),
        Board.Gone.NOTHING);
  }

  /** What changed since the last delta. */
  Board delta(String node, long revision, long nowMs) {
    return new Board(
        Board.DELTA,
        node,
        revision,
        nowMs,
        null,
        agents.takeChanged(),
        groups.takeChanged(),
        calls.takeChanged(),
        switches.takeChanged(),
        nodes.takeChanged(),
        new Board.Gone(
            agents.takeGone(),
            groups.takeGone(),
            calls.takeGone(),
            switches.takeGone(),
            nodes.takeGone()));
  }

  private List<String> silentFor(long ms, long nowMs) {
    return heardAt.entrySet().stream()
        .filter(heard -> nowMs - heard.getValue() > ms)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Nobody should have to guess whether a node is missing. */
  private void lose(String id) {
    reports.remove(id);
    nodes.put(id, nodes.get(id).gone(heardAt.get(id)));
  }

  private void forget(String id) {
    heardAt.remove(id);
    nodes.remove(id);
  }

  private SwitchRow switchRow(String id) {
    Optional<Map.Entry<String, NodeNews>> owner = reports.entrySet().stream()
        .filter(report -> report.getValue().switches().containsKey(id))
        .findFirst();
    int living = (int) calls.all().stream().filter(c -> c.switchId().equals(id)).count();
    return new SwitchRow(
        id,
        owner.map(Map.Entry::getKey).orElse(null),
        owner.map(report -> report.getValue().switches().get(id)).orElse(false),
        living);
  }

  private AgentRow row(Person person, AgentEvent newest) {
    List<String> own =
        directory.groupsOf(person.username()).stream().map(Group::id).toList();
    String extension = person.extension().orElse(null);
    if (newest == null) {
      return new AgentRow(
          person.username(),
          person.nickname(),
          extension,
          own,
          Presence.LOGGED_OUT,
          null,
          Work.IDLE,
          0,
          0,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    AgentSnapshot now = newest.now();
    CallView call = now.call();
    return new AgentRow(
        person.username(),
        person.nickname(),
        extension,
        own,
        now.presence(),
        now.reason(),
        now.work(),
        now.since(),
        now.readyAt(),
        now.next(),
        call == null ? null : call.callId(),
        call == null ? null : call.direction(),
        call == null ? null : call.popScreenNo(),
        call == null || call.queue() == null ? null : call.queue().id(),
        now.callSince(),
        now.signedIn() && newest.sessions().isEmpty() ? Boolean.TRUE : null);
  }
}
