package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.ctibar.admin.Board.AgentRow;
import org.ctibar.admin.Board.GroupRow;
import org.ctibar.admin.Board.NodeRow;
import org.ctibar.admin.Board.SwitchRow;
import org.ctibar.bus.NodeNews;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.CallsListed;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.bus.call.LiveCall.State;
import org.ctibar.store.Directory;
import org.ctibar.store.Group;
import org.ctibar.store.Member;
import org.ctibar.store.Person;
import org.ctibar.store.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveModelTest {
  private static final long MORNING = 1_795_737_600_000L;
  private static final long NOW = MORNING + 36_000_000;

  private final LiveModel model = new LiveModel(
      List.of("fs1"), new DayBook(MORNING, MORNING + 86_400_000, new DayLimits(20_000, 5_000)));

  @BeforeEach
  void know() {
    model.know(directory("alice", "bob"));
    take();
  }

  @Test
  void showsAllAgentsAlsoThoseWhoAreSignedOut() {
    assertThat(model.snapshot("n1", 1, NOW).agents())
        .extracting(AgentRow::id, AgentRow::presence)
        .containsExactly(tuple("alice", Presence.LOGGED_OUT), tuple("bob", Presence.LOGGED_OUT));
  }

  @Test
  void aDeltaHasWhatChangedAndOnlyOnce() {
    model.hear(agent("alice", 1, Presence.READY, Work.IDLE));
    Board delta = take();
    assertThat(delta.agents()).extracting(AgentRow::id).containsExactly("alice");
    assertThat(delta.groups()).extracting(GroupRow::ready).containsExactly(1);
    assertThat(model.moved()).isFalse();
    assertThat(take().agents()).isEmpty();
  }

  @Test
  void anOlderStateOfAnAgentIsNoNews() {
    model.hear(agent("alice", 5, Presence.READY, Work.TALKING));
    model.hear(agent("alice", 4, Presence.READY, Work.RINGING));
    assertThat(model.agent("alice").orElseThrow().work()).isEqualTo(Work.TALKING);
  }

  @Test
  void countsWhoWaits() {
    model.hear(call("c1", 1, 1, State.WAITING, NOW - 9_000, null));
    model.hear(call("c2", 1, 2, State.RINGING, NOW - 8_000, null));
    model.hear(call("c3", 1, 3, State.TALKING, NOW - 90_000, null));
    GroupRow group = take().groups().get(0);
    assertThat(group.waiting()).isEqualTo(2);
    assertThat(group.longestWaitSince()).isEqualTo(NOW - 9_000);
    assertThat(group.day().offered()).isEqualTo(3);
  }

  @Test
  void aCallThatEndedIsGoneAndCounted() {
    model.hear(call("c1", 1, 1, State.WAITING, NOW - 9_000, null));
    take();
    model.hear(call("c1", 1, 2, State.ENDED, NOW - 9_000, NOW));
    Board delta = take();
    assertThat(delta.gone().calls()).containsExactly("c1");
    assertThat(delta.groups().get(0).day().abandoned()).isEqualTo(1);
    model.hear(call("c1", 1, 1, State.WAITING, NOW - 9_000, null));
    assertThat(model.snapshot("n1", 1, NOW).calls()).isEmpty();
  }

  @Test
  void aLaterOwnerKnowsBetter() {
    model.hear(call("c1", 1, 70, State.WAITING, NOW, null));
    model.hear(call("c1", 2, 1, State.TALKING, NOW, null));
    model.hear(call("c1", 1, 71, State.RINGING, NOW, null));
    assertThat(model.snapshot("n1", 1, NOW).calls())
        .extracting(LiveCall::state)
        .containsExactly(State.TALKING);
  }

  @Test
  void whatIsNotListedEndedUnseen() {
    model.hear(call("old", 1, 1, State.TALKING, NOW, null));
    model.hear(call("kept", 1, 2, State.TALKING, NOW, null));
    model.hear(call("new", 2, 5, State.TALKING, NOW, null));
    model.hear(new CallsListed("fs1", 2, 4, List.of("kept")));
    assertThat(model.snapshot("n1", 1, NOW).calls())
        .extracting(LiveCall::callId)
        .containsExactly("kept", "new");
  }

  @Test
  void aSwitchIsItsOwnersUntilThatIsSilent() {
    model.hear(node(true), NOW);
    assertThat(take().switches()).containsExactly(new SwitchRow("fs1", "n1", true, 0));
    model.settle(NOW + 7_001);
    Board delta = model.delta("n1", 3, NOW);
    assertThat(delta.switches()).containsExactly(new SwitchRow("fs1", null, false, 0));
  }

  @Test
  void aNodeThatIsNotHeardIsShownSoForAnHourOrUntilItComesBack() {
    model.hear(node(true), NOW);
    model.settle(NOW + 7_001);
    assertThat(take().nodes())
        .extracting(NodeRow::id, NodeRow::goneAt, NodeRow::owned)
        .containsExactly(tuple("n1", NOW, List.of()));

    model.hear(node(true), NOW + 60_000);
    assertThat(take().nodes()).extracting(NodeRow::goneAt).containsOnlyNulls();

    model.settle(NOW + 60_000 + 3_600_001);
    assertThat(model.delta("n1", 9, NOW).gone().nodes()).containsExactly("n1");
  }

  @Test
  void whoIsNoAgentAnyMoreIsGone() {
    model.know(directory("bob"));
    Board delta = take();
    assertThat(delta.gone().agents()).containsExactly("alice");
    assertThat(delta.groups().get(0).members()).isEqualTo(1);
  }

  @Test
  void whoIsReadyWithoutAPageIsNotCountedAsReady() {
    model.know(directory("alice", "bob"));
    model.hear(agent("alice", 1, Presence.READY, Work.IDLE));
    AgentEvent pageless = agent("bob", 1, Presence.READY, Work.IDLE);
    model.hear(new AgentEvent("bob", pageless.now(), List.of(), List.of()));

    Board delta = take();

    assertThat(delta.groups()).extracting(GroupRow::ready).containsExactly(1);
    assertThat(delta.agents()).extracting(AgentRow::noPage).containsExactly(null, true);
  }

  private Board take() {
    model.settle(NOW);
    return model.delta("n1", 2, NOW);
  }

  private static Directory directory(String... agents) {
    Directory.Builder all = Directory.builder().add(Group.of("1", "support"));
    int extension = 1001;
    for (String agent : agents) {
      all.add(Person.agent(agent, String.valueOf(extension++)));
      all.add(new Member("1", agent, 1));
    }
    return all.add(Person.agent("boss", "1099").withRoles(Role.SUPERVISOR)).build();
  }

  private static AgentEvent agent(String id, long revision, Presence presence, Work work) {
    AgentSnapshot now = new AgentSnapshot(
        true, presence, null, work, null, NOW, 0, revision, null, null, null, List.of(), List.of());
    return new AgentEvent(id, now, List.of(), List.of("tab"));
  }

  private static CallEvent call(
      String id, long epoch, long revision, State state, long since, Long endedAt) {
    return new CallEvent(
        epoch,
        revision,
        new LiveCall(
            id,
            "fs1",
            Direction.INBOUND,
            "13800001111",
            null,
            "7001",
            "1",
            state,
            0,
            since,
            null,
            endedAt,
            null,
            List.of()));
  }

  private static NodeNews node(boolean up) {
    return new NodeNews(
        "n1#1", NOW, NOW, List.of("call"), List.of("call:fs1"), Map.of("fs1", up), 0, 0.1, 1, 2);
  }
}
