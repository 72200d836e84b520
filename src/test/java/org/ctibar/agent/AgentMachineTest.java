package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.ListenedBy;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentMachineTest {

  @Test
  void tellsThePageWhatTheDocumentSays() {
    Agents agent = Agents.unknown().on(Agents.login(Agents.TAB));
    assertThat(agent.callback("onLogin").data())
        .isEqualTo(Map.of("user", "alice", "nickname", "Alice", "extNo", "1001"));

    agent.on(new Trigger.GoReady()).on(Agents.offer("o1")).on(Agents.told(CallStep.RING));
    assertThat(agent.callback("onRing").data())
        .containsEntry("callId", "c1")
        .containsEntry("popScreenNo", "13800001111")
        .containsEntry("direction", "INBOUND")
        .containsEntry("enableAsr", true)
        .containsEntry("displayName", "Bob")
        .containsEntry("queue", new CallView.QueueRef("1", "support"))
        .containsEntry("data", Map.of("k", "v"));

    agent.on(Agents.told(CallStep.ANSWER));
    assertThat(agent.callback("onAnswer").data())
        .isEqualTo(Map.of(
            "callId",
            "c1",
            "direction",
            "INBOUND",
            "popScreenNo",
            "13800001111",
            "data",
            Map.of("k", "v")));

    agent.on(Agents.told(CallStep.ENDED));
    assertThat(agent.callback("onHangup").data())
        .isEqualTo(Map.of(
            "callId", "c1", "cause", "NORMAL_CLEARING", "code", 0, "data", Map.of("k", "v")));
  }

  @Test
  void tellsOnceWhoListensAndUntilWhen() {
    List<ListenedBy> carol = List.of(new ListenedBy("carol", "whisper"));
    Agents agent = Agents.in("TALKING").on(new Trigger.Heard("c1", carol));
    assertThat(agent.callback("onListened").data())
        .isEqualTo(Map.of("callId", "c1", "listeners", carol, "data", Map.of("k", "v")));
    assertThat(agent.state().snapshot().listeners()).isEqualTo(carol);

    agent.on(new Trigger.Heard("c1", carol));
    assertThat(agent.callbacks()).isEmpty();
    agent.on(new Trigger.Heard("another call", List.of()));
    assertThat(agent.callbacks()).isEmpty();

    agent.on(Agents.told(CallStep.HOLD));
    assertThat(agent.state().snapshot().listeners()).as("while on hold").isEqualTo(carol);
    agent.on(new Trigger.Heard("c1", List.of()));
    assertThat(agent.callback("onListened").data()).containsEntry("listeners", List.of());
    agent.on(new Trigger.Heard("c1", carol)).on(Agents.told(CallStep.ENDED));
    assertThat(agent.state().snapshot().listeners()).isEmpty();
  }

  @Test
  void saysNothingOfListenersWhereTheSiteDoesNotWantIt() {
    AgentConfig silent = new AgentConfig(
        0, 5_000, 60_000, 900_000, 2_000, 5_000, 5_000, 90_000, 5_000, 20_000, false);
    Agents agent = Agents.with(silent).on(Agents.offer("o1")).on(Agents.told(CallStep.ANSWER));
    agent.on(new Trigger.Heard("c1", List.of(new ListenedBy("carol", "barge"))));
    assertThat(agent.callbacks()).isEmpty();
    assertThat(agent.state().snapshot().listeners()).isEmpty();
  }

  @Test
  void tellsWhyACallFailed() {
    Agents agent = Agents.in("RINGING").on(Agents.told(CallStep.NO_ANSWER));

    assertThat(agent.callback("onHangup").data())
        .containsEntry("cause", "NO_ANSWER")
        .containsEntry("code", ErrorCode.NO_ANSWER.number());
    assertThat(agent.callback("onBusy").data()).containsEntry("reason", "no_answer");
  }

  @Test
  void keepsThePlaceOfAnAgentWhoseCallerLeft() {
    Agents agent = Agents.in("READY");
    long idleSince = agent.state().readyAt();

    agent.later(1_000).on(Agents.offer("o1")).on(Agents.told(CallStep.WITHDRAWN));

    assertThat(agent.offerable()).isTrue();
    assertThat(agent.state().readyAt()).isEqualTo(idleSince);
  }

  @Test
  void doesNotOfferWhatThePhoneJustRefused() {
    Agents agent = Agents.in("RINGING").on(Agents.told(CallStep.REFUSED));

    assertThat(agent.later(4_999).offerable()).isFalse();
    assertThat(agent.later(1).offerable()).isTrue();
  }

  @Test
  void letsAReservationFall() {
    Agents agent = Agents.in("RESERVED");
    long until = agent.state().job().offer().untilMs();

    agent.later(until - agent.nowMs() + 1_999).tick();
    assertThat(agent.state().job().work()).isEqualTo(Work.RESERVED);
    agent.later(1).tick();
    assertThat(agent.state().job().work()).isEqualTo(Work.IDLE);
    assertThat(agent.offerable()).isTrue();
  }

  @Test
  void forgetsADialThatWasRefused() {
    Agents agent = Agents.in("WRAP_UP");
    AgentSnapshot before = agent.state().snapshot();

    agent.on(Agents.dial()).on(new Trigger.DialRefused("d1"));

    assertThat(agent.callback("onHangup").only()).as("told to no page").isEmpty();
    assertThat(agent.state().snapshot())
        .usingRecursiveComparison()
        .ignoringFields("revision")
        .isEqualTo(before);
    assertThat(agent.later(10_000).tick().callbacks()).containsExactly("onReady");
  }

  @Test
  void showsWhatTheSwitchMadeOfTheNumber() {
    CallView internal =
        new CallView("d1", "fs1", Direction.INTERNAL, "1002", "Eve", false, null, Map.of());

    Agents agent = Agents.in("DIALING").on(Agents.direct(CallStep.RING, internal));

    assertThat(agent.callback("onRing").data())
        .containsEntry("direction", "INTERNAL")
        .containsEntry("popScreenNo", "1002");
    assertThat(agent.state().job().work()).isEqualTo(Work.DIALING);
  }

  @Test
  void ordersADialWithTheAgentsOwnClassOfService() {
    CallCommand order = Agents.in("DIALING").last().order().command();

    assertThat(order)
        .isEqualTo(new CallCommand.Dial("d1", "alice", "1001", "13900002222", Map.of()));
  }

  @ParameterizedTest
  @EnumSource(CallStep.class)
  void ignoresWhatIsToldOfACallThatEnded(CallStep step) {
    Agents agent = Agents.in("DIRECT_RING").on(Agents.direct(CallStep.ENDED, Agents.INTERNAL));
    AgentState ended = agent.state();

    assertThat(agent.on(Agents.direct(step, Agents.INTERNAL)).state()).isSameAs(ended);
  }

  @ParameterizedTest
  @EnumSource(CallStep.class)
  void ignoresWhatIsToldOfAnotherOffer(CallStep step) {
    Agents agent = Agents.in("RINGING");
    AgentState ringing = agent.state();

    assertThat(agent.on(Agents.progress(step, "o2", Agents.QUEUED)).state()).isSameAs(ringing);
  }

  @Test
  void believesTheSwitchThatAnOfferIsAnsweredWhoseReservationIsLost() {
    Agents agent = Agents.in("NOT_READY").on(Agents.told(CallStep.ANSWER));
    assertThat(agent.callbacks()).containsExactly("onRing", "onAnswer");

    agent.on(Agents.told(CallStep.ENDED));
    assertThat(agent.callbacks()).containsExactly("onHangup", "onBusy");
  }

  @Test
  void saysWhatIsAllowedInstead() {
    Agents agent = Agents.in("TALKING");

    assertThatExceptionOfType(CtiException.class)
        .isThrownBy(() -> agent.on(Agents.dial()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED_NOW))
        .satisfies(
            e -> assertThat(e.allowed()).contains("hangup", "hold").doesNotContain("makecall"));
  }

  @ParameterizedTest
  @CsvSource({
    "OUT, login snapshot",
    "NOT_READY, ready busy rest logout makecall snapshot",
    "WRAP_UP, ready busy rest logout makecall snapshot",
    "RESERVED, ready busy rest logout snapshot",
    "RINGING, ready busy rest logout offhook hangup reject snapshot",
    "DIALING, ready busy rest logout hangup snapshot",
    "DIALING_RINGS, ready busy rest logout offhook hangup snapshot",
    "DIALING_UP, ready busy rest logout hangup snapshot",
    "TALKING, ready busy rest logout hangup hold transfer consult mute dtmf snapshot",
    "HELD, ready busy rest logout hangup unhold transfer consult snapshot",
    "CONSULT_RINGS, ready busy rest logout hangup consultComplete consultCancel snapshot",
    "CONSULTING, ready busy rest logout hangup consultComplete consultCancel alternate conference mute dtmf snapshot",
    "CONFERENCED, ready busy rest logout hangup mute dtmf snapshot",
  })
  void allows(String state, String commands) {
    assertThat(String.join(" ", Agents.in(state).state().allowed())).isEqualTo(commands);
  }

  @Test
  void staysReachableOnTheOtherTab() {
    Agents agent =
        Agents.in("READY").on(Agents.login(Agents.SECOND_TAB)).on(new Trigger.Detach("s1"));

    assertThat(agent.offerable()).isTrue();
    assertThat(agent.state().line().connectionLostAt()).isNull();
  }

  @Test
  void losesTheConnectionInTwoStages() {
    Agents agent = Agents.in("LOST");
    assertThat(agent.offerable()).isFalse();

    agent.later(59_999).tick();
    assertThat(agent.state().standing().presence()).isEqualTo(Presence.READY);
    agent.later(1).tick();
    assertThat(agent.state().standing().reason()).isEqualTo("connection_lost");
    agent.later(900_000 - 60_001).tick();
    assertThat(agent.state().signedIn()).isTrue();
    agent.later(1).tick();
    assertThat(agent.state().standing().presence()).isEqualTo(Presence.LOGGED_OUT);
    assertThat(agent.callbacks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RINGING", "TALKING", "DIALING", "DIALED_TALK"})
  void doesNotTouchACallWhoseSocketIsLost(String state) {
    Agents agent =
        Agents.in(state).on(new Trigger.Detach("s1")).later(1_000_000).tick();

    assertThat(agent.callbacks()).isEmpty();
    assertThat(agent.state().job().call()).isNotNull();
    assertThat(agent.state().standing().presence()).isEqualTo(Presence.READY);
  }

  @Test
  void losesReadinessAfterTheCallOfALostSocket() {
    Agents agent = Agents.in("TALKING")
        .on(new Trigger.Detach("s1"))
        .later(61_000)
        .on(Agents.told(CallStep.ENDED))
        .tick();

    assertThat(agent.state().standing().reason()).isEqualTo("connection_lost");
  }

  @Test
  void showsALateReturnerWhatBecame() {
    Agents agent = Agents.in("LOST").later(60_000).tick().on(new Trigger.Attach(Agents.TAB));

    assertThat(agent.callbacks()).containsExactly("onSnapshot");
    assertThat(agent.callback("onSnapshot").only()).containsExactly("s1");
    assertThat(agent.callback("onSnapshot").data()).containsEntry("reason", "connection_lost");
  }

  @Test
  void snapshotsARunningCall() {
    Agents agent = Agents.in("TALKING").on(Agents.login(Agents.SECOND_TAB));

    Map<String, Object> data = agent.callback("onSnapshot").data();
    assertThat(data)
        .containsEntry("signedIn", true)
        .containsEntry("presence", "READY")
        .containsEntry("work", "TALKING")
        .containsEntry("revision", agent.state().revision())
        .containsEntry("allowed", agent.state().allowed());
    assertThat(data.get("call"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("callId", "c1")
        .containsEntry("answeredAt", agent.state().job().answeredAt());
  }

  @Test
  void countsTheTimeOfThePresenceOrOfTheWork() {
    Agents agent = Agents.in("READY");
    long readySince = agent.nowMs();
    assertThat(agent.on(Agents.offer("o1")).state().snapshot().since()).isEqualTo(readySince);
    agent.on(Agents.told(CallStep.RING));
    long rang = agent.nowMs();
    assertThat(agent.state().snapshot().since()).isEqualTo(rang);
    agent.on(Agents.told(CallStep.ANSWER));
    assertThat(agent.state().snapshot().since()).isEqualTo(agent.nowMs());
    assertThat(agent.state().snapshot().callSince()).isEqualTo(rang);
    agent.on(Agents.told(CallStep.ENDED));
    assertThat(agent.state().snapshot().since()).isEqualTo(agent.nowMs());
  }

  @Test
  void takesANewNameWithASignIn() {
    Agents agent = Agents.in("READY")
        .on(new Trigger.SignIn(new AgentCommand.Login(
            "alice", "Alicia", "1009", new SessionRef("s1", "n1", "browser-a"))));

    assertThat(agent.callback("onLogin").data())
        .containsEntry("nickname", "Alicia")
        .containsEntry("extNo", "1009");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OUT", "WRAP_UP", "LOST", "RESERVED", "TALKING", "WANTS_REST"})
  void survivesTheMap(String name) {
    AgentState state = Agents.in(name).state();

    assertThat(Json.decode(Json.encode(state), AgentState.class)).isEqualTo(state);
  }
}
