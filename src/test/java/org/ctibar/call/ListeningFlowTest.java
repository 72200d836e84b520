package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.ListenMode;
import org.ctibar.bus.call.LiveCall.Party;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.store.CallLegRecord;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A supervisor, carol at 1003, hears an agent and a customer; what they notice of it, and what the switch does. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class ListeningFlowTest {
  private static final String SUPERVISOR = "carol";
  private static final String PHONE = "1003";

  private final Centre centre = Centre.open();
  private final List<CallEvent> told = new CopyOnWriteArrayList<>();
  private Desk alice;
  private String caller;

  @BeforeEach
  void talk() {
    get(centre.simulated.behave(PHONE, PhoneBehaviour.ringsUntilTold()));
    Topics.CALL_EVENT.subscribe(centre.vertx, "", told::add);
    alice = centre.desk("alice").ready();
    caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    centre.clock.forward(1_000);
    alice.forget();
  }

  @AfterEach
  void close() {
    centre.close();
  }

  private void order(CallCommand command) {
    get(Topics.CALL_COMMAND.ask(centre.vertx, "fs1", command));
  }

  private CallCommand.Listen listen(ListenMode mode) {
    return new CallCommand.Listen(caller, "alice", SUPERVISOR, PHONE, mode);
  }

  /** @return the supervisor's leg */
  private String listens(ListenMode mode) {
    order(listen(mode));
    String leg = centre.legOf(PHONE);
    get(centre.simulated.answer(leg));
    hears(caller, leg);
    return leg;
  }

  private void hears(String speaker, String... ears) {
    await()
        .untilAsserted(() -> assertThat(get(centre.simulated.heardBy(speaker))).contains(ears));
  }

  private void isHeardBy(String speaker, String... ears) {
    await()
        .untilAsserted(() ->
            assertThat(get(centre.simulated.heardBy(speaker))).containsExactlyInAnyOrder(ears));
  }

  private Optional<Party> listener() {
    return told.get(told.size() - 1).call().parties().stream()
        .filter(party -> party.role().equals("supervisor"))
        .findFirst();
  }

  private void ends() {
    get(centre.simulated.hangup(caller));
    centre.recordOf(caller);
    centre.allIsOver(alice);
    centre.nothingIsLeft();
  }

  private void assertRefused(CallCommand command, ErrorCode code) {
    Future<Void> asked = Topics.CALL_COMMAND.ask(centre.vertx, "fs1", command);
    get(asked.otherwiseEmpty());
    assertThat(asked.cause())
        .isInstanceOfSatisfying(CtiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void hearsBothAndIsHeardByNobody() {
    String leg = listens(ListenMode.MONITOR);

    hears(caller, leg, centre.legOf("1001"));
    hears(centre.legOf("1001"), leg, caller);
    isHeardBy(leg);
    await()
        .untilAsserted(() -> assertThat(listener())
            .hasValueSatisfying(party -> assertThat(party)
                .extracting(Party::agentId, Party::number, Party::mode, Party::listensTo)
                .containsExactly(SUPERVISOR, PHONE, "monitor", centre.legOf("1001"))));
    assertThat(alice.expect("onListened"))
        .containsEntry("listeners", List.of(Map.of("by", SUPERVISOR, "mode", "monitor")));
    ends();
    assertThat(alice.heard()).as("but for how the call ended").doesNotContain("onMute", "onHold");
  }

  @Test
  void theAgentIsToldOfEachChangeOnce() {
    listens(ListenMode.MONITOR);
    order(listen(ListenMode.BARGE));
    order(listen(ListenMode.BARGE));
    order(new CallCommand.StopListening(caller, SUPERVISOR));

    assertThat(List.of(mode(), mode(), mode())).containsExactly("monitor", "barge", "");
    ends();
    assertThat(alice.heard().stream().filter("onListened"::equals)).hasSize(3);
  }

  private String mode() {
    List<?> listeners = (List<?>) alice.expect("onListened").get("listeners");
    return listeners.isEmpty() ? "" : ((Map<?, ?>) listeners.get(0)).get("mode").toString();
  }

  @Test
  void whispersToTheAgentBargesInAndIsSilentAgain() {
    String leg = listens(ListenMode.WHISPER);
    isHeardBy(leg, centre.legOf("1001"));

    order(listen(ListenMode.BARGE));
    isHeardBy(leg, centre.legOf("1001"), caller);
    await().until(() -> listener().orElseThrow().mode().equals("barge"));

    order(listen(ListenMode.MONITOR));
    isHeardBy(leg);
    assertThat(centre.legOf(PHONE)).isEqualTo(leg);
    ends();
  }

  @Test
  void whoStopsIsGoneAndTheTalkGoesOn() {
    listens(ListenMode.BARGE);

    order(new CallCommand.StopListening(caller, SUPERVISOR));

    await().until(() -> get(centre.simulated.channelCount()) == 2);
    await().until(() -> listener().isEmpty());
    centre.hears(caller, centre.legOf("1001"));
    order(new CallCommand.StopListening(caller, SUPERVISOR));
    ends();
  }

  @Test
  void whoHangsUpIsGone() {
    String leg = listens(ListenMode.MONITOR);
    get(centre.simulated.hangup(leg));
    await().until(() -> listener().isEmpty());
    ends();
  }

  @Test
  void takesTheCallOver() {
    Desk carol = centre.desk(SUPERVISOR);
    String leg = listens(ListenMode.WHISPER);

    order(new CallCommand.TakeOver(caller, SUPERVISOR));

    assertThat(alice.expect("onHangup")).containsEntry("cause", Causes.TRANSFERRED);
    carol.expect("onAnswer");
    isHeardBy(caller, leg);
    isHeardBy(leg, caller);
    assertThat(carol.look().work()).isEqualTo(Work.TALKING);
    assertThat(carol.look().call().callId()).isEqualTo(caller);
    carol.hangUp();
    assertThat(centre.recordOf(caller).legs())
        .extracting(CallLegRecord::number)
        .containsExactly("13800001111", "1001", PHONE);
    centre.allIsOver(alice, carol);
    centre.nothingIsLeft();
  }

  @Test
  void takesACallOverWhoseCustomerIsOnHold() {
    Desk carol = centre.desk(SUPERVISOR);
    order(listen(ListenMode.MONITOR));
    String leg = centre.legOf(PHONE);
    get(centre.simulated.answer(leg));
    get(alice.act(CallAct.HOLD));

    order(new CallCommand.TakeOver(caller, SUPERVISOR));

    carol.expect("onAnswer");
    isHeardBy(caller, leg);
    get(centre.simulated.hangup(caller));
    centre.recordOf(caller);
    centre.allIsOver(alice, carol);
    centre.nothingIsLeft();
  }

  @Test
  void withoutAPageTheSupervisorTalksAllTheSame() {
    String leg = listens(ListenMode.MONITOR);
    order(new CallCommand.TakeOver(caller, SUPERVISOR));
    alice.expect("onHangup");
    isHeardBy(caller, leg);
    get(centre.simulated.hangup(leg));
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void theTalkIsOverForTheListenerToo() {
    listens(ListenMode.MONITOR);
    ends();
  }

  @Test
  void whoseAgentIsGoneBeforeThePhoneIsAnsweredIsNotRungOn() {
    order(listen(ListenMode.MONITOR));
    centre.legOf(PHONE);
    ends();
  }

  @Test
  void aPhoneThatIsNotAnsweredIsLetGo() {
    order(listen(ListenMode.MONITOR));
    centre.legOf(PHONE);
    await().until(() -> get(centre.simulated.channelCount()) == 2);
    await().until(() -> listener().isEmpty());
    ends();
  }

  @Test
  void whoRefusesDoesNotListen() {
    order(listen(ListenMode.MONITOR));
    get(centre.simulated.refuse(centre.legOf(PHONE), "USER_BUSY"));
    await().until(() -> listener().isEmpty());
    ends();
  }

  @Test
  void theNextOwnerKnowsWhoListens() {
    String leg = listens(ListenMode.WHISPER);

    centre.stopCalls();
    centre.startCalls();

    order(listen(ListenMode.BARGE));
    isHeardBy(leg, centre.legOf("1001"), caller);
    assertThat(centre.legOf(PHONE)).isEqualTo(leg);
    order(new CallCommand.TakeOver(caller, SUPERVISOR));
    alice.expect("onHangup");
    isHeardBy(caller, leg);
    get(centre.simulated.hangup(caller));
    centre.recordOf(caller);
    centre.nothingIsLeft();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused(
        new CallCommand.Listen(caller, "bob", SUPERVISOR, PHONE, ListenMode.MONITOR),
        ErrorCode.NOT_ALLOWED_NOW);
    assertRefused(
        new CallCommand.Listen(caller, "alice", "alice", "1001", ListenMode.MONITOR),
        ErrorCode.NOT_ALLOWED_NOW);
    assertRefused(
        new CallCommand.Listen("none", "alice", SUPERVISOR, PHONE, ListenMode.MONITOR),
        ErrorCode.NOT_FOUND);
    assertRefused(
        new CallCommand.Listen(caller, "alice", SUPERVISOR, "1047", ListenMode.MONITOR),
        ErrorCode.PHONE_UNREACHABLE);
    assertRefused(new CallCommand.TakeOver(caller, SUPERVISOR), ErrorCode.NOT_ALLOWED_NOW);
    order(listen(ListenMode.MONITOR));
    assertRefused(new CallCommand.TakeOver(caller, SUPERVISOR), ErrorCode.NOT_ALLOWED_NOW);
    centre.hears(caller, centre.legOf("1001"));
    ends();
  }
}
