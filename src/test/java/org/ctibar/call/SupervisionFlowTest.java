package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.LiveCall.State;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a supervisor does to calls, and what callers and agents notice. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class SupervisionFlowTest {
  private final Centre centre = Centre.open();
  private final List<CallEvent> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watch() {
    Topics.CALL_EVENT.subscribe(centre.vertx, "", told::add);
  }

  @AfterEach
  void close() {
    centre.close();
  }

  @Test
  void endsACallThatWaits() {
    String caller = waiting("7001");
    order(new CallCommand.End(caller));
    assertThat(centre.recordOf(caller).endedBy()).isEqualTo("supervisor");
    centre.nothingIsLeft();
  }

  @Test
  void endsACallForWhichAPhoneRingsAndNobodyHasMissedIt() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    order(new CallCommand.End(caller));
    alice.expect("onHangup");
    alice.expect("onReady");
    assertThat(centre.recordOf(caller).endedBy()).isEqualTo("supervisor");
    assertThat(alice.ask(new AgentCommand.Look("alice")).snapshot().presence())
        .isEqualTo(Presence.READY);
    centre.nothingIsLeft();
  }

  @Test
  void endsATalkForBoth() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    centre.clock.forward(1_000);
    order(new CallCommand.End(caller));
    alice.expect("onHangup");
    assertThat(centre.recordOf(caller).endedBy()).isEqualTo("supervisor");
    centre.nothingIsLeft();
  }

  @Test
  void endsATalkWithWhomeverIsConsulted() {
    Desk alice = centre.desk("alice").ready();
    String caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    centre.clock.forward(1_000);
    alice.ask(new AgentCommand.Act("alice", CallAct.CONSULT, "13900002222"));
    await().until(() -> last(caller) == State.CONSULTING);
    order(new CallCommand.End(caller));
    alice.expect("onHangup");
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void aCallerWhoIsMovedIsTheOtherGroupsWithTheTimeWaitedSoFar() {
    String caller = waiting("7001");
    long since = told.get(0).call().startedAt();
    order(new CallCommand.MoveTo(caller, "2"));
    await().until(() -> "2".equals(told.get(told.size() - 1).call().queueId()));
    assertThat(told.get(told.size() - 1).call().startedAt()).isEqualTo(since);

    Desk carol = centre.desk("carol").ready();
    centre.talk(carol, caller);
    centre.clock.forward(1_000);
    carol.hangUp();
    assertThat(centre.recordOf(caller).groupId()).isEqualTo("2");
    centre.nothingIsLeft();
  }

  @Test
  void whoIsPreferredGoesBeforeThoseWhoWaitedLongerAlsoUnderTheNextOwner() {
    String longer = waiting("7001");
    String preferred = waiting("7001");
    order(new CallCommand.Prefer(preferred));
    order(new CallCommand.Prefer(preferred));
    centre.stopCalls();
    centre.startCalls();

    Desk alice = centre.desk("alice").ready();
    assertThat(alice.expect("onRing"))
        .containsEntry("callId", preferred)
        .containsEntry("reason", "preferred");
    assertRefused(new CallCommand.Prefer(preferred), ErrorCode.NOT_ALLOWED_NOW);
    order(new CallCommand.End(preferred));
    order(new CallCommand.End(longer));
    centre.nothingIsLeft();
  }

  @Test
  void whatDoesNotWaitIsNotMoved() {
    String caller = waiting("7001");
    assertRefused(new CallCommand.MoveTo(caller, "none"), ErrorCode.NOT_FOUND);
    assertRefused(new CallCommand.MoveTo("none", "2"), ErrorCode.NOT_FOUND);
    Desk alice = centre.desk("alice").ready();
    alice.expect("onRing");
    assertRefused(new CallCommand.MoveTo(caller, "2"), ErrorCode.NOT_ALLOWED_NOW);
    alice.offhook();
    await().until(() -> last(caller) == State.TALKING);
    assertRefused(new CallCommand.MoveTo(caller, "2"), ErrorCode.NOT_ALLOWED_NOW);
    order(new CallCommand.End(caller));
    centre.nothingIsLeft();
  }

  private String waiting(String number) {
    String caller = centre.caller(number, "13800001111");
    await().until(() -> last(caller) == State.WAITING);
    return caller;
  }

  private State last(String callId) {
    return told.stream()
        .filter(event -> event.call().callId().equals(callId))
        .reduce((first, second) -> second)
        .map(event -> event.call().state())
        .orElse(null);
  }

  private void order(CallCommand command) {
    Centre.get(Topics.CALL_COMMAND.ask(centre.vertx, "fs1", command));
  }

  private void assertRefused(CallCommand command, ErrorCode code) {
    Future<Void> asked = Topics.CALL_COMMAND.ask(centre.vertx, "fs1", command);
    Centre.get(asked.otherwiseEmpty());
    assertThat(asked.cause())
        .isInstanceOfSatisfying(CtiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
